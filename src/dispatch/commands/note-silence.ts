import { ok } from '../../kit/result'
import { asSystem, type Ctx, inCommand, type Tx } from '../../platform'
import { askSilent } from '../entries'
import { dayOf } from '../queries/find-post'
import { continueCallOut } from './continue-call-out'

const BATCH = 200

/**
 * Notes who let the time for their answer pass, and has each running call-out ask the next person. An answer that comes later still counts.
 * @param postId one post alone; every post without it
 */
export async function noteSilence(ctx: Ctx, postId?: string): Promise<void> {
  const own = asSystem(ctx, 'dispatch')
  for (;;) {
    const noted = await inCommand(own, 'noteSilence', (tx) => noteIn(tx, postId))
    if (!noted.ok || noted.value.count === 0) return
    for (const callOutId of noted.value.callOutIds) await continueCallOut(ctx, callOutId)
    if (noted.value.count < BATCH) return
  }
}

async function noteIn(tx: Tx, postId: string | undefined) {
  const due = await tx.db
    .selectFrom('asks as q')
    .innerJoin('posts as p', 'p.id', 'q.post_id')
    .innerJoin('activities as a', 'a.id', 'q.activity_id')
    .select([
      'q.id',
      'q.post_id',
      'q.activity_id',
      'q.organization_id',
      'q.volunteer_id',
      'q.call_out_id',
      'q.region_id',
      'q.kind',
      'p.starts_at',
      'a.zone',
    ])
    .where('q.state', '=', 'asked')
    .where('q.answer_by', '<=', tx.now)
    .$if(postId !== undefined, (query) => query.where('q.post_id', '=', postId ?? ''))
    .orderBy('q.answer_by')
    .limit(BATCH)
    .forUpdate('q')
    .skipLocked()
    .execute()
  if (due.length === 0) return ok({ count: 0, callOutIds: [] as string[] })
  await tx.db
    .updateTable('asks')
    .set({ state: 'silent' })
    .where(
      'id',
      'in',
      due.map((ask) => ask.id),
    )
    .execute()
  for (const ask of due) {
    tx.append(
      askSilent.entry({
        subjectId: ask.id,
        regionId: ask.region_id,
        organizationId: ask.organization_id,
        body: {
          askId: ask.id,
          postId: ask.post_id,
          activityId: ask.activity_id,
          volunteerId: ask.volunteer_id,
          callOutId: ask.call_out_id,
        },
        public: { region: ask.region_id, day: dayOf(ask), kind: ask.kind },
      }),
    )
  }
  return ok({ count: due.length, callOutIds: [...new Set(due.flatMap((ask) => ask.call_out_id ?? []))] })
}

import type { Tx } from '../../platform'
import { askWithdrawn } from '../entries'
import { type AskedPost, dayOf } from '../queries/find-post'

/**
 * Takes back every ask of a call-out that is still waiting, or with `changed` those for terms that no longer stand: whoever has not answered
 * yet is told, and it counts against nobody.
 */
export async function withdrawAsks(
  tx: Tx,
  post: AskedPost,
  callOutId: string,
  why: 'filled' | 'stopped' | 'not-open' | 'changed',
): Promise<void> {
  const rows = await tx.db
    .updateTable('asks')
    .set({ state: 'withdrawn', withdrawn_at: tx.now })
    .where('call_out_id', '=', callOutId)
    .where('state', '=', 'asked')
    .$if(why === 'changed', (query) => query.where('terms_version', '<', post.terms_version))
    .returning(['id', 'volunteer_id', 'call_out_id'])
    .execute()
  appendWithdrawn(tx, post, rows, why)
}

/** Takes back these asks of a post as far as they are still waiting; returns which. */
export async function withdrawThese(
  tx: Tx,
  post: AskedPost,
  askIds: readonly string[],
  why: 'stopped',
): Promise<string[]> {
  const rows = await tx.db
    .updateTable('asks')
    .set({ state: 'withdrawn', withdrawn_at: tx.now })
    .where('id', 'in', askIds)
    .where('state', '=', 'asked')
    .returning(['id', 'volunteer_id', 'call_out_id'])
    .execute()
  appendWithdrawn(tx, post, rows, why)
  return rows.map(({ id }) => id)
}

type Withdrawn = { readonly id: string; readonly volunteer_id: string; readonly call_out_id: string | null }

function appendWithdrawn(
  tx: Tx,
  post: AskedPost,
  rows: readonly Withdrawn[],
  why: 'filled' | 'stopped' | 'not-open' | 'changed',
): void {
  for (const row of rows) {
    tx.append(
      askWithdrawn.entry({
        subjectId: row.id,
        regionId: post.region_id,
        organizationId: post.organization_id,
        body: {
          askId: row.id,
          postId: post.id,
          activityId: post.activity_id,
          volunteerId: row.volunteer_id,
          callOutId: row.call_out_id,
          why,
        },
        public: { region: post.region_id, day: dayOf(post), kind: post.kind },
      }),
    )
  }
}

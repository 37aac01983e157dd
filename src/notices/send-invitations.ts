import { sql } from 'kysely'
import { newId } from '../kit/ids'
import type { Ctx, Db } from '../platform'
import { afterQuiet } from './quiet'
import { INVITED } from './send/send-invitation'

/** How many invitations were put on their way, and how many people no configured channel reaches. */
export type InvitationsSent = { readonly sent: number; readonly unreachable: number }

const BATCH = 500

/**
 * Puts the invitations of these people on their way: by e-mail where there is one, else by text message, after the quiet hours of their
 * place. Once for each person, however often it is asked for; the sender of a running server carries them.
 */
export async function sendInvitations(ctx: Ctx, personIds: readonly string[]): Promise<InvitationsSent> {
  let [sent, unreachable] = [0, 0]
  for (let start = 0; start < personIds.length; start += BATCH) {
    const batch = personIds.slice(start, start + BATCH)
    const people = await findInvited(ctx.db, batch)
    for (const person of people) {
      const channel =
        person.email && ctx.ports.email !== undefined
          ? 'email'
          : person.phone && ctx.ports.sms !== undefined
            ? 'sms'
            : undefined
      if (channel === undefined) unreachable += 1
      else sent += await write(ctx, person, channel)
    }
  }
  return { sent, unreachable }
}

type Invited = Awaited<ReturnType<typeof findInvited>>[number]

const findInvited = (db: Db, ids: readonly string[]) =>
  db
    .selectFrom('people as p')
    .leftJoin('contact_channels as c', 'c.person_id', 'p.id')
    .select(['p.id', 'p.region_id', 'p.zone', 'p.quiet_from', 'p.quiet_until'])
    .select([
      sql<boolean>`coalesce(bool_or(c.kind = 'email'), false)`.as('email'),
      sql<boolean>`coalesce(bool_or(c.kind = 'phone'), false)`.as('phone'),
    ])
    .where('p.id', 'in', ids)
    .where('p.state', '=', 'invited')
    .groupBy('p.id')
    .limit(BATCH)
    .execute()

/** @returns 1 where it was not on its way before */
async function write(ctx: Ctx, person: Invited, channel: 'email' | 'sms'): Promise<number> {
  const now = ctx.clock.now()
  const [from, until] = [Temporal.PlainTime.from(person.quiet_from), Temporal.PlainTime.from(person.quiet_until)]
  const dueAt = afterQuiet(now, { from, until, zone: person.zone })
  return ctx.db.transaction().execute(async (tx) => {
    const notice = await tx
      .insertInto('notices')
      .values({
        id: newId(),
        person_id: person.id,
        kind: INVITED,
        subject_kind: 'person',
        subject_id: person.id,
        values: '{}',
        path: '',
        pace: 'soon',
        duty: false,
        made_at: now,
        due_at: dueAt,
        dedupe: `${INVITED} ${person.id}`,
      })
      .onConflict((conflict) => conflict.column('dedupe').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (notice === undefined) return 0
    await tx
      .insertInto('notice_deliveries')
      .values({
        id: newId(),
        notice_id: notice.id,
        region_id: person.region_id,
        channel,
        state: 'waiting',
        next_try_at: dueAt,
      })
      .execute()
    return 1
  })
}

import { sql } from 'kysely'
import type { Ctx } from '../../../platform'

/** How many mails became what in one reading. */
export type ReadCounts = Record<'kept' | 'bounce' | 'machine' | 'empty' | 'unreadable', number>

/** Notes that a mailbox was read to its end, and what came of it. */
export async function noteRead({ db, clock }: Ctx, address: string, counts: ReadCounts): Promise<void> {
  const { kept, bounce, machine, empty, unreadable } = counts
  await sql`
    INSERT INTO mailboxes AS m (address, read_at, kept, bounces, machines, unreadable)
    VALUES (${address}, ${clock.now()}, ${kept}, ${bounce}, ${machine + empty}, ${unreadable})
    ON CONFLICT (address) DO UPDATE SET read_at = excluded.read_at, failure = NULL, failed_at = NULL, kept = m.kept + excluded.kept,
      bounces = m.bounces + excluded.bounces, machines = m.machines + excluded.machines,
      unreadable = m.unreadable + excluded.unreadable`.execute(db)
}

/** Notes why a mailbox could not be read. */
export async function noteFailure({ db, clock }: Ctx, address: string, failure: string): Promise<void> {
  await sql`
    INSERT INTO mailboxes (address, failure, failed_at) VALUES (${address}, ${failure}, ${clock.now()})
    ON CONFLICT (address) DO UPDATE SET failure = excluded.failure, failed_at = excluded.failed_at`.execute(db)
}

/** How the mailbox does; undefined before it was first opened. */
export const findMailboxState = ({ db }: Ctx, address: string) =>
  db
    .selectFrom('mailboxes')
    .select(['read_at', 'failure', 'kept', 'bounces', 'machines', 'unreadable'])
    .where('address', '=', address)
    .executeTakeFirst()

import { sql } from 'kysely'
import { lastPosition, sequencerLagSeconds } from '../journal'
import type { Ctx } from '../platform'
import type { CliCommand } from './command'

type Finding = { readonly check: string; readonly ok: boolean; readonly found: string; readonly advice?: string }

/** `asar doctor`: looks at the installation and says what is well and what to do about the rest. */
export const doctor: CliCommand = {
  name: 'doctor',
  usage: 'doctor [--json]',
  summary: 'Looks at database, journal, followers and senders, and says what to do.',
  run: ({ json, print, say, withApp }) =>
    withApp(async ({ system }) => {
      const findings = await examine(system)
      if (json) print({ ok: findings.every((finding) => finding.ok), findings })
      else
        for (const { check, ok, found, advice } of findings)
          say(`${ok ? 'well ' : 'look '} ${check}: ${found}${advice === undefined ? '' : `\n      ${advice}`}`)
      return findings.every((finding) => finding.ok) ? 0 : 1
    }),
}

async function examine(ctx: Ctx): Promise<Finding[]> {
  const { db, config } = ctx
  const version = await sql<{
    v: string
    size: string
  }>`SELECT current_setting('server_version') AS v, pg_size_pretty(pg_database_size(current_database())) AS size`.execute(
    db,
  )
  const lag = await sequencerLagSeconds(db)
  const last = await lastPosition(db)
  const gaps = await sql<{
    gaps: number
  }>`SELECT (coalesce(max(position), 0) - count(*))::int AS gaps FROM journal_positions`.execute(db)
  const followers = await db
    .selectFrom('followers')
    .select(['name', 'position', 'failure'])
    .orderBy('name')
    .limit(100)
    .execute()
  const stuck = followers.filter((follower) => follower.failure !== null)
  const unsent = await db
    .selectFrom('notice_deliveries')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('state', '=', 'failed')
    .executeTakeFirst()
  return [
    { check: 'database', ok: true, found: `PostgreSQL ${version.rows[0]?.v}, ${version.rows[0]?.size}` },
    {
      check: 'journal',
      ok: lag <= 5 && gaps.rows[0]?.gaps === 0,
      found: `${last} entries, ${gaps.rows[0]?.gaps} gaps, oldest waiting ${Math.round(lag)} s`,
      ...(lag > 5 ? { advice: 'Entries wait for their position: is a server running on this database?' } : {}),
    },
    {
      check: 'followers',
      ok: stuck.length === 0,
      found: followers.map((follower) => `${follower.name} at ${follower.position}`).join(', ') || 'none yet',
      ...(stuck.length > 0
        ? {
            advice: `Stopped with a failure: ${stuck.map((follower) => `${follower.name} (${follower.failure})`).join('; ')}`,
          }
        : {}),
    },
    { check: 'notices', ok: (unsent?.n ?? 0) === 0, found: `${unsent?.n ?? 0} could not be delivered` },
    {
      check: 'e-mail',
      ok: config.smtpUrl !== undefined,
      found: config.smtpUrl === undefined ? 'no sender' : 'sender set',
      ...(config.smtpUrl === undefined
        ? { advice: 'Set ASAR_SMTP_URL (smtp://user:password@host:587) so that people can sign in and be told.' }
        : {}),
    },
    {
      check: 'text messages',
      ok: true,
      found: config.smsUrl === undefined ? 'no gateway: telephones are not offered for sign-in' : 'gateway set',
    },
  ]
}

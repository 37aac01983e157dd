import { sql } from 'kysely'
import type { Ctx } from '../../../platform'
import { dayOf } from './spend'

const DAYS = 7
const WARN_SHARE = 0.8

/** How the ways out for text messages do, and what they cost. */
export type SmsState = {
  readonly providers: readonly {
    readonly name: string
    readonly kind: 'smpp' | 'http'
    readonly failures: number
    readonly demotedUntil: Temporal.Instant | null
    readonly lastTakenAt: Temporal.Instant | null
    readonly lastCode: string | null
    /** Of the last seven days. */
    readonly taken: number
    readonly arrived: number
    readonly lost: number
  }[]
  readonly today: {
    readonly messages: number
    readonly parts: number
    readonly tiyn: number
    readonly heldBack: number
    readonly capTiyn: number | undefined
    /** Four fifths of the cap are spent, or something was held back. */
    readonly isNearCap: boolean
  }
}

/** Reads the state of text messages; undefined where none are set up. */
export async function readSmsState(ctx: Ctx): Promise<SmsState | undefined> {
  const { db, config, clock } = ctx
  if (config.sms === undefined) return undefined
  const now = clock.now()
  const health = await db.selectFrom('sms_providers').selectAll().limit(100).execute()
  const { rows: counts } = await sql<{ provider: string; state: string; n: number }>`
    SELECT provider, state, count(*)::int AS n FROM sms_messages WHERE taken_at > ${now.subtract({ hours: 24 * DAYS })}
    GROUP BY provider, state LIMIT 1000`.execute(db)
  const count = (provider: string, state: string): number =>
    counts.find((row) => row.provider === provider && row.state === state)?.n ?? 0
  return {
    providers: config.sms.providers.map(({ name, kind }) => {
      const own = health.find((row) => row.name === name)
      const demotedUntil = own?.demoted_until ?? null
      return {
        name,
        kind,
        failures: own?.failures ?? 0,
        demotedUntil: demotedUntil !== null && Temporal.Instant.compare(demotedUntil, now) > 0 ? demotedUntil : null,
        lastTakenAt: own?.last_taken_at ?? null,
        lastCode: own?.last_code ?? null,
        taken: count(name, 'taken'),
        arrived: count(name, 'arrived'),
        lost: count(name, 'lost'),
      }
    }),
    today: await readToday(ctx, config.sms.dailyCapTiyn),
  }
}

/** What text messages cost today. */
export async function readToday({ db, clock }: Ctx, capTiyn: number | undefined): Promise<SmsState['today']> {
  const day = await db.selectFrom('sms_days').selectAll().where('day', '=', dayOf(clock.now())).executeTakeFirst()
  const [tiyn, heldBack] = [day?.tiyn ?? 0, day?.held_back ?? 0]
  return {
    messages: day?.messages ?? 0,
    parts: day?.parts ?? 0,
    tiyn,
    heldBack,
    capTiyn,
    isNearCap: heldBack > 0 || (capTiyn !== undefined && tiyn >= capTiyn * WARN_SHARE),
  }
}

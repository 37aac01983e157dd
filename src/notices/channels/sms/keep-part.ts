import { sql } from 'kysely'
import type { Ctx, Db } from '../../../platform'
import { keepInbound } from '../../talk/keep-inbound'
import type { PartOf } from './part-header'
import type { InboundSms } from './sms-channel'

const WAIT_MINUTES = 10
const BATCH = 100

type Key = {
  readonly provider: string
  readonly sender: string
  readonly line: string
  readonly reference: number
  readonly total: number
}

/** Keeps a part, in whatever order they come and however often; with the last one missing the message is whole, and handed on. */
export async function keepPart(ctx: Ctx, provider: string, message: InboundSms, partOf: PartOf): Promise<void> {
  const { reference, total, part } = partOf
  const key = { provider, sender: message.from.slice(0, 200), line: message.to.slice(0, 200), reference, total }
  const now = ctx.clock.now()
  await ctx.db.transaction().execute(async (db) => {
    await hold(db, key)
    await db
      .insertInto('sms_heard_parts')
      .values({ ...key, part, octets: Buffer.from(message.text, 'utf16le'), heard_at: now })
      .onConflict((clash) => clash.doNothing())
      .execute()
    const parts = await partsOf(db, key)
    if (parts.length < total || parts.some((one) => one.joined_at !== null)) return
    await handOn({ ...ctx, db }, key, parts)
    await rowsOf(db, key, sql`UPDATE sms_heard_parts SET joined_at = ${now}`)
  })
}

/** Hands on what waited ten minutes for a part that never came, with a mark where it is missing; forgets parts of that age. */
export async function giveUpParts(ctx: Ctx): Promise<void> {
  const old = ctx.clock.now().subtract({ minutes: WAIT_MINUTES })
  const keys = await ctx.db
    .selectFrom('sms_heard_parts')
    .select(['provider', 'sender', 'line', 'reference', 'total'])
    .distinct()
    .where('heard_at', '<', old)
    .limit(BATCH)
    .execute()
  for (const key of keys) {
    await ctx.db.transaction().execute(async (db) => {
      await hold(db, key)
      const parts = await partsOf(db, key)
      if (parts.some((one) => one.joined_at === null)) await handOn({ ...ctx, db }, key, parts)
      await rowsOf(db, key, sql`DELETE FROM sms_heard_parts`)
    })
  }
  await ctx.db.deleteFrom('sms_heard').where('heard_at', '<', old).execute()
}

type Part = { readonly part: number; readonly octets: Buffer; readonly heard_at: Temporal.Instant }

async function handOn(ctx: Ctx, key: Key, parts: readonly Part[]): Promise<void> {
  const [first] = parts
  if (first === undefined) return
  const octets = Array.from(
    { length: key.total },
    (_, i) => parts.find((one) => one.part === i + 1)?.octets ?? Buffer.from(' … ', 'utf16le'),
  )
  await keepInbound(ctx, {
    door: 'sms',
    line: key.line === '' ? key.provider : key.line,
    from: key.sender,
    text: Buffer.concat(octets).toString('utf16le'),
    providerId: `${key.provider} ${key.sender} ${key.reference} ${first.heard_at.epochMilliseconds}`,
    at: first.heard_at,
  })
}

// Two parts that come at once must see each other.
const hold = (db: Db, key: Key) =>
  sql`SELECT pg_advisory_xact_lock(hashtextextended(${Object.values(key).join(' ')}, 54))`.execute(db)

const partsOf = (db: Db, key: Key) =>
  db
    .selectFrom('sms_heard_parts')
    .select(['part', 'octets', 'heard_at', 'joined_at'])
    .where('provider', '=', key.provider)
    .where('sender', '=', key.sender)
    .where('line', '=', key.line)
    .where('reference', '=', key.reference)
    .where('total', '=', key.total)
    .orderBy('heard_at')
    .limit(key.total)
    .execute()

const rowsOf = (db: Db, { provider, sender, line, reference, total }: Key, change: ReturnType<typeof sql>) =>
  sql`${change} WHERE provider = ${provider} AND sender = ${sender} AND line = ${line} AND reference = ${reference} AND total = ${total}`.execute(
    db,
  )

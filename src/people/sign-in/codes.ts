import { createHash, createHmac, randomInt, timingSafeEqual } from 'node:crypto'
import { hashSecret, newId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { type Ctx, type Db, hitLimit, isLoopback, type RateLimit } from '../../platform'
import { translator } from '../../web'
import type { Contact } from '../contact'
import { hasSender, sendSealed } from './outbox'

const LIFE_MINUTES = 10
const TRIES_A_CODE = 5
/** For how long a browser that gave the right code may finish signing in. */
const PROOF_MINUTES = 30

const DAY = 86_400
const limits = {
  contactSoon: { hits: 4, seconds: 900 },
  contactDay: { hits: 15, seconds: DAY },
  // Whole towns share one address of a mobile operator.
  address: { hits: 600, seconds: 3600 },
  // Bought numbers lie side by side: what pumping text messages earns is bounded for each block of a hundred thousand.
  prefix: { hits: 200, seconds: 3600 },
  domain: { hits: 2000, seconds: 3600 },
  failuresDay: { hits: 10, seconds: DAY },
} satisfies Record<string, RateLimit>

/** How a code would reach its reader: by a sender, by the log of a server on this very machine, or not at all. */
export type CodeWay = 'sender' | 'log' | 'none'

/** The way for e-mail codes of this installation. The log only serves a loopback HOST without an SMTP server. */
export const codeWay = (ctx: Ctx, kind: Contact['kind']): CodeWay =>
  hasSender(ctx, kind) ? 'sender' : kind === 'email' && isLoopback(ctx.config.host) ? 'log' : 'none'

/** Why no code was sent. */
export type AskCodeError = { readonly kind: 'no-sender' } | { readonly kind: 'too-many'; readonly waitSeconds: number }

/**
 * Sends a one-time code to a contact and binds it to the asking browser; a code asked earlier by this browser ends.
 * Does the same work and gives the same answer whether or not anybody here has this contact.
 * @param browserSecret what this browser keeps in a cookie; only its hash is stored, and the code is stored hashed with it
 * @param address prefix of the client's address
 */
export async function askCode(
  ctx: Ctx,
  contact: Contact,
  browserSecret: string,
  address: string,
): Promise<Result<null, AskCodeError>> {
  const way = codeWay(ctx, contact.kind)
  if (way === 'none') return err({ kind: 'no-sender' })
  const now = ctx.clock.now()
  const waitSeconds = await passLimits(ctx.db, contact, address, now)
  if (waitSeconds > 0) return err({ kind: 'too-many', waitSeconds })
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const expiresAt = now.add({ minutes: LIFE_MINUTES })
  const row = {
    kind: contact.kind,
    value: contact.value,
    code_hash: hashCode(browserSecret, code),
    created_at: now,
    expires_at: expiresAt,
    tries_left: TRIES_A_CODE,
    used_at: null,
  }
  const t = translator(ctx.lang)
  await ctx.db.transaction().execute(async (tx) => {
    await tx
      .insertInto('login_codes')
      .values({ id: newId(now.epochMilliseconds), browser_hash: hashSecret(browserSecret), ...row })
      .onConflict((clash) => clash.column('browser_hash').doUpdateSet(row))
      .execute()
    if (way === 'sender') {
      const values = { code, minutes: LIFE_MINUTES }
      await sendSealed(ctx, tx, {
        to: contact,
        subject: t('people.mail.code.subject', values),
        text: contact.kind === 'email' ? t('people.mail.code.text', values) : t('people.sms.code', values),
        expiresAt,
      })
    }
  })
  if (way === 'log') ctx.log('sign-in.code', { code, note: 'no e-mail sender is set up (ASAR_SMTP_URL)' })
  return ok(null)
}

async function passLimits(db: Db, contact: Contact, address: string, now: Temporal.Instant): Promise<number> {
  const block =
    contact.kind === 'phone'
      ? (['prefix', contact.value.slice(0, -5)] as const)
      : (['domain', contact.value.slice(contact.value.lastIndexOf('@'))] as const)
  for (const [limit, of] of [
    ['address', address],
    ['contactSoon', contact.value],
    ['contactDay', contact.value],
    block,
  ] as const) {
    const wait = await hitLimit(db, bucket(limit, of), limits[limit], now)
    if (wait > 0) return wait
  }
  return 0
}

const bucket = (limit: string, of: string): string =>
  `code ${limit} ${createHash('sha256').update(of).digest('base64url')}`

// The browser's own secret keys the hash: six digits alone would be guessed from a copy of the table in a blink.
const hashCode = (browserSecret: string, code: string): Buffer =>
  createHmac('sha256', browserSecret).update(code).digest()

/** Why a typed code does not open. `wrong` says how many tries this code has left. */
export type TryCodeError =
  | { readonly kind: 'wrong'; readonly triesLeft: number }
  | { readonly kind: 'ended' }
  | { readonly kind: 'too-many-today' }

/** Tries a code in the browser that asked for it. On success the browser has proved the contact for half an hour. */
export async function tryCode(ctx: Ctx, browserSecret: string, typed: string): Promise<Result<Contact, TryCodeError>> {
  const now = ctx.clock.now()
  const browser = hashSecret(browserSecret)
  const row = await ctx.db
    .updateTable('login_codes')
    .set((eb) => ({ tries_left: eb('tries_left', '-', 1) }))
    .where('browser_hash', '=', browser)
    .where('tries_left', '>', 0)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning(['kind', 'value', 'code_hash', 'tries_left'])
    .executeTakeFirst()
  if (row === undefined) return err({ kind: 'ended' })
  // Counted as a failure before it is judged, given back when right: tries side by side cannot pass the limit.
  const failures = bucket('failuresDay', row.value)
  if ((await hitLimit(ctx.db, failures, limits.failuresDay, now)) > 0) return err({ kind: 'too-many-today' })
  const code = typed.replace(/\D/g, '')
  if (!timingSafeEqual(row.code_hash, hashCode(browserSecret, code)))
    return row.tries_left > 0 ? err({ kind: 'wrong', triesLeft: row.tries_left }) : err({ kind: 'ended' })
  await ctx.db
    .updateTable('rate_limits')
    .set((eb) => ({ hits: eb('hits', '-', 1) }))
    .where('bucket', '=', failures)
    .where('window_start', '>', now.subtract({ hours: 24 }))
    .where('hits', '>', 0)
    .execute()
  const used = await ctx.db
    .updateTable('login_codes')
    .set({ used_at: now })
    .where('browser_hash', '=', browser)
    .where('used_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return used === undefined ? err({ kind: 'ended' }) : ok({ kind: row.kind as Contact['kind'], value: row.value })
}

/** The contact a code was sent to for this browser and that is still being waited for, to show on the page. */
export async function findAskedContact(
  db: Db,
  browserSecret: string,
  now: Temporal.Instant,
): Promise<Contact | undefined> {
  const row = await db
    .selectFrom('login_codes')
    .select(['kind', 'value'])
    .where('browser_hash', '=', hashSecret(browserSecret))
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row === undefined ? undefined : { kind: row.kind as Contact['kind'], value: row.value }
}

/** The contact this browser has proved by a code in the last half hour. */
export async function findProof(db: Db, browserSecret: string, now: Temporal.Instant): Promise<Contact | undefined> {
  const row = await db
    .selectFrom('login_codes')
    .select(['kind', 'value'])
    .where('browser_hash', '=', hashSecret(browserSecret))
    .where('used_at', '>', now.subtract({ minutes: PROOF_MINUTES }))
    .executeTakeFirst()
  return row === undefined ? undefined : { kind: row.kind as Contact['kind'], value: row.value }
}

/** Takes the proof away, so that it serves once. @returns the proved contact, or undefined when it is gone */
export async function takeProof(db: Db, browserSecret: string, now: Temporal.Instant): Promise<Contact | undefined> {
  const row = await db
    .deleteFrom('login_codes')
    .where('browser_hash', '=', hashSecret(browserSecret))
    .where('used_at', '>', now.subtract({ minutes: PROOF_MINUTES }))
    .returning(['kind', 'value'])
    .executeTakeFirst()
  return row === undefined ? undefined : { kind: row.kind as Contact['kind'], value: row.value }
}

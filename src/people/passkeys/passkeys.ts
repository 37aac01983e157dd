import { isIP } from 'node:net'
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { sql } from 'kysely'
import { z } from 'zod'
import { hashSecret } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import type { Ctx, Db } from '../../platform'
import { translator } from '../../web'
import type { Person } from '../person'

const CHALLENGE_MINUTES = 5
const PASSKEYS_MAX = 10

/** A passkey of a person; nothing of it opens anything without the device. */
export type Passkey = {
  readonly id: string
  readonly name: string
  readonly createdAt: Temporal.Instant
  readonly lastUsedAt: Temporal.Instant | null
}

/** Passkeys of a person, oldest first, at most 10. Served by passkeys_person_idx. */
export async function listPasskeys(db: Db, personId: string): Promise<Passkey[]> {
  const rows = await db
    .selectFrom('passkeys')
    .select(['id', 'name', 'created_at', 'last_used_at'])
    .where('person_id', '=', personId)
    .orderBy('created_at')
    .limit(PASSKEYS_MAX)
    .execute()
  return rows.map((row) => ({ id: row.id, name: row.name, createdAt: row.created_at, lastUsedAt: row.last_used_at }))
}

/** Whether passkeys work here: browsers bind them to a name, never to a bare address such as 127.0.0.1. */
export const hasPasskeys = (ctx: Ctx): boolean => isIP(domainOf(ctx).replace(/^\[|\]$/g, '')) === 0

/** Domain that keys are bound to: the host of the public address. */
const domainOf = (ctx: Ctx): string => new URL(ctx.config.url).hostname

async function keepChallenge(
  ctx: Ctx,
  browserSecret: string,
  challenge: string,
  personId: string | null,
): Promise<void> {
  const row = { challenge, person_id: personId, expires_at: ctx.clock.now().add({ minutes: CHALLENGE_MINUTES }) }
  await ctx.db
    .insertInto('passkey_challenges')
    .values({ browser_hash: hashSecret(browserSecret), ...row })
    .onConflict((clash) => clash.column('browser_hash').doUpdateSet(row))
    .execute()
}

// Deleted as it is read: a challenge is answered once.
async function takeChallenge(
  ctx: Ctx,
  browserSecret: string,
): Promise<{ challenge: string; personId: string | null } | undefined> {
  const row = await ctx.db
    .deleteFrom('passkey_challenges')
    .where('browser_hash', '=', hashSecret(browserSecret))
    .where('expires_at', '>', ctx.clock.now())
    .returning(['challenge', 'person_id'])
    .executeTakeFirst()
  return row === undefined ? undefined : { challenge: row.challenge, personId: row.person_id }
}

/** What the browser of a signed-in person is asked to make a key with. */
export async function askForKey(ctx: Ctx, person: Person, browserSecret: string) {
  const held = await ctx.db
    .selectFrom('passkeys')
    .select(['id'])
    .where('person_id', '=', person.id)
    .limit(PASSKEYS_MAX)
    .execute()
  const options = await generateRegistrationOptions({
    rpName: translator(ctx.lang)('web.name'),
    rpID: domainOf(ctx),
    userName: person.name ?? '',
    userDisplayName: person.name ?? '',
    userID: new TextEncoder().encode(person.id),
    attestationType: 'none',
    excludeCredentials: held.map(({ id }) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  await keepChallenge(ctx, browserSecret, options.challenge, person.id)
  return options
}

/** The answer of the browser was none we asked for, too late, or not signed by the key. */
export type PasskeyError = { readonly kind: 'refused' | 'too-many' }

/** Keeps the key a browser has made for a signed-in person. */
export async function keepKey(
  ctx: Ctx,
  input: { readonly personId: string; readonly browserSecret: string; readonly answer: string; readonly name: string },
): Promise<Result<null, PasskeyError>> {
  const asked = await takeChallenge(ctx, input.browserSecret)
  const response = parseAnswer<RegistrationResponseJSON>(input.answer)
  if (asked?.personId !== input.personId || response === undefined) return err({ kind: 'refused' })
  const verified = await verifyRegistrationResponse({
    response,
    expectedChallenge: asked.challenge,
    expectedOrigin: ctx.config.url,
    expectedRPID: domainOf(ctx),
    requireUserVerification: true,
  }).catch(() => undefined)
  if (verified?.verified !== true) return err({ kind: 'refused' })
  const { credential } = verified.registrationInfo
  return ctx.db.transaction().execute(async (tx) => {
    // One after the other, so that two tabs do not pass the limit together.
    await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`passkeys ${input.personId}`}, 0))`.execute(tx)
    const held = await tx
      .selectFrom('passkeys')
      .select('id')
      .where('person_id', '=', input.personId)
      .limit(PASSKEYS_MAX)
      .execute()
    if (held.length >= PASSKEYS_MAX) return err({ kind: 'too-many' })
    const added = await tx
      .insertInto('passkeys')
      .values({
        id: credential.id,
        person_id: input.personId,
        public_key: Buffer.from(credential.publicKey),
        counter: credential.counter,
        transports: [...(credential.transports ?? [])],
        name: input.name,
        created_at: ctx.clock.now(),
      })
      .onConflict((clash) => clash.doNothing())
      .returning('id')
      .executeTakeFirst()
    return added === undefined ? err({ kind: 'refused' }) : ok(null)
  })
}

/** What the browser of somebody unknown is asked to sign: any key of this house will do. */
export async function askForSignature(ctx: Ctx, browserSecret: string) {
  const options = await generateAuthenticationOptions({ rpID: domainOf(ctx), userVerification: 'required' })
  await keepChallenge(ctx, browserSecret, options.challenge, null)
  return options
}

/** Whom a signature opens for. The same refusal for an unknown key and a wrong signature. */
export async function checkSignature(
  ctx: Ctx,
  input: { readonly browserSecret: string; readonly answer: string },
): Promise<Result<{ readonly personId: string }, PasskeyError>> {
  const asked = await takeChallenge(ctx, input.browserSecret)
  const response = parseAnswer<AuthenticationResponseJSON>(input.answer)
  if (asked === undefined || asked.personId !== null || response === undefined) return err({ kind: 'refused' })
  const key = await ctx.db
    .selectFrom('passkeys as k')
    .innerJoin('people as p', 'p.id', 'k.person_id')
    .select(['k.id', 'k.person_id', 'k.public_key', 'k.counter'])
    .where('k.id', '=', response.id)
    .where('p.state', '=', 'active')
    .executeTakeFirst()
  if (key === undefined) return err({ kind: 'refused' })
  const verified = await verifyAuthenticationResponse({
    response,
    expectedChallenge: asked.challenge,
    expectedOrigin: ctx.config.url,
    expectedRPID: domainOf(ctx),
    credential: { id: key.id, publicKey: new Uint8Array(key.public_key), counter: key.counter },
    requireUserVerification: true,
  }).catch(() => undefined)
  if (verified?.verified !== true) return err({ kind: 'refused' })
  await ctx.db
    .updateTable('passkeys')
    .set({ counter: verified.authenticationInfo.newCounter, last_used_at: ctx.clock.now() })
    .where('id', '=', key.id)
    .execute()
  return ok({ personId: key.person_id })
}

/** Removes a passkey. The last way to sign in stays: without any contact a person keeps one key. */
export async function removeKey(
  ctx: Ctx,
  personId: string,
  id: string,
): Promise<Result<null, { readonly kind: 'last-way' }>> {
  return ctx.db.transaction().execute(async (tx) => {
    const keys = await tx
      .selectFrom('passkeys')
      .select('id')
      .where('person_id', '=', personId)
      .orderBy('id')
      .limit(PASSKEYS_MAX)
      .forUpdate()
      .execute()
    if (keys.length === 1) {
      const contact = await tx
        .selectFrom('contact_channels')
        .select('id')
        .where('person_id', '=', personId)
        .limit(1)
        .executeTakeFirst()
      if (contact === undefined) return err({ kind: 'last-way' })
    }
    await tx.deleteFrom('passkeys').where('person_id', '=', personId).where('id', '=', id).execute()
    return ok(null)
  })
}

const ANSWER_MAX = 20_000
const text = z.string().max(10_000)
const answerForm = z.looseObject({ id: text, rawId: text, type: z.literal('public-key'), response: z.looseObject({}) })

// Only the outer form is ours to check: the library reads the rest, and its refusals are caught.
function parseAnswer<T>(answer: string): T | undefined {
  if (answer.length > ANSWER_MAX) return undefined
  try {
    const parsed = answerForm.safeParse(JSON.parse(answer))
    return parsed.success ? (parsed.data as T) : undefined
  } catch {
    return undefined
  }
}

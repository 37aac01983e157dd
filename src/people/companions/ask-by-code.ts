import { createHmac, randomInt, timingSafeEqual } from 'node:crypto'
import { err, ok, type Result } from '../../kit/result'
import { type Ctx, type Db, hitLimit, inCommand, personOf } from '../../platform'
import { sayIn, translator } from '../../web'
import { lockPerson } from '../acts-for'
import type { Contact } from '../contact'
import { findPerson, listPeopleByContact } from '../queries'
import { hasSender, sendSealed } from '../sign-in/outbox'
import { type CompanionScope, companionScopes, type Tie, ties } from './companion'
import { type PairError, pairIn } from './pair'

const LIFE_MINUTES = 30
const TRIES_A_CODE = 5
const limits = { asker: { hits: 10, seconds: 86_400 }, contact: { hits: 4, seconds: 86_400 } }

/** Why no code was sent. `own-contact`: the code would come to the one who asks. */
export type AskByCodeError = { readonly kind: 'no-sender' | 'own-contact' | 'too-many' | 'forbidden' }

/**
 * Sends a code to a person's telephone or mail that says who wants to act for them, in what and until when. Whoever agrees tells the code to
 * the one who asks; whoever does not, does nothing. Answers the same whether or not the contact belongs to anybody here.
 */
export async function askByCode(
  ctx: Ctx,
  asked: { contact: Contact; scopes: readonly CompanionScope[]; tie: Tie; until: Temporal.Instant },
): Promise<Result<null, AskByCodeError>> {
  const companionId = personOf(ctx)
  const companion = companionId === null ? undefined : await findPerson(ctx.db, companionId)
  if (companion === undefined) return err({ kind: 'forbidden' })
  if (!hasSender(ctx, asked.contact.kind)) return err({ kind: 'no-sender' })
  const owners = (await listPeopleByContact(ctx.db, asked.contact)).filter(({ state }) => state === 'active')
  // Theirs too: the code would come to whoever wants to act.
  if (owners.some(({ id }) => id === companion.id)) return err({ kind: 'own-contact' })
  const now = ctx.clock.now()
  const waits = [
    await hitLimit(ctx.db, `companion-code by ${companion.id}`, limits.asker, now),
    await hitLimit(ctx.db, `companion-code to ${asked.contact.value}`, limits.contact, now),
  ]
  if (waits.some((wait) => wait > 0)) return err({ kind: 'too-many' })
  const [person, ...more] = owners
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const row = {
    person_id: person === undefined || more.length > 0 ? null : person.id,
    scopes: [...asked.scopes],
    tie: asked.tie,
    until: asked.until,
    code_hash: hashCode(companion.id, code),
    tries_left: TRIES_A_CODE,
    created_at: now,
    expires_at: now.add({ minutes: LIFE_MINUTES }),
  }
  await ctx.db.transaction().execute(async (tx) => {
    await tx
      .insertInto('companion_requests')
      .values({ companion_id: companion.id, ...row })
      .onConflict((clash) => clash.column('companion_id').doUpdateSet(row))
      .execute()
    if (person === undefined || row.person_id === null) return
    const t = translator(person.lang)
    const say = sayIn(person.lang, person.zone)
    const values = {
      name: companion.name ?? '',
      code,
      // It ends with that day, at the midnight after it.
      date: say.date(asked.until.subtract({ seconds: 1 })),
      scopes: say.list(asked.scopes.map((scope) => t(`people.scope.short.${scope}`))),
    }
    await sendSealed(ctx, tx, {
      to: asked.contact,
      subject: t('people.mail.companion.subject', values),
      text: t('people.sms.companion', values),
      expiresAt: row.expires_at,
    })
  })
  return ok(null)
}

// The one who asks is part of the hash: a code told to one serves nobody else.
const hashCode = (companionId: string, code: string): Buffer => createHmac('sha256', companionId).update(code).digest()

/** What somebody asked for and waits for a code of; undefined when nothing waits. */
export async function findAskedByCode(
  db: Db,
  companionId: string,
  now: Temporal.Instant,
): Promise<{ readonly expiresAt: Temporal.Instant } | undefined> {
  const row = await db
    .selectFrom('companion_requests')
    .select('expires_at')
    .where('companion_id', '=', companionId)
    .where('expires_at', '>', now)
    .where('tries_left', '>', 0)
    .executeTakeFirst()
  return row === undefined ? undefined : { expiresAt: row.expires_at }
}

/** Why a code made no pair. */
export type AgreeByCodeError =
  | PairError
  | { readonly kind: 'ended' }
  | { readonly kind: 'wrong'; readonly triesLeft: number }

/** A code the person told: it says that they agree, and serves once. Records consent.given, companion.added. */
export async function agreeByCode(ctx: Ctx, typed: string): Promise<Result<null, AgreeByCodeError>> {
  const companionId = personOf(ctx)
  if (companionId === null) return err({ kind: 'ended' })
  const request = await takeTry(ctx, companionId)
  if (request === undefined) return err({ kind: 'ended' })
  const code = typed.replace(/\D/g, '')
  if (request.person_id === null || !timingSafeEqual(request.code_hash, hashCode(companionId, code)))
    return request.tries_left > 0 ? err({ kind: 'wrong', triesLeft: request.tries_left }) : err({ kind: 'ended' })
  const personId = request.person_id
  return inCommand<null, AgreeByCodeError>(ctx, 'agreeByCode', async (tx) => {
    const used = await tx.db
      .deleteFrom('companion_requests')
      .where('companion_id', '=', companionId)
      .where('code_hash', '=', request.code_hash)
      .returning('companion_id')
      .executeTakeFirst()
    const person = await lockPerson(tx, personId)
    if (used === undefined || person?.state !== 'active') return err({ kind: 'ended' })
    const paired = await pairIn(tx, person, {
      companionId,
      scopes: companionScopes.filter((scope) => request.scopes.includes(scope)),
      tie: ties.find((tie) => tie === request.tie) ?? 'other',
      until: request.until,
      how: 'code',
    })
    return paired.ok ? ok(null) : paired
  })
}

// Counted before it is judged, so that tries side by side cannot pass the limit.
const takeTry = (ctx: Ctx, companionId: string) =>
  ctx.db
    .updateTable('companion_requests')
    .set((eb) => ({ tries_left: eb('tries_left', '-', 1) }))
    .where('companion_id', '=', companionId)
    .where('tries_left', '>', 0)
    .where('expires_at', '>', ctx.clock.now())
    .returning(['person_id', 'scopes', 'tie', 'until', 'code_hash', 'tries_left'])
    .executeTakeFirst()

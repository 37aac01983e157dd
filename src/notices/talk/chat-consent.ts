import { newId } from '../../kit/ids'
import { ok, type Result } from '../../kit/result'
import { consentFor, giveConsent, lockPerson, recordConsent, withdrawConsent } from '../../people'
import { type Ctx, type Db, inCommand } from '../../platform'
import type { Lang } from '../../web'
import { chatConsentEnded, chatConsentGiven } from '../entries'

/** What a consent to send a request over servers abroad is for. */
const PURPOSE = 'transfer-abroad'
/** Which wording of `talk.reply.abroad.ask` is agreed to: a new meaning takes a new code, and whoever agreed to another is asked again. */
export const ABROAD_TERMS = 'abroad-2026-11'
const DATA = ['words', 'place', 'need'] as const
const VALID_DAYS = 365

/** Who agrees: a person with an account, or a chat that no account stands behind. */
export type Agreeing = { readonly personId: string | null; readonly chat: string }

/** Whether a request may be taken and answered in this chat: its person, or the chat itself, agreed to what is asked today. */
export async function agreedAbroad(
  { db, clock }: Pick<Ctx, 'db' | 'clock'>,
  { personId, chat }: Agreeing,
): Promise<boolean> {
  const now = clock.now()
  if (personId !== null) return (await consentFor(db, personId, PURPOSE, now))?.terms === ABROAD_TERMS
  return (await chatConsent(db, chat, now)) !== undefined
}

const chatConsent = (db: Db, chat: string, now: Temporal.Instant) =>
  db
    .selectFrom('chat_consents')
    .select(['id', 'region_id', 'lang'])
    .where('chat', '=', chat)
    .where('terms_code', '=', ABROAD_TERMS)
    .where('valid_until', '>', now)
    .executeTakeFirst()

/** Records that somebody agreed, for a year. `ctx` is theirs; records consent.given or chat-consent.given. */
export async function agreeAbroad(
  ctx: Ctx,
  { personId, chat, regionId, lang }: Agreeing & { readonly regionId: string; readonly lang: Lang },
): Promise<boolean> {
  const until = ctx.clock.now().add({ hours: 24 * VALID_DAYS })
  if (personId !== null) {
    const consent = { personId, purpose: PURPOSE, data: DATA, how: 'telegram', until, terms: ABROAD_TERMS }
    return (await giveConsent(ctx, consent)).ok
  }
  const given = await inCommand<null, never>(ctx, 'agreeAbroad', async (tx) => {
    const terms = { terms_code: ABROAD_TERMS, lang, given_at: tx.now, valid_until: until }
    const { id } = await tx.db
      .insertInto('chat_consents')
      .values({ id: newId(tx.now.epochMilliseconds), chat, region_id: regionId, ...terms })
      .onConflict((clash) => clash.column('chat').doUpdateSet(terms))
      .returning('id')
      .executeTakeFirstOrThrow()
    const body = { terms: ABROAD_TERMS, data: [...DATA], until: until.toString() }
    tx.append(chatConsentGiven.entry({ subjectId: id, regionId, body, public: {} }))
    return ok(null)
  })
  return given.ok
}

/** Ends every consent of this chat and of whoever it is linked to. `ctxOf` makes the request of each; true where there was one. */
export async function withdrawAbroad(
  ctxOf: (personId: string | null) => Ctx,
  chat: string,
  personIds: readonly string[],
): Promise<boolean> {
  let ended = false
  for (const personId of personIds) {
    const ctx = ctxOf(personId)
    const consent = await consentFor(ctx.db, personId, PURPOSE, ctx.clock.now())
    if (consent === undefined) continue
    ended = (await withdrawConsent(ctx, { personId, consentId: consent.id })).ok || ended
  }
  return (await endChatConsent(ctxOf(null), chat, 'withdrawn')) || ended
}

/** Ends the consent of a chat itself; true where there was one. Records chat-consent.ended. */
export const endChatConsent = async (ctx: Ctx, chat: string, why: 'withdrawn' | 'term'): Promise<boolean> => {
  const done = await inCommand<boolean, never>(ctx, 'endChatConsent', async (tx) => {
    const gone = await tx.db
      .deleteFrom('chat_consents')
      .where('chat', '=', chat)
      .returning(['id', 'region_id'])
      .executeTakeFirst()
    if (gone === undefined) return ok(false)
    tx.append(chatConsentEnded.entry({ subjectId: gone.id, regionId: gone.region_id, body: { why }, public: {} }))
    return ok(true)
  })
  return done.ok && done.value
}

/** Whoever links a chat that had agreed takes its consent over, so that nobody is asked twice. Records consent.given, chat-consent.ended. */
export const takeOverConsent = (ctx: Ctx, chat: string, personId: string): Promise<Result<null, never>> =>
  inCommand<null, never>({ ...ctx, idempotency: undefined }, 'takeOverConsent', async (tx) => {
    const person = await lockPerson(tx, personId)
    const consent = await tx.db
      .selectFrom('chat_consents')
      .selectAll()
      .where('chat', '=', chat)
      .forUpdate()
      .executeTakeFirst()
    if (consent === undefined || person?.state !== 'active') return ok(null)
    const { regionId } = person
    await tx.db.deleteFrom('chat_consents').where('id', '=', consent.id).execute()
    tx.append(
      chatConsentEnded.entry({
        subjectId: consent.id,
        regionId: consent.region_id,
        body: { why: 'linked' },
        public: {},
      }),
    )
    await recordConsent(tx, {
      personId,
      regionId,
      purpose: PURPOSE,
      data: DATA,
      how: 'telegram',
      givenBy: personId,
      until: consent.valid_until,
      terms: consent.terms_code,
    })
    return ok(null)
  })

/** Destroys consents of chats whose year is over. */
export async function endOldChatConsents(ctx: Ctx): Promise<void> {
  const over = await ctx.db
    .selectFrom('chat_consents')
    .select('chat')
    .where('valid_until', '<=', ctx.clock.now())
    .limit(500)
    .execute()
  for (const { chat } of over) await endChatConsent(ctx, chat, 'term')
}

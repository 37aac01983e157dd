import { isId, newPublicId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { type Ctx, extendSecretLinks, inCommand, makeSecretLink, revokeSecretLinks, type Tx } from '../../platform'
import { translator } from '../../web'
import { type ActError, actsFor, lockPerson } from '../acts-for'
import { type Contact, parseContact } from '../contact'
import { guardianConsented, guardianLinkRenewed, guardianNamed, guardianRefused, guardianWithdrew } from '../entries'
import { keepCode } from '../guardians/code'
import { birthday, isMinor, type Person } from '../person'
import { GUARDIAN_PURPOSE } from '../queries'
import { hasSender, sendSealed } from '../sign-in/outbox'
import { markWithdrawn, recordConsent } from './consents'

/** Purpose of the secret link on which a parent or legal representative answers. */
export const GUARDIAN_LINK = 'guardian'

/** In what way somebody represents a minor. */
export const relations = ['mother', 'father', 'adopter', 'appointed-guardian'] as const
/** One of {@link relations}. */
export type Relation = (typeof relations)[number]

// How many a minor may name.
const GUARDIANS_MAX = 5
/** A consent is asked again after a year, and ends when the minor comes of age. */
const CONSENT_DAYS = 365
/** How long the message with a link may wait for its sender. */
const MESSAGE_HOURS = 24
/** How long a guardian has to answer; from their yes on the link serves to withdraw as long as the consent lasts. */
const LINK_DAYS = 30

/** Why no guardian was named. `own-contact`: nobody consents for themselves. */
export type NameGuardianError = ActError | { readonly kind: 'of-age' | 'too-many' | 'own-contact' | 'no-sender' }

/** A minor who may name one more guardian, held until the commit. */
export async function lockMinor(
  tx: Tx,
  personId: string,
): Promise<Result<Person, { readonly kind: 'unknown' | 'of-age' | 'too-many' }>> {
  const minor = await lockPerson(tx, personId)
  if (minor?.state !== 'active') return err({ kind: 'unknown' })
  if (!isMinor(minor, tx.now.toZonedDateTimeISO(minor.zone).toPlainDate())) return err({ kind: 'of-age' })
  const named = await tx.db
    .selectFrom('guardians')
    .select('id')
    .where('minor_id', '=', minor.id)
    .where('ended_at', 'is', null)
    .limit(GUARDIANS_MAX)
    .execute()
  return named.length >= GUARDIANS_MAX ? err({ kind: 'too-many' }) : ok(minor)
}

/**
 * Names a parent or legal representative and sends them a link on which they consent, refuse, or later withdraw.
 * @returns the secret of `/guardian/<secret>` for an operator who hands it over; shown once
 */
export const nameGuardian = (
  ctx: Ctx,
  input: { readonly personId: string; readonly name: string; readonly contact: Contact },
): Promise<Result<{ readonly secret: string }, NameGuardianError>> =>
  // Without an idempotency key: the secret must not be kept with the outcome.
  inCommand({ ...ctx, idempotency: undefined }, 'nameGuardian', async (tx) => {
    if (!(await actsFor(tx, input.personId))) return err({ kind: 'forbidden' })
    const free = await lockMinor(tx, input.personId)
    if (!free.ok) return free
    const minor = free.value
    const { contact } = input
    if (ctx.onBehalfOf === undefined && !hasSender(ctx, contact.kind)) return err({ kind: 'no-sender' })
    if (await hasContact(tx, minor.id, contact)) return err({ kind: 'own-contact' })
    const id = newPublicId()
    await tx.db
      .insertInto('guardians')
      .values({
        id,
        minor_id: minor.id,
        guardian_name: input.name,
        guardian_contact: contact.value,
        created_at: tx.now,
      })
      .execute()
    const secret = await giveLink(tx, { guardianId: id, minor, contact, expiresAt: daysFrom(tx.now) })
    tx.append(
      guardianNamed.entry({ subjectId: minor.id, regionId: minor.regionId, body: { guardianId: id }, public: {} }),
    )
    return ok({ secret })
  })

const daysFrom = (now: Temporal.Instant): Temporal.Instant => now.add({ hours: 24 * LINK_DAYS })

async function giveLink(
  tx: Tx,
  link: { guardianId: string; minor: Person; contact: Contact; expiresAt: Temporal.Instant },
): Promise<string> {
  const { guardianId, minor, contact, expiresAt } = link
  const secret = await makeSecretLink(
    tx.db,
    { purpose: GUARDIAN_LINK, subjectId: guardianId, personId: minor.id, expiresAt },
    tx.now,
  )
  if (!hasSender(tx.ctx, contact.kind)) return secret
  // A button telephone opens no link: there the code that came with it is told.
  const code = contact.kind === 'phone' ? await keepCode(tx, guardianId) : ''
  await sendLink(tx, { contact, secret, code, minor: minor.name ?? '' })
  return secret
}

/**
 * Sends a guardian a new link, because the old one was lost, seen by others or has run out; the old one stops working.
 * @returns the secret of `/guardian/<secret>` for an operator who hands it over; shown once
 */
export const renewGuardianLink = (
  ctx: Ctx,
  input: { readonly personId: string; readonly guardianId: string },
): Promise<Result<{ readonly secret: string }, ActError | { readonly kind: 'no-sender' }>> =>
  inCommand({ ...ctx, idempotency: undefined }, 'renewGuardianLink', async (tx) => {
    if (!(await actsFor(tx, input.personId))) return err({ kind: 'forbidden' })
    const minor = await lockPerson(tx, input.personId)
    if (minor?.state !== 'active' || !isId(input.guardianId)) return err({ kind: 'unknown' })
    const held = await tx.db
      .selectFrom('guardians as g')
      .leftJoin('consents as c', 'c.id', 'g.consent_id')
      .select(['g.guardian_contact', 'c.valid_until', 'c.withdrawn_at'])
      .where('g.id', '=', input.guardianId)
      .where('g.minor_id', '=', minor.id)
      .where('g.ended_at', 'is', null)
      .executeTakeFirst()
    const contact = parseContact(held?.guardian_contact ?? undefined, true)
    if (held === undefined || !contact.ok) return err({ kind: 'unknown' })
    if (ctx.onBehalfOf === undefined && !hasSender(ctx, contact.value.kind)) return err({ kind: 'no-sender' })
    await revokeSecretLinks(tx.db, GUARDIAN_LINK, input.guardianId, tx.now)
    const soon = daysFrom(tx.now)
    const until = held.withdrawn_at === null ? held.valid_until : null
    const expiresAt = until !== null && Temporal.Instant.compare(until, soon) > 0 ? until : soon
    const secret = await giveLink(tx, { guardianId: input.guardianId, minor, contact: contact.value, expiresAt })
    const body = { guardianId: input.guardianId }
    tx.append(guardianLinkRenewed.entry({ subjectId: minor.id, regionId: minor.regionId, body, public: {} }))
    return ok({ secret })
  })

/** Whether a contact is the minor's own: nobody consents for themselves. */
export async function hasContact({ db }: Tx, personId: string, contact: Contact): Promise<boolean> {
  const row = await db
    .selectFrom('contact_channels')
    .select('id')
    .where('person_id', '=', personId)
    .where('kind', '=', contact.kind)
    .where('value', '=', contact.value)
    .executeTakeFirst()
  return row !== undefined
}

async function sendLink(
  tx: Tx,
  { contact, secret, code, minor }: { contact: Contact; secret: string; code: string; minor: string },
) {
  const t = translator(tx.ctx.lang)
  const values = { name: minor, code, link: `${tx.ctx.config.url}/guardian/${secret}` }
  await sendSealed(tx.ctx, tx.db, {
    to: contact,
    subject: t('people.mail.guardian.subject', values),
    text: t(contact.kind === 'email' ? 'people.mail.guardian.text' : 'people.sms.guardian', values),
    expiresAt: tx.now.add({ hours: MESSAGE_HOURS }),
  })
}

/** What the bearer of a guardian's link is asked about. */
export type GuardianCase = {
  readonly guardianId: string
  readonly minorId: string
  readonly minorName: string
  readonly guardianName: string
  readonly state: 'asked' | 'consented' | 'refused' | 'withdrawn'
}

/** The case a guardian's link opens; undefined when it has ended. */
export async function findGuardianCase(db: Tx['db'], guardianId: string): Promise<GuardianCase | undefined> {
  const row = await db
    .selectFrom('guardians as g')
    .innerJoin('people as p', 'p.id', 'g.minor_id')
    .leftJoin('consents as c', 'c.id', 'g.consent_id')
    .select(['g.id', 'g.minor_id', 'g.guardian_name', 'g.refused_at', 'g.consent_id', 'p.name', 'c.withdrawn_at'])
    .where('g.id', '=', guardianId)
    .where('g.ended_at', 'is', null)
    .where('p.state', '=', 'active')
    .executeTakeFirst()
  if (row === undefined) return undefined
  const isConsented = row.consent_id !== null && row.withdrawn_at === null
  return {
    guardianId: row.id,
    minorId: row.minor_id,
    minorName: row.name ?? '',
    guardianName: row.guardian_name ?? '',
    state: isConsented
      ? 'consented'
      : row.consent_id !== null
        ? 'withdrawn'
        : row.refused_at !== null
          ? 'refused'
          : 'asked',
  }
}

/** The link is another's, or what it asked about has ended. */
export type GuardianError = { readonly kind: 'gone' }

/** A parent or legal representative consents, in their own name, on their own link. */
export const consentAsGuardian = (
  ctx: Ctx,
  input: { readonly guardianId: string; readonly name: string; readonly relation: Relation },
): Promise<Result<null, GuardianError>> =>
  inGuardianCase(ctx, 'consentAsGuardian', input.guardianId, async (tx, held) => {
    if (held.consentId !== null && held.withdrawnAt === null) return
    const minor = { id: held.minorId, regionId: held.regionId, zone: held.zone, birthDate: held.birthDate }
    await consentIn(tx, minor, { ...input, how: 'link' })
  })

/** A consent as somebody gave it: on their link, by the code they told, on a paper signed on a day. */
export type GivenConsent = {
  readonly guardianId: string
  readonly name?: string | undefined
  readonly relation: Relation
  readonly how: 'link' | 'code' | 'paper'
  readonly signedOn?: Temporal.PlainDate | undefined
  readonly seenBy?: string | undefined
}

/** Writes a guardian's consent, whichever door it came by. A step of a command that holds the minor's or the guardian's row. @returns the consent's id */
export async function consentIn(
  tx: Tx,
  minor: Pick<Person, 'id' | 'regionId' | 'zone' | 'birthDate'>,
  given: GivenConsent,
): Promise<string> {
  const until = lastDay(tx.now, minor.birthDate, minor.zone)
  const consentId = await recordConsent(tx, {
    personId: minor.id,
    regionId: minor.regionId,
    purpose: GUARDIAN_PURPOSE,
    data: ['name', 'age', 'activities'],
    how: given.how,
    givenBy: null,
    until,
  })
  await tx.db
    .updateTable('guardians')
    .set({
      consent_id: consentId,
      relation: given.relation,
      refused_at: null,
      code_hash: null,
      code_until: null,
      signed_on: given.signedOn?.toString() ?? null,
      seen_by: given.seenBy ?? null,
      ...(given.name === undefined ? {} : { guardian_name: given.name }),
    })
    .where('id', '=', given.guardianId)
    .execute()
  await extendSecretLinks(tx.db, GUARDIAN_LINK, given.guardianId, until)
  const { guardianId, relation, how, seenBy } = given
  const body = {
    guardianId,
    consentId,
    relation,
    how,
    until: until.toString(),
    ...(seenBy === undefined ? {} : { seenBy }),
  }
  tx.append(guardianConsented.entry({ subjectId: minor.id, regionId: minor.regionId, body, public: {} }))
  return consentId
}

/** A parent or legal representative refuses, or takes back what they gave: from this moment it does not count. */
export const refuseAsGuardian = (
  ctx: Ctx,
  input: { readonly guardianId: string },
): Promise<Result<null, GuardianError>> =>
  inGuardianCase(ctx, 'refuseAsGuardian', input.guardianId, async (tx, held) => {
    const { guardianId } = input
    if (held.consentId !== null && held.withdrawnAt === null) {
      const minor = { id: held.minorId, regionId: held.regionId }
      await markWithdrawn(tx, minor, { id: held.consentId, purpose: GUARDIAN_PURPOSE })
      const body = { guardianId, consentId: held.consentId }
      tx.append(guardianWithdrew.entry({ subjectId: held.minorId, regionId: held.regionId, body, public: {} }))
    }
    if (held.refusedAt !== null) return
    await tx.db.updateTable('guardians').set({ refused_at: tx.now }).where('id', '=', guardianId).execute()
    tx.append(
      guardianRefused.entry({ subjectId: held.minorId, regionId: held.regionId, body: { guardianId }, public: {} }),
    )
  })

type Held = {
  minorId: string
  regionId: string
  zone: string
  birthDate: string | null
  consentId: string | null
  withdrawnAt: Temporal.Instant | null
  refusedAt: Temporal.Instant | null
}

const inGuardianCase = (
  ctx: Ctx,
  name: string,
  guardianId: string,
  run: (tx: Tx, held: Held) => Promise<void>,
): Promise<Result<null, GuardianError>> =>
  inCommand(ctx, name, async (tx) => {
    const { actor } = ctx
    if (actor.kind !== 'link' || actor.purpose !== GUARDIAN_LINK || actor.subjectId !== guardianId)
      return err({ kind: 'gone' })
    const row = await tx.db
      .selectFrom('guardians as g')
      .innerJoin('people as p', 'p.id', 'g.minor_id')
      .select(['g.minor_id', 'g.consent_id', 'g.refused_at', 'p.region_id', 'p.zone', 'p.birth_date'])
      .where('g.id', '=', guardianId)
      .where('g.ended_at', 'is', null)
      .where('p.state', '=', 'active')
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (row === undefined) return err({ kind: 'gone' })
    const consent =
      row.consent_id === null
        ? undefined
        : await tx.db.selectFrom('consents').select('withdrawn_at').where('id', '=', row.consent_id).executeTakeFirst()
    await run(tx, {
      minorId: row.minor_id,
      regionId: row.region_id,
      zone: row.zone,
      birthDate: row.birth_date,
      consentId: row.consent_id,
      withdrawnAt: consent?.withdrawn_at ?? null,
      refusedAt: row.refused_at,
    })
    return ok(null)
  })

function lastDay(now: Temporal.Instant, birthDate: string | null, zone: string): Temporal.Instant {
  const nextYear = now.add({ hours: 24 * CONSENT_DAYS })
  if (birthDate === null) return nextYear
  const ofAge = birthday(birthDate, 18).toZonedDateTime(zone).toInstant()
  return Temporal.Instant.compare(ofAge, nextYear) < 0 ? ofAge : nextYear
}

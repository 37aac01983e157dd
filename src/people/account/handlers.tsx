import { deleteCookie } from 'hono/cookie'
import { findLocality, placeContext, placeName, searchPlaces } from '../../places'
import { addressPrefix, clientAddress, download, page, type Req, seeOther } from '../../platform'
import type { FieldErrors } from '../../web'
import { withdrawConsent } from '../commands/consents'
import { addProvenContact, addToldContact, removeContact } from '../commands/contacts'
import { correctPerson, restrictPerson } from '../commands/correct-person'
import { erasePerson } from '../commands/erase-person'
import { chooseSimple } from '../companions/choose-simple'
import { endCompanion } from '../companions/commands'
import { parseContact, sayPhone } from '../contact'
import { listLooks } from '../looks'
import { listPapers } from '../papers/keep-paper'
import { parseName } from '../person'
import {
  listActingFor,
  listCompanions,
  listConsents,
  listContacts,
  listGuardians,
  listRolesOf,
  suspensionOf,
} from '../queries'
import { browserSecret, ensureBrowserSecret, forgetBrowser, forgetSession } from '../sign-in/browser'
import { hasSixDigits } from '../sign-in/code-field'
import { askCode, codeWay, findAskedContact, tryCode } from '../sign-in/codes'
import { collectExport } from './export'
import { OverviewPage } from './overview-page'
import { ContactCodePage, DeletePage, EditPage, LooksPage, NewContactPage } from './pages'
import { readAge } from './read-age'
import type { Subject } from './subject'

/** A page or change about one person, through either door. */
export type SubjectHandler = (r: Req, subject: Subject) => Promise<Response>

const done = (r: Req, subject: Subject, said: string): Response => seeOther(r, `${subject.base}${subject.query}`, said)
const hasPhones = (r: Req, subject: Subject): boolean => subject.isHelp || r.ctx.ports.sms !== undefined

/** All that is kept. */
export const showOverview: SubjectHandler = async (r, subject) => {
  const { db, clock } = r.ctx
  const { id, localityId } = subject.person
  const now = clock.now()
  const place = localityId === null ? undefined : await findLocality(db, localityId)
  const overview = {
    subject,
    placeName:
      place === undefined
        ? undefined
        : [placeName(place, r.v.lang), ...[placeContext(place, r.v.lang)].flat()].filter(Boolean).join(', '),
    contacts: await listContacts(db, id),
    roles: await listRolesOf(db, id),
    consents: await listConsents(db, id),
    papers: await listPapers(db, id),
    guardians: await listGuardians(db, id, now),
    companions: await listCompanions(db, id, now),
    actingFor: subject.isHelp ? [] : await listActingFor(db, id, now),
    suspension: await suspensionOf(db, id, now),
  }
  return page(r, <OverviewPage v={r.v} overview={overview} />)
}

/** The form of corrections. */
export const showEdit: SubjectHandler = async (r, subject) => {
  const { person } = subject
  const place = person.localityId === null ? undefined : await findLocality(r.ctx.db, person.localityId)
  const draft = {
    name: person.name ?? '',
    age: person.ageBand,
    birthDate: person.birthDate ?? '',
    simple: person.simple ? 'yes' : '',
    place: person.localityId ?? '',
    place_q: place === undefined ? '' : placeName(place, r.v.lang),
  }
  const candidates = place === undefined ? undefined : [place]
  const parts = { v: r.v, subject, draft, errors: {}, candidates }
  return page(r, <EditPage {...parts} />)
}

/** Corrects what changed. */
export const edit: SubjectHandler = async (r, subject) => {
  const { form, v } = r
  const show = async (errors: FieldErrors, status: 200 | 422) => {
    const typed = (form.place_q ?? '').trim()
    const candidates = typed === '' ? undefined : await searchPlaces(r.ctx.db, typed)
    return page(r, <EditPage v={v} subject={subject} draft={form} errors={errors} candidates={candidates} />, status)
  }
  if (form.place_find !== undefined) return show({}, 200)
  const name = parseName(form.name)
  const age = readAge(form, r.ctx.clock.now())
  const place = await findLocality(r.ctx.db, form.place ?? '')
  const errors: Record<string, string> = {}
  if (name === undefined) errors.name = v.t('people.error.name')
  if (!age.ok) errors[age.error.field] = v.t(`people.error.${age.error.field}`)
  if (place === undefined) errors.place = v.t('people.error.place')
  if (name === undefined || !age.ok || place === undefined) return show(errors, 422)
  const corrected = await correctPerson(subject.ctx, {
    personId: subject.person.id,
    name,
    age: age.value,
    place: { localityId: place.id, regionId: place.region.id, zone: place.zone },
    simple: form.simple === 'yes',
  })
  if (!corrected.ok) {
    const key = corrected.error.kind === 'date-needed' ? 'people.error.dateNeeded' : 'people.error.gone'
    return show({ birthDate: v.t(key) }, 422)
  }
  // From now on the account decides, not what this browser once chose.
  if (!subject.isHelp && (form.simple === 'yes') !== subject.person.simple) deleteCookie(r.c, 'simple', { path: '/' })
  return done(r, subject, 'people.said.corrected')
}

/** The form for a further contact. */
export const showNewContact: SubjectHandler = async (r, subject) =>
  page(r, <NewContactPage v={r.v} subject={subject} draft={{}} errors={{}} phones={hasPhones(r, subject)} />)

/** One's own contact is proved by a code first; an operator writes down what they were told. */
export const addContact: SubjectHandler = async (r, subject) => {
  const phones = hasPhones(r, subject)
  const again = (error: string, status: 422 | 429 = 422) =>
    page(
      r,
      <NewContactPage v={r.v} subject={subject} draft={r.form} errors={{ contact: error }} phones={phones} />,
      status,
    )
  const contact = parseContact(r.form.contact, phones)
  if (!contact.ok) return again(r.v.t(`people.contact.${contact.error.kind}`))
  if (subject.isHelp) {
    const added = await addToldContact(subject.ctx, { personId: subject.person.id, contact: contact.value })
    return added.ok
      ? done(r, subject, 'people.said.contactAdded')
      : again(r.v.t(`people.contacts.error.${added.error.kind}`))
  }
  const address = addressPrefix(clientAddress(r.c, r.ctx.config.proxies))
  const asked = await askCode(r.ctx, contact.value, ensureBrowserSecret(r), address)
  if (asked.ok) return seeOther(r, '/me/account/contacts/code')
  if (asked.error.kind === 'no-sender') return again(r.v.t('people.signIn.noSender.none'))
  r.c.header('retry-after', String(asked.error.waitSeconds))
  return again(r.v.t('people.signIn.tooMany', { minutes: Math.ceil(asked.error.waitSeconds / 60) }), 429)
}

const pageOfCode = async (r: Req, errors: FieldErrors, status: 200 | 422): Promise<Response> => {
  const secret = browserSecret(r)
  const contact = secret === undefined ? undefined : await findAskedContact(r.ctx.db, secret, r.ctx.clock.now())
  if (contact === undefined) return seeOther(r, '/me/account/contacts/new', 'people.said.codeEnded')
  const said = contact.kind === 'phone' ? sayPhone(contact.value) : contact.value
  const isLogged = codeWay(r.ctx, contact.kind) === 'log'
  return page(r, <ContactCodePage v={r.v} contact={said} errors={errors} isLogged={isLogged} />, status)
}

/** Where the code of a further contact is typed. */
export const showContactCode = (r: Req): Promise<Response> => pageOfCode(r, {}, 200)

/** Proves a further contact and adds it. */
export const proveContact: SubjectHandler = async (r, subject) => {
  const secret = browserSecret(r)
  if (secret === undefined) return seeOther(r, '/me/account/contacts/new', 'people.said.codeEnded')
  if (!hasSixDigits(r.form.code)) return pageOfCode(r, { code: r.v.t('people.code.sixDigits') }, 422)
  const tried = await tryCode(r.ctx, secret, r.form.code ?? '')
  if (!tried.ok) {
    const { error } = tried
    if (error.kind === 'ended') return seeOther(r, '/me/account/contacts/new', 'people.said.codeEnded')
    const words =
      error.kind === 'wrong'
        ? r.v.t('people.code.wrong', { tries: error.triesLeft })
        : r.v.t('people.code.tooManyToday')
    return pageOfCode(r, { code: words }, 422)
  }
  const added = await addProvenContact(subject.ctx, { personId: subject.person.id, browserSecret: secret })
  forgetBrowser(r)
  return done(r, subject, added.ok ? 'people.said.contactAdded' : `people.contacts.error.${added.error.kind}`)
}

/** Takes a contact away. */
export const dropContact: SubjectHandler = async (r, subject) => {
  const removed = await removeContact(subject.ctx, { personId: subject.person.id, contactId: r.form.contact ?? '' })
  return done(r, subject, removed.ok ? 'people.said.contactRemoved' : `people.contacts.error.${removed.error.kind}`)
}

/** Withdraws a consent. */
export const withdraw: SubjectHandler = async (r, subject) => {
  const outcome = await withdrawConsent(subject.ctx, { personId: subject.person.id, consentId: r.form.consent ?? '' })
  return done(r, subject, outcome.ok ? 'people.said.withdrawn' : `people.consents.error.${outcome.error.kind}`)
}

/** Ends a companion's agreement. */
export const dropCompanion: SubjectHandler = async (r, subject) => {
  const ended = await endCompanion(subject.ctx, { personId: subject.person.id, id: r.form.companion ?? '' })
  return done(r, subject, ended.ok ? 'people.said.companionEnded' : 'people.error.gone')
}

/** Gives up acting for somebody, without reasons. */
export const stopActing: SubjectHandler = async (r, subject) => {
  const held = (await listActingFor(r.ctx.db, subject.person.id, r.ctx.clock.now())).find(
    (one) => one.id === r.form.companion,
  )
  const ended = held === undefined ? undefined : await endCompanion(r.ctx, { personId: held.personId, id: held.id })
  return done(r, subject, ended?.ok === true ? 'people.said.companionEnded' : 'people.error.gone')
}

/** Opens pages large and simple for the person one acts for, or as usual. */
export const chooseSimpleFor: SubjectHandler = async (r, subject) => {
  const chosen = await chooseSimple(r.ctx, { personId: r.form.person ?? '', simple: r.form.simple === 'yes' })
  return done(r, subject, chosen.ok ? 'companions.said.simple' : 'people.error.gone')
}

/** Keeps the data but stops their use, or lets them be used again. */
export const restrict: SubjectHandler = async (r, subject) => {
  const restricted = r.form.restricted === 'yes'
  await restrictPerson(subject.ctx, { personId: subject.person.id, restricted })
  return done(r, subject, restricted ? 'people.said.restricted' : 'people.said.released')
}

/** Who looked. */
export const showLooks: SubjectHandler = async (r, subject) => {
  const before = Number(r.query('before'))
  const shown = await listLooks(
    r.ctx.db,
    subject.person.id,
    Number.isSafeInteger(before) && before > 0 ? before : undefined,
  )
  return page(r, <LooksPage v={r.v} subject={subject} looks={shown.looks} next={shown.next} />)
}

/** Everything as a file. */
export const exportData: SubjectHandler = async (r, subject) => {
  const now = r.ctx.clock.now()
  const data = await collectExport(r.ctx.db, subject.person.id, now)
  const day = now.toZonedDateTimeISO(subject.person.zone).toPlainDate().toString()
  return download(r, `${JSON.stringify(data, null, 2)}\n`, `asar-${day}.json`, 'application/json')
}

/** Asks once more. */
export const showDelete: SubjectHandler = async (r, subject) => page(r, <DeletePage v={r.v} subject={subject} />)

/** Erases the person. */
export const deleteData: SubjectHandler = async (r, subject) => {
  if (r.form.sure !== 'yes') return page(r, <DeletePage v={r.v} subject={subject} />, 422)
  const erased = await erasePerson(subject.ctx, { personId: subject.person.id })
  if (!erased.ok) {
    const error = r.v.t(
      erased.error.kind === 'last-administrator' ? 'people.delete.lastAdministrator' : 'people.error.gone',
    )
    return page(r, <DeletePage v={r.v} subject={subject} error={error} />, 422)
  }
  if (subject.isHelp) return seeOther(r, '/people', 'people.said.erasedFor')
  forgetSession(r)
  return seeOther(r, '/', 'people.said.erased')
}

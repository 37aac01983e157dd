import { findLocality, searchPlaces } from '../../places'
import {
  addressPrefix,
  clientAddress,
  endSessions,
  get,
  page,
  post,
  type Req,
  type Route,
  seeOther,
} from '../../platform'
import { type FieldErrors, isLang } from '../../web'
import { readAge } from '../account/read-age'
import { createAccount } from '../commands/create-account'
import { enterWithContact } from '../commands/enter-with-contact'
import { parseContact } from '../contact'
import { hasPasskeys } from '../passkeys/passkeys'
import { parseName } from '../person'
import { listPeopleByContact } from '../queries'
import { AccountPage } from './account-page'
import {
  browserSecret,
  ensureBrowserSecret,
  enter,
  findProvenContact,
  forgetSession,
  keptNext,
  nextPath,
} from './browser'
import { hasSixDigits } from './code-field'
import { askCode, codeWay, findAskedContact, tryCode } from './codes'
import { CodeEndedPage, CodePage, ContactWaitsPage, NewHerePage, SignInPage, WhoPage } from './pages'

const phones = (r: Req): boolean => r.ctx.ports.sms !== undefined
const nextOf = (r: Req): string => keptNext(r.query('next'))

function showSignIn(r: Req): Response | Promise<Response> {
  if (r.v.viewer !== null) return seeOther(r, nextPath(r.query('next')))
  return page(
    r,
    <SignInPage
      v={r.v}
      next={nextOf(r)}
      phones={phones(r)}
      way={codeWay(r.ctx, 'email')}
      passkeys={hasPasskeys(r.ctx)}
    />,
  )
}

async function ask(r: Req): Promise<Response> {
  const again = (error: string, status: 422 | 429 = 422) =>
    page(
      r,
      <SignInPage
        v={r.v}
        next={nextOf(r)}
        phones={phones(r)}
        way={codeWay(r.ctx, 'email')}
        passkeys={hasPasskeys(r.ctx)}
        contact={r.form.contact}
        errors={{ contact: error }}
      />,
      status,
    )
  const contact = parseContact(r.form.contact, phones(r))
  if (!contact.ok) return again(r.v.t(`people.contact.${contact.error.kind}`))
  const address = addressPrefix(clientAddress(r.c, r.ctx.config.proxies))
  const asked = await askCode(r.ctx, contact.value, ensureBrowserSecret(r), address)
  if (asked.ok) return seeOther(r, `/sign-in/code${nextOf(r)}`)
  if (asked.error.kind === 'no-sender') return again(r.v.t('people.signIn.noSender.none'))
  r.c.header('retry-after', String(asked.error.waitSeconds))
  return again(r.v.t('people.signIn.tooMany', { minutes: Math.ceil(asked.error.waitSeconds / 60) }), 429)
}

async function showCode(r: Req): Promise<Response> {
  const secret = browserSecret(r)
  const contact = secret === undefined ? undefined : await findAskedContact(r.ctx.db, secret, r.ctx.clock.now())
  if (contact === undefined) return page(r, <CodeEndedPage v={r.v} next={nextOf(r)} />)
  return page(r, <CodePage v={r.v} next={nextOf(r)} contact={contact} way={codeWay(r.ctx, contact.kind)} />)
}

async function enterCode(r: Req): Promise<Response> {
  const secret = browserSecret(r)
  if (secret === undefined) return page(r, <CodeEndedPage v={r.v} next={nextOf(r)} />, 422)
  const contact = await findAskedContact(r.ctx.db, secret, r.ctx.clock.now())
  if (contact === undefined) return page(r, <CodeEndedPage v={r.v} next={nextOf(r)} />, 422)
  const again = (error: string) =>
    page(
      r,
      <CodePage
        v={r.v}
        next={nextOf(r)}
        contact={contact}
        way={codeWay(r.ctx, contact.kind)}
        errors={{ code: error }}
      />,
      422,
    )
  if (!hasSixDigits(r.form.code)) return again(r.v.t('people.code.sixDigits'))
  const tried = await tryCode(r.ctx, secret, r.form.code ?? '')
  if (tried.ok) return goOn(r, secret)
  if (tried.error.kind === 'wrong') return again(r.v.t('people.code.wrong', { tries: tried.error.triesLeft }))
  if (tried.error.kind === 'too-many-today') return again(r.v.t('people.code.tooManyToday'))
  return page(r, <CodeEndedPage v={r.v} next={nextOf(r)} />, 422)
}

// The contact is proved. Nobody has it: they are new here. One has it: in. Several: which of them.
async function goOn(r: Req, secret: string): Promise<Response> {
  const proved = await findProvenContact(r)
  if (proved === undefined) return page(r, <CodeEndedPage v={r.v} next={nextOf(r)} />, 422)
  const people = await listPeopleByContact(r.ctx.db, proved)
  const [only] = people
  if (only === undefined) {
    const next = nextPath(r.query('next'))
    return seeOther(r, next.startsWith('/join') ? next : `/sign-in/new${nextOf(r)}`)
  }
  const isAsked = people.length > 1 || only.state === 'invited' || r.form.other !== undefined
  if (isAsked) return seeOther(r, `/sign-in/who${nextOf(r)}`)
  return enterAs(r, secret, only.id)
}

async function enterAs(r: Req, secret: string, personId: string): Promise<Response> {
  const entered = await enterWithContact(r.ctx, { personId, browserSecret: secret })
  if (!entered.ok)
    return entered.error.kind === 'contact-waits'
      ? page(r, <ContactWaitsPage v={r.v} until={entered.error.until} />, 403)
      : page(r, <CodeEndedPage v={r.v} next={nextOf(r)} />, 422)
  await enter(r, entered.value.personId)
  return seeOther(r, nextPath(r.query('next')))
}

async function showWho(r: Req): Promise<Response> {
  const proved = await findProvenContact(r)
  if (proved === undefined) return seeOther(r, `/sign-in${nextOf(r)}`)
  return page(r, <WhoPage v={r.v} next={nextOf(r)} people={await listPeopleByContact(r.ctx.db, proved)} />)
}

async function chooseWho(r: Req): Promise<Response> {
  const secret = browserSecret(r)
  const proved = await findProvenContact(r)
  if (secret === undefined || proved === undefined) return seeOther(r, `/sign-in${nextOf(r)}`)
  if (r.form.person === 'new') return seeOther(r, `/sign-in/new${nextOf(r)}`)
  const people = await listPeopleByContact(r.ctx.db, proved)
  if (people.some((person) => person.id === r.form.person)) return enterAs(r, secret, r.form.person ?? '')
  const errors = { person: r.v.t('people.who.choose') }
  return page(r, <WhoPage v={r.v} next={nextOf(r)} people={people} errors={errors} />, 422)
}

async function showNew(r: Req): Promise<Response> {
  const proved = await findProvenContact(r)
  if (proved === undefined) return seeOther(r, `/sign-in${nextOf(r)}`)
  return page(r, <NewHerePage v={r.v} next={nextOf(r)} contact={proved} />)
}

async function showAccount(r: Req): Promise<Response> {
  if ((await findProvenContact(r)) === undefined) return seeOther(r, `/sign-in${nextOf(r)}`)
  return page(r, <AccountPage v={r.v} next={nextOf(r)} draft={{}} />)
}

async function makeAccount(r: Req): Promise<Response> {
  const secret = browserSecret(r)
  if (secret === undefined || (await findProvenContact(r)) === undefined) return seeOther(r, `/sign-in${nextOf(r)}`)
  const { form, v } = r
  const draft = { ...form, placeTyped: form.place_q }
  const typedPlace = form.place_q ?? ''
  const candidates = async () => (typedPlace.trim() === '' ? [] : searchPlaces(r.ctx.db, typedPlace))
  const show = async (errors: FieldErrors, status: 200 | 422) =>
    page(
      r,
      <AccountPage v={v} next={nextOf(r)} draft={draft} candidates={await candidates()} errors={errors} />,
      status,
    )
  if (form.place_find !== undefined) return show({}, 200)
  const name = parseName(form.name)
  const age = readAge(form, r.ctx.clock.now())
  const place = await findLocality(r.ctx.db, form.place ?? '')
  const errors: Record<string, string> = {}
  if (name === undefined) errors.name = v.t('people.error.name')
  if (!age.ok) errors[age.error.field] = v.t(`people.error.${age.error.field}`)
  if (place === undefined) errors.place = v.t('people.error.place')
  if (name === undefined || !age.ok || place === undefined) return show(errors, 422)
  const created = await createAccount(r.ctx, {
    browserSecret: secret,
    name,
    regionId: place.region.id,
    localityId: place.id,
    zone: place.zone,
    lang: isLang(form.lang) ? form.lang : v.lang,
    ...age.value,
  })
  if (!created.ok) return page(r, <CodeEndedPage v={v} next={nextOf(r)} />, 422)
  await enter(r, created.value.personId)
  return seeOther(r, nextPath(r.query('next')), 'people.said.created')
}

async function signOut(r: Req): Promise<Response> {
  if (r.ctx.actor.kind === 'person') await endSessions(r.ctx.db, r.ctx.actor.personId, { id: r.ctx.actor.sessionId })
  forgetSession(r)
  r.c.header('clear-site-data', '"cache", "storage"')
  return seeOther(r, '/', 'people.said.signedOut')
}

const often = { hits: 300, seconds: 600 }
const entered = ['person.contact-verified', 'person.accepted', 'consent.given']

/** Signing in by one-time code, choosing who one is, a first account, signing out. */
export const signInRoutes: readonly Route[] = [
  get('/sign-in', showSignIn, { may: 'anyone' }),
  post('/sign-in', ask, { may: 'anyone', records: [], limit: often }),
  get('/sign-in/code', showCode, { may: 'anyone' }),
  post('/sign-in/code', enterCode, { may: 'anyone', records: entered, limit: often }),
  get('/sign-in/who', showWho, { may: 'anyone' }),
  post('/sign-in/who', chooseWho, { may: 'anyone', records: entered, limit: often }),
  get('/sign-in/new', showNew, { may: 'anyone' }),
  get('/sign-in/account', showAccount, { may: 'anyone' }),
  post('/sign-in/account', makeAccount, {
    may: 'anyone',
    records: ['person.created', 'person.contact-added', 'consent.given'],
    limit: often,
  }),
  post('/sign-out', signOut, { may: 'anyone', records: [], limit: often }),
]

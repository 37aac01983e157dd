import { formsOfKind, organizationKinds } from '../../organizations'
import { enter, parseContact, parseName } from '../../people'
import { findLocality, loadCountryPack, searchPlaces } from '../../places'
import { asSystem, get, NotHere, page, post, type Req, type Route, seeOther } from '../../platform'
import type { FieldErrors } from '../../web'
import { AdministratorPage, ClosedPage, CountryPage, OrganizationPage } from './pages'
import { finishSetUp, makeFirstAdministrator, noteCountry, opensSetUp, type SetUpStep, setUpStep } from './set-up'

const showClosed = async (r: Req): Promise<Response> =>
  (await setUpStep(r.ctx.db)) === 'done' ? seeOther(r, '/') : page(r, <ClosedPage v={r.v} />)

/** The step that is open to the bearer of the link. @throws {NotHere} when the link is none, or the set-up closed */
async function openStep(r: Req): Promise<Exclude<SetUpStep, 'done'>> {
  const step = await setUpStep(r.ctx.db)
  if (step === 'done' || !(await opensSetUp(r.ctx, r.param('secret')))) throw new NotHere(410)
  return step
}

async function render(r: Req, step: Exclude<SetUpStep, 'done'>, errors: FieldErrors, status: 200 | 422 = 200) {
  const parts = { v: r.v, secret: r.param('secret'), draft: r.form, errors }
  if (step === 'country') return page(r, <CountryPage {...parts} />, status)
  if (step === 'organization') return page(r, <OrganizationPage {...parts} />, status)
  const typed = (r.form.place_q ?? '').trim()
  const candidates = typed === '' ? undefined : await searchPlaces(r.ctx.db, typed)
  return page(r, <AdministratorPage {...parts} candidates={candidates} />, status)
}

const show = async (r: Req): Promise<Response> => render(r, await openStep(r), {})
const here = (r: Req): Response => seeOther(r, `/set-up/${r.param('secret')}`)

async function loadCountry(r: Req): Promise<Response> {
  const step = await openStep(r)
  if (step !== 'country') return here(r)
  const code = r.form.country === 'other' ? (r.form.code ?? '').trim() : 'KZ'
  const system = { ...asSystem(r.ctx, 'set-up'), mayRecord: r.ctx.mayRecord }
  const loaded = await loadCountryPack(system, code, { home: true })
  if (!loaded.ok) return render(r, step, { code: r.v.t('house.setUp.country.unknown') }, 422)
  await noteCountry(r.ctx.db, loaded.value.country)
  return here(r)
}

async function nameAdministrator(r: Req): Promise<Response> {
  const step = await openStep(r)
  if (step !== 'administrator') return here(r)
  if (r.form.place_find !== undefined) return render(r, step, {})
  const name = parseName(r.form.name)
  const email = parseContact(r.form.email, false)
  const place = await findLocality(r.ctx.db, r.form.place ?? '')
  const errors: Record<string, string> = {}
  if (name === undefined) errors.name = r.v.t('people.error.name')
  if (!email.ok) errors.email = r.v.t(`people.contact.${email.error.kind}`)
  if (place === undefined) errors.place = r.v.t('people.error.place')
  if (name === undefined || !email.ok || place === undefined) return render(r, step, errors, 422)
  await makeFirstAdministrator(r.ctx, { name, email: email.value.value, localityId: place.id })
  return here(r)
}

async function nameOrganization(r: Req): Promise<Response> {
  const step = await openStep(r)
  if (step !== 'organization') return here(r)
  const { form, v } = r
  const kind = organizationKinds.find((one) => one === form.kind)
  if (kind === undefined) return render(r, step, { kind: v.t('house.setUp.organization.kindMissing') }, 422)
  const forms = formsOfKind[kind]
  const legalForm = forms.length === 1 ? forms[0] : forms.find((one) => one === form.legalForm)
  if (legalForm === undefined) return render(r, step, { legalForm: v.t('house.setUp.organization.formMissing') }, 422)
  const done = await finishSetUp(r.ctx, { kind, legalForm, name: form.name ?? '', bin: form.bin })
  if (done.ok) {
    await enter(r, done.value.personId)
    return seeOther(r, '/admin', 'house.said.setUp')
  }
  const { error } = done
  switch (error.kind) {
    case 'form-refused':
      return render(r, step, { legalForm: v.t(error.messageKey) }, 422)
    case 'wrong-bin':
      return render(r, step, { bin: v.t(`organizations.wrong.bin.${error.why}`) }, 422)
    case 'bin-taken':
      return render(r, step, { bin: v.t('organizations.wrong.bin-taken') }, 422)
    case 'wrong-name':
      return render(r, step, { name: v.t('house.setUp.organization.nameMissing') }, 422)
    default:
      return here(r)
  }
}

const limit = { hits: 60, seconds: 600 }

/** The set-up of an empty house, behind its one-time link. */
export const setUpRoutes: readonly Route[] = [
  get('/set-up', showClosed, { may: 'set-up' }),
  get('/set-up/:secret', show, { may: 'set-up' }),
  post('/set-up/:secret/country', loadCountry, { may: 'set-up', records: ['places.loaded'], limit }),
  post('/set-up/:secret/administrator', nameAdministrator, {
    may: 'set-up',
    records: ['person.created', 'person.contact-added', 'consent.given', 'role.granted'],
    limit,
  }),
  post('/set-up/:secret/organization', nameOrganization, {
    may: 'set-up',
    records: ['organization.created', 'role.granted', 'house.set-up'],
    limit,
  }),
]

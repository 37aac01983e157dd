import { isId } from '../../kit/ids'
import {
  get,
  grantsCover,
  may,
  NotHere,
  page,
  personOf,
  post,
  type Req,
  type Route,
  recordLook,
  seeOther,
} from '../../platform'
import type { FieldErrors } from '../../web'
import { appeal, liftSuspension, suspend, suspensionReasons, upholdSuspension } from '../commands/suspensions'
import { findPerson, suspensionOf } from '../queries'
import { OwnSuspensionPage, SuspendPage, SuspensionsPage } from './pages'
import { listOwnOrganizationSuspensions, listSuspensions, type NamedSuspension } from './queries'

async function listOwn(r: Req): Promise<readonly NamedSuspension[]> {
  const personId = personOf(r.ctx) ?? ''
  const now = r.ctx.clock.now()
  const own = await suspensionOf(r.ctx.db, personId, now)
  return [
    ...(own === undefined ? [] : [{ ...own, name: '' }]),
    ...(await listOwnOrganizationSuspensions(r.ctx.db, personId, now)),
  ]
}

const showOwn = async (r: Req): Promise<Response> =>
  page(r, <OwnSuspensionPage v={r.v} suspensions={await listOwn(r)} errors={{}} />)

async function doAppeal(r: Req): Promise<Response> {
  const id = r.param('id')
  const words = r.form.words ?? ''
  const appealed = await appeal(r.ctx, { suspensionId: id, words })
  if (appealed.ok) return seeOther(r, '/me/suspension', 'people.said.appealed')
  if (appealed.error.kind === 'forbidden') throw new NotHere(403)
  if (appealed.error.kind === 'unknown') throw new NotHere(404)
  const errors = { words: r.v.t(`people.suspension.error.${appealed.error.kind}`) }
  const suspensions = await listOwn(r)
  return page(
    r,
    <OwnSuspensionPage v={r.v} suspensions={suspensions} errors={errors} failedId={id} words={words} />,
    422,
  )
}

// Whoever may suspend sees the regions their grants cover.
function regionsOf(r: Req): readonly string[] | 'all' {
  const { actor } = r.ctx
  if (actor.kind !== 'person') return []
  const grants = actor.grants.filter((grant) => grantsCover([grant], 'people:suspend'))
  return grants.some((grant) => grant.regionId === null) ? 'all' : grants.flatMap((grant) => grant.regionId ?? [])
}

async function showList(r: Req, errors: FieldErrors = {}, failedId?: string): Promise<Response> {
  const suspensions = await listSuspensions(r.ctx.db, regionsOf(r), r.ctx.clock.now())
  for (const { personId } of suspensions) {
    if (personId !== null && failedId === undefined)
      await recordLook(r.ctx.db, r.ctx, {
        subjectPersonId: personId,
        subjectKind: 'person',
        subjectId: personId,
        what: ['name', 'report'],
      })
  }
  const isWrong = failedId !== undefined
  return page(
    r,
    <SuspensionsPage v={r.v} me={personOf(r.ctx) ?? ''} suspensions={suspensions} {...{ errors, failedId }} />,
    isWrong ? 422 : 200,
  )
}

async function decide(r: Req): Promise<Response> {
  const suspensionId = r.param('id')
  const input = { suspensionId, answer: r.form[`answer-${suspensionId}`] }
  const decided =
    r.form.decision === 'uphold' ? await upholdSuspension(r.ctx, input) : await liftSuspension(r.ctx, input)
  if (decided.ok)
    return seeOther(r, '/suspensions', r.form.decision === 'uphold' ? 'people.said.upheld' : 'people.said.lifted')
  if (decided.error.kind === 'unknown') throw new NotHere(404)
  if (decided.error.kind === 'forbidden') throw new NotHere(403)
  const said = decided.error.kind === 'words-missing' ? 'answer-missing' : decided.error.kind
  return showList(r, { [`answer-${suspensionId}`]: r.v.t(`people.suspension.error.${said}`) }, suspensionId)
}

type Subject = { name: string; hidden: Record<string, string> }

async function subjectOf(r: Req, personId: string | undefined, organizationId: string | undefined): Promise<Subject> {
  if (isId(personId)) {
    const person = await findPerson(r.ctx.db, personId)
    if (person === undefined || person.state === 'erased') throw new NotHere(404)
    if (!may(r.ctx, 'people:suspend', { regionId: person.regionId })) throw new NotHere(403)
    return { name: person.name ?? '', hidden: { person: personId } }
  }
  if (!isId(organizationId)) throw new NotHere(404)
  const row = await r.ctx.db
    .selectFrom('organizations')
    .select(['name', 'region_id'])
    .where('id', '=', organizationId)
    .executeTakeFirst()
  if (row === undefined) throw new NotHere(404)
  if (!may(r.ctx, 'people:suspend', { regionId: row.region_id })) throw new NotHere(403)
  return { name: row.name, hidden: { organization: organizationId } }
}

async function showNew(r: Req): Promise<Response> {
  const subject = await subjectOf(r, r.query('person'), r.query('organization'))
  return page(r, <SuspendPage v={r.v} {...subject} draft={{}} errors={{}} />)
}

const DAYS_MAX = 3650

async function doSuspend(r: Req): Promise<Response> {
  const { form, v } = r
  const subject = await subjectOf(r, form.person, form.organization)
  const reason = suspensionReasons.find((one) => one === form.reason)
  const days = (form.days ?? '').trim() === '' ? undefined : Number(form.days)
  const errors: Record<string, string> = {}
  if (reason === undefined) errors.reason = v.t('people.suspension.error.reason')
  if (days !== undefined && !(Number.isInteger(days) && days >= 1 && days <= DAYS_MAX))
    errors.days = v.t('people.suspension.error.days')
  const again = () => page(r, <SuspendPage v={v} {...subject} draft={form} errors={errors} />, 422)
  if (reason === undefined || errors.days !== undefined) return again()
  const whom = isId(form.person) ? { personId: form.person } : { organizationId: form.organization ?? '' }
  const until = days === undefined ? undefined : r.ctx.clock.now().add({ hours: 24 * days })
  const suspended = await suspend(r.ctx, { ...whom, reason, words: form.words, until })
  if (suspended.ok) return seeOther(r, '/suspensions', 'people.said.suspended')
  if (suspended.error.kind === 'forbidden') throw new NotHere(403)
  if (suspended.error.kind === 'unknown') throw new NotHere(404)
  errors.reason = v.t(`people.suspension.error.${suspended.error.kind}`)
  return again()
}

/** Suspensions: those who decide, and those concerned. */
export const suspensionRoutes: readonly Route[] = [
  get('/me/suspension', showOwn, { may: 'signed-in' }),
  post('/me/suspension/:id/appeal', doAppeal, { may: 'signed-in', records: ['suspension.appealed'] }),
  get('/suspensions', (r) => showList(r), { may: 'people:suspend' }),
  get('/suspensions/new', showNew, { may: 'people:suspend' }),
  post('/suspensions', doSuspend, { may: 'people:suspend', records: ['suspension.started'] }),
  post('/suspensions/:id/decide', decide, {
    may: 'people:suspend',
    records: ['suspension.lifted', 'suspension.upheld'],
  }),
]

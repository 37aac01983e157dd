import { get, may, NotHere, page, post, type Req, type Route, recordLook, seeOther } from '../../platform'
import { Button, Card, Choice, EmptyState, Field, type FieldErrors, Form, Page, Status, type View } from '../../web'
import { showOverview } from '../account/handlers'
import { helpedSubject } from '../account/subject'
import { helpWays, startHelp } from '../commands/help'
import { parseContact } from '../contact'
import type { Person } from '../person'
import { findPerson, listPeopleByContact } from '../queries'

const FindPage = ({
  v,
  typed,
  found,
  errors,
  maySuspend,
}: {
  v: View
  typed: string
  found: readonly Person[] | undefined
  errors: FieldErrors
  maySuspend: boolean
}) => (
  <Page v={v} stage="app" title={v.t('people.find.title')} lead={v.t('people.find.lead')}>
    <Form v={v} action="/people" errors={errors}>
      <Field
        v={v}
        name="contact"
        label={v.t('people.find.contact')}
        hint={v.t('people.signIn.contactHint')}
        value={typed}
        error={errors.contact}
        maxlength={254}
        autocomplete="off"
      />
      <Button>{v.t('people.find.find')}</Button>
    </Form>
    {found === undefined ? null : found.length === 0 ? (
      <EmptyState icon="search" title={v.t('people.find.none')}>
        {v.t('people.find.noneHint')}
      </EmptyState>
    ) : (
      found.map((person) => (
        <Card level={2} title={person.name ?? ''}>
          {person.state === 'invited' ? <Status>{v.t('people.find.invited')}</Status> : null}
          <p>
            <a href={`/people/${person.id}/help`}>{v.t('people.find.help')}</a>
          </p>
          {maySuspend ? (
            <p>
              <a href={`/suspensions/new?person=${person.id}`}>{v.t('people.suspension.suspend')}</a>
            </p>
          ) : null}
        </Card>
      ))
    )}
  </Page>
)

const AskPage = ({ v, person, errors }: { v: View; person: Person; errors: FieldErrors }) => (
  <Page
    v={v}
    stage="app"
    title={v.t('people.help.title', { name: person.name ?? '' })}
    lead={v.t('people.help.askLead')}
  >
    <Form v={v} action={`/people/${person.id}/help`} errors={errors}>
      <Choice
        v={v}
        name="way"
        legend={v.t('people.help.way')}
        hint={v.t('people.help.wayHint')}
        error={errors.way}
        options={helpWays.map((way) => ({ value: way, label: v.t(`people.help.way.${way}`) }))}
      />
      <Button size="large">{v.t('people.help.start')}</Button>
    </Form>
  </Page>
)

const mayHelp = (r: Req, person: Person): boolean => may(r.ctx, 'people:help', { regionId: person.regionId })

async function find(r: Req): Promise<Response> {
  const typed = r.form.contact ?? ''
  const maySuspend = may(r.ctx, 'people:suspend')
  const contact = parseContact(typed, true)
  if (!contact.ok) {
    const errors = { contact: r.v.t(`people.contact.${contact.error.kind}`) }
    return page(r, <FindPage v={r.v} typed={typed} found={undefined} errors={errors} maySuspend={maySuspend} />, 422)
  }
  const found = (await listPeopleByContact(r.ctx.db, contact.value)).filter((person) => mayHelp(r, person))
  for (const { id } of found)
    await recordLook(r.ctx.db, r.ctx, { subjectPersonId: id, subjectKind: 'person', subjectId: id, what: ['name'] })
  return page(r, <FindPage v={r.v} typed={typed} found={found} errors={{}} maySuspend={maySuspend} />)
}

const showFind = (r: Req) =>
  page(r, <FindPage v={r.v} typed="" found={undefined} errors={{}} maySuspend={may(r.ctx, 'people:suspend')} />)

async function helped(r: Req): Promise<Person> {
  const person = await findPerson(r.ctx.db, r.param('id'))
  if (person === undefined || person.state === 'erased') throw new NotHere(404)
  if (!mayHelp(r, person)) throw new NotHere(403)
  return person
}

async function show(r: Req): Promise<Response> {
  if (r.query('request') !== undefined) return showOverview(r, await helpedSubject(r))
  const person = await helped(r)
  await recordLook(r.ctx.db, r.ctx, {
    subjectPersonId: person.id,
    subjectKind: 'person',
    subjectId: person.id,
    what: ['name'],
  })
  return page(r, <AskPage v={r.v} person={person} errors={{}} />)
}

async function start(r: Req): Promise<Response> {
  const person = await helped(r)
  const way = helpWays.find((one) => one === r.form.way)
  if (way === undefined) {
    const errors = { way: r.v.t('people.help.wayMissing') }
    return page(r, <AskPage v={r.v} person={person} errors={errors} />, 422)
  }
  const started = await startHelp(r.ctx, { personId: person.id, way })
  if (!started.ok && started.error.kind === 'holds-role') {
    const errors = { way: r.v.t('people.help.holdsRole') }
    return page(r, <AskPage v={r.v} person={person} errors={errors} />, 422)
  }
  if (!started.ok) throw new NotHere(started.error.kind === 'unknown' ? 404 : 403)
  return seeOther(r, `/people/${person.id}/help?request=${started.value.consentId}`)
}

/** The operator's door to a person's rights: find, say how they asked, act for them. */
export const helpRoutes: readonly Route[] = [
  get('/people', showFind, { may: 'people:help' }),
  // More than one asks for in an hour of calls would be looking people up, not helping them.
  post('/people', find, { may: 'people:help', records: [], limit: { hits: 120, seconds: 3600 } }),
  get('/people/:id/help', show, { may: 'people:help' }),
  post('/people/:id/help', start, { may: 'people:help', records: ['consent.given'] }),
]

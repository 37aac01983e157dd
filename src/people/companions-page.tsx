import { page, seeOther } from '../platform'
import { Button, Choice, Field, type FieldErrors, Form, Page, type View } from '../web'
import type { SubjectHandler } from './account/handlers'
import type { Subject } from './account/subject'
import { addCompanion, companionScopes } from './commands/companions'
import { parseContact } from './contact'
import { listPeopleByContact } from './queries'

const NewCompanionPage = ({
  v,
  subject,
  contact,
  scopes,
  until,
  errors,
}: {
  v: View
  subject: Subject
  contact?: string | undefined
  scopes: readonly string[]
  until?: string | undefined
  errors: FieldErrors
}) => (
  <Page v={v} stage="app" title={v.t('people.companion.addTitle')} lead={v.t('people.companion.addLead')}>
    <Form v={v} action={`${subject.base}/companions`} errors={errors} hidden={subject.hidden}>
      <Field
        v={v}
        name="contact"
        label={v.t('people.companion.contact')}
        hint={v.t('people.companion.contactHint')}
        value={contact}
        error={errors.contact}
        maxlength={254}
        autocomplete="off"
      />
      <Choice
        v={v}
        name="scope"
        kind="checkbox"
        legend={v.t('people.companion.scope')}
        value={scopes}
        error={errors.scope}
        options={companionScopes.map((scope) => ({ value: scope, label: v.t(`people.scope.${scope}`) }))}
      />
      <Field
        v={v}
        name="until"
        type="date"
        label={v.t('people.companion.until')}
        hint={v.t('people.companion.untilHint')}
        value={until}
        error={errors.until}
      />
      <Button size="large">{v.t('people.companion.allow')}</Button>
    </Form>
    <p>
      <a href={`${subject.base}${subject.query}`}>{v.t('people.account.back')}</a>
    </p>
  </Page>
)

/** The form in which a person lets another act for them. */
export const showNewCompanion: SubjectHandler = async (r, subject) =>
  page(r, <NewCompanionPage v={r.v} subject={subject} scopes={[]} errors={{}} />)

function parseUntil(text: string | undefined, zone: string, now: Temporal.Instant): Temporal.Instant | undefined {
  try {
    const end = Temporal.PlainDate.from(text ?? '')
      .add({ days: 1 })
      .toZonedDateTime(zone)
      .toInstant()
    return Temporal.Instant.compare(end, now) > 0 ? end : undefined
  } catch {
    return undefined
  }
}

/** Lets another act. Who the contact belongs to is not told: exactly one account must have it. */
export const doAddCompanion: SubjectHandler = async (r, subject) => {
  const scopes = companionScopes.filter((scope) => r.all('scope').includes(scope))
  const until = parseUntil(r.form.until, subject.person.zone, r.ctx.clock.now())
  const contact = parseContact(r.form.contact, true)
  const errors: Record<string, string> = {}
  if (!contact.ok) errors.contact = r.v.t(`people.contact.${contact.error.kind}`)
  if (scopes.length === 0) errors.scope = r.v.t('people.companion.error.nothing-allowed')
  if (until === undefined) errors.until = r.v.t('people.companion.error.until')
  const again = () => {
    const { v, form } = r
    const draft = { contact: form.contact, scopes: r.all('scope'), until: form.until }
    return page(r, <NewCompanionPage v={v} subject={subject} {...draft} errors={errors} />, 422)
  }
  if (!contact.ok || until === undefined || scopes.length === 0) return again()
  const [companion, ...more] = (await listPeopleByContact(r.ctx.db, contact.value)).filter(
    (person) => person.state === 'active' && person.id !== subject.person.id,
  )
  if (companion === undefined || more.length > 0) {
    errors.contact = r.v.t('people.companion.error.no-companion')
    return again()
  }
  const how = subject.isHelp ? (subject.ctx.door === 'paper' ? 'paper' : 'call') : 'web'
  const added = await addCompanion(subject.ctx, {
    personId: subject.person.id,
    companionId: companion.id,
    scopes,
    until,
    how,
  })
  if (!added.ok) {
    errors.contact = r.v.t(`people.companion.error.${added.error.kind}`)
    return again()
  }
  return seeOther(r, `${subject.base}${subject.query}`, 'people.said.companionAdded')
}

import { page, seeOther } from '../../platform'
import { Button, Field, type FieldErrors, Form, Page, type View } from '../../web'
import type { SubjectHandler } from '../account/handlers'
import type { Subject } from '../account/subject'
import { type PaperDraft, PaperFields, readPaper } from '../papers/paper-fields'
import { parseName } from '../person'
import { listPeopleByContact } from '../queries'
import {
  type AgreementDraft,
  AgreementFields,
  draftOf,
  emptyAgreement,
  readAgreement,
  sayPairError,
} from './agreement-fields'
import { addCompanion } from './commands'

const NewCompanionPage = ({
  v,
  subject,
  draft,
  paper,
  errors,
}: {
  v: View
  subject: Subject
  draft: AgreementDraft
  paper: PaperDraft & { readonly witness?: string | undefined }
  errors: FieldErrors
}) => (
  <Page v={v} stage="app" title={v.t('people.companion.addTitle')} lead={v.t('people.companion.addLead')}>
    <Form v={v} action={`${subject.base}/companions`} errors={errors} hidden={subject.hidden} multipart>
      <AgreementFields v={v} who="companion" draft={draft} errors={errors} />
      {subject.way === 'paper' ? <Paper v={v} paper={paper} errors={errors} /> : null}
      <Button size="large">{v.t('people.companion.allow')}</Button>
    </Form>
    <p>
      <a href={`${subject.base}${subject.query}`}>{v.t('people.account.back')}</a>
    </p>
  </Page>
)

const Paper = ({
  v,
  paper,
  errors,
}: {
  v: View
  paper: PaperDraft & { readonly witness?: string | undefined }
  errors: FieldErrors
}) => (
  <>
    <Field
      v={v}
      name="witness"
      label={v.t('companions.witness')}
      hint={v.t('companions.witness.hint')}
      value={paper.witness}
      error={errors.witness}
      maxlength={80}
      autocomplete="off"
    />
    <PaperFields v={v} draft={paper} errors={errors} />
  </>
)

/** The form in which a person lets another act for them. */
export const showNewCompanion: SubjectHandler = async (r, subject) =>
  page(r, <NewCompanionPage v={r.v} subject={subject} draft={emptyAgreement} paper={{}} errors={{}} />)

/** Lets another act. Who the contact belongs to is not told: exactly one account must have it. */
export const doAddCompanion: SubjectHandler = async (r, subject) => {
  const { form, v } = r
  const paper = { witness: form.witness, signed: form.signed, seen: form.seen, keptAt: form.keptAt }
  const again = (errors: FieldErrors) =>
    page(r, <NewCompanionPage v={v} subject={subject} draft={draftOf(r)} paper={paper} errors={errors} />, 422)
  const read = readAgreement(r, subject.person.zone)
  const errors: Record<string, string> = read.ok ? {} : { ...read.error }
  const seen = subject.way === 'paper' ? await readPaper(r, subject.person.zone) : undefined
  const witness = parseName(form.witness)
  if (seen?.ok === false) Object.assign(errors, seen.error)
  if (seen !== undefined && witness === undefined) errors.witness = v.t('people.error.name')
  if (!read.ok || Object.keys(errors).length > 0) return again(errors)
  const { contact, ...agreed } = read.value
  const [companion, ...more] = (await listPeopleByContact(r.ctx.db, contact)).filter(
    (person) => person.state === 'active' && person.id !== subject.person.id,
  )
  if (companion === undefined || more.length > 0) return again({ contact: v.t('people.companion.error.no-companion') })
  const added = await addCompanion(subject.ctx, {
    ...agreed,
    personId: subject.person.id,
    companionId: companion.id,
    how: subject.way ?? 'web',
    ...(seen?.ok ? { before: { witness, ...seen.value } } : {}),
  })
  if (!added.ok) return again({ contact: sayPairError(v, added.error) })
  return seeOther(r, `${subject.base}${subject.query}`, 'people.said.companionAdded')
}

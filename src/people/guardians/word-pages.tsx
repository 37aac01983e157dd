import { Button, Choice, Field, type FieldErrors, Form, Page, type View } from '../../web'
import type { Subject } from '../account/subject'
import { relations } from '../commands/guardians'
import { PaperFields } from '../papers/paper-fields'
import { CodeField } from '../sign-in/code-field'
import { GuardianRules } from './pages'

type Draft = Readonly<Record<string, string | undefined>>
type Parts = { readonly v: View; readonly subject: Subject; readonly draft: Draft; readonly errors: FieldErrors }

const RelationChoice = ({ v, draft, errors }: Pick<Parts, 'v' | 'draft' | 'errors'>) => (
  <Choice
    v={v}
    name="relation"
    legend={v.t('people.guardian.whatAreThey')}
    value={draft.relation}
    error={errors.relation}
    options={relations.map((relation) => ({ value: relation, label: v.t(`people.relation.${relation}`) }))}
  />
)

const Back = ({ v, subject }: Pick<Parts, 'v' | 'subject'>) => (
  <p>
    <a href={`${subject.base}${subject.query}#guardians`}>{v.t('people.account.back')}</a>
  </p>
)

/** Where the code is typed that came to the parent's telephone and that they told. */
export const GuardianCodePage = ({ v, subject, draft, errors }: Parts) => (
  <Page v={v} stage="app" title={v.t('people.guardian.code.title')} lead={v.t('people.guardian.code.lead')}>
    <GuardianRules v={v} end="endByCall" />
    <Form
      v={v}
      action={`${subject.base}/guardian/code`}
      errors={errors}
      hidden={{ ...subject.hidden, guardian: draft.guardian ?? '' }}
    >
      <CodeField v={v} label={v.t('people.guardian.code.label')} error={errors.code} />
      <RelationChoice v={v} draft={draft} errors={errors} />
      <Button size="large">{v.t('people.guardian.code.consents')}</Button>
    </Form>
    <Back v={v} subject={subject} />
  </Page>
)

/** Where an operator keys in a paper that they have seen. */
export const GuardianPaperPage = ({ v, subject, draft, errors }: Parts) => (
  <Page v={v} stage="app" title={v.t('people.guardian.paper.title')} lead={v.t('people.guardian.paper.lead')}>
    <GuardianRules v={v} end="endByCall" />
    <Form v={v} action={`${subject.base}/guardian/paper`} errors={errors} hidden={subject.hidden} multipart>
      <Field
        v={v}
        name="name"
        label={v.t('people.guardian.name')}
        value={draft.name}
        error={errors.name}
        maxlength={80}
        autocomplete="off"
      />
      <RelationChoice v={v} draft={draft} errors={errors} />
      <PaperFields v={v} draft={draft} errors={errors} />
      <Button size="large">{v.t('people.guardian.paper.keep')}</Button>
    </Form>
    <Back v={v} subject={subject} />
  </Page>
)

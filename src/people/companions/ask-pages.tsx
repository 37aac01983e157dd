import { Button, type FieldErrors, Form, Page, type View } from '../../web'
import { CodeField } from '../sign-in/code-field'
import { type AgreementDraft, AgreementFields } from './agreement-fields'

/** Somebody asks a person without a page of their own whether they may act for them. */
export const AskPage = ({ v, draft, errors }: { v: View; draft: AgreementDraft; errors: FieldErrors }) => (
  <Page v={v} stage="app" title={v.t('companions.ask.title')} lead={v.t('companions.ask.lead')}>
    <Form v={v} action="/me/account/acting/ask" errors={errors}>
      <AgreementFields v={v} who="person" draft={draft} errors={errors} />
      <Button size="large">{v.t('companions.ask.send')}</Button>
    </Form>
    <p class="muted">{v.t('companions.ask.other')}</p>
    <p>
      <a href="/me/account#acting">{v.t('people.account.back')}</a>
    </p>
  </Page>
)

/** Where the code the person tells is typed. */
export const CodePage = ({ v, until, errors }: { v: View; until: Temporal.Instant; errors: FieldErrors }) => (
  <Page
    v={v}
    stage="app"
    title={v.t('companions.code.title')}
    lead={v.t('companions.code.lead', { time: v.say.time(until) })}
  >
    <Form v={v} action="/me/account/acting/code" errors={errors}>
      <CodeField v={v} label={v.t('companions.code.label')} error={errors.code} />
      <Button size="large">{v.t('companions.code.agree')}</Button>
    </Form>
    <p>
      <a href="/me/account/acting/ask">{v.t('companions.code.again')}</a>
    </p>
  </Page>
)

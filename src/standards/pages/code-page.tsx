import { Button, Form, Notice, Page, Status, type View } from '../../web'
import type { StandardDocument } from '../queries'
import { StandardTextBody } from './standard-text'

/** The code of ethics, for anyone to read and for a signed-in person to accept. */
export const CodePage = ({
  v,
  document,
  accepted,
  back,
  changed,
}: {
  v: View
  document: StandardDocument
  accepted: boolean
  /** Where the reader came from, for the way back after accepting. */
  back: string
  /** It changed between reading and accepting. */
  changed?: boolean
}) => (
  <Page
    v={v}
    title={v.t('standards.code.title')}
    lead={v.t('standards.code.version', { version: document.version, date: v.say.date(document.publishedAt) })}
  >
    {changed ? <Notice tone="needs-you" title={v.t('standards.code.changed')} /> : null}
    <StandardTextBody text={document.texts[v.lang]} />
    {v.viewer === null ? (
      <p>
        <a href="/sign-in?next=%2Fstandards%2Fcode">{v.t('standards.code.signIn')}</a>
      </p>
    ) : accepted ? (
      <p>
        <Status tone="confirmed">{v.t('standards.code.accepted')}</Status>
      </p>
    ) : (
      <Form v={v} action="/standards/code" hidden={{ version: document.version, back }}>
        <Button size="large">{v.t('standards.code.accept')}</Button>
      </Form>
    )}
    <p>
      <a href="/standards">{v.t('standards.obligations.link')}</a>
    </p>
  </Page>
)

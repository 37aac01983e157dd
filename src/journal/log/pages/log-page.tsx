import { Button, DefinitionList, Field, Form, Notice, Page, type View } from '../../../web'

/** The newest checkpoint of the log and the key it is signed with. */
export type LogView = {
  readonly origin: string
  readonly key: string
  readonly size: number
  readonly root: string
  readonly at: Temporal.Instant
}

/** What the log is, where it stands, and the ways to check it. */
export const LogPage = ({ v, log }: { v: View; log: LogView | undefined }) => (
  <Page v={v} title={v.t('journal.log.title')} lead={v.t('journal.log.lead')}>
    {log === undefined ? (
      <Notice title={v.t('journal.log.notYet')} />
    ) : (
      <>
        <p>{v.t('journal.log.how')}</p>
        <DefinitionList
          v={v}
          items={[
            { term: v.t('journal.log.size'), value: v.say.number(log.size) },
            { term: v.t('journal.log.at'), value: v.say.dateTimeLong(log.at) },
            { term: v.t('journal.log.root'), value: <code class="code breaks-anywhere">{log.root}</code> },
            { term: v.t('journal.log.name'), value: <code class="code breaks-anywhere">{log.origin}</code> },
            { term: v.t('journal.log.key'), value: <code class="code breaks-anywhere">{log.key}</code> },
          ]}
        />
        <p>
          <a href="/log/checkpoint">{v.t('journal.log.checkpoint')}</a> ·{' '}
          <a href="/log/key">{v.t('journal.log.keyFile')}</a> · <a href="/verify">{v.t('journal.verify.title')}</a>
        </p>
        <section class="section">
          <h2>{v.t('journal.log.find')}</h2>
          <FindEntry v={v} />
        </section>
        <section class="section">
          <h2>{v.t('journal.log.guard')}</h2>
          <p>{v.t('journal.log.guardText')}</p>
        </section>
      </>
    )}
  </Page>
)

/** Asks for the number of an entry. */
export const FindEntry = ({ v, typed, error }: { v: View; typed?: string; error?: string }) => (
  <Form v={v} action="/verify" method="get" {...(error === undefined ? {} : { errors: { entry: error } })}>
    <Field v={v} name="entry" type="number" width={8} label={v.t('journal.log.number')} value={typed} error={error} />
    <Button kind="secondary">{v.t('journal.log.open')}</Button>
  </Form>
)

import { Button, ButtonRow, DefinitionList, Notice, Page, Qr, type View } from '../../../web'
import { CheckHere } from './check-here'

/** One entry as anyone may see it; `checkpoint` absent while it waits for one. */
export type EntryView = {
  readonly position: number
  readonly checkpoint: { readonly size: number; readonly at: Temporal.Instant } | undefined
  readonly sealed: { readonly kind: string; readonly day: string; readonly text: string } | undefined
}

/** An entry of the journal, what is sealed of it, and how to check that it stands there. */
export const EntryPage = ({ v, entry }: { v: View; entry: EntryView }) => {
  const { position, sealed, checkpoint } = entry
  const title = v.t('journal.entry.title', { position })
  if (sealed === undefined || checkpoint === undefined)
    return (
      <Page v={v} title={title} lead={v.t('journal.entry.lead')}>
        <Notice title={v.t('journal.entry.waits')} />
      </Page>
    )
  return (
    <Page v={v} title={title} lead={v.t('journal.entry.lead')}>
      <DefinitionList
        v={v}
        items={[
          { term: v.t('journal.entry.kind'), value: <code class="code">{sealed.kind}</code> },
          { term: v.t('journal.entry.day'), value: v.say.date(Temporal.PlainDate.from(sealed.day)) },
          {
            term: v.t('journal.entry.sealedIn'),
            value: v.t('journal.entry.checkpoint', { size: checkpoint.size, at: v.say.dateTimeLong(checkpoint.at) }),
          },
        ]}
      />
      <section class="section">
        <h2>{v.t('journal.entry.public')}</h2>
        <p>{v.t('journal.entry.publicText')}</p>
        <p>
          <code class="code breaks-anywhere">{sealed.text}</code>
        </p>
      </section>
      <section class="section" id="check">
        <h2>{v.t('journal.check.heading')}</h2>
        <p>{v.t('journal.check.entryText')}</p>
        <CheckHere v={v} position={position} shown={sealed.text} />
        <ButtonRow>
          <Button href={`/log/entries/${position}/proof`} kind="secondary">
            {v.t('journal.entry.receipt')}
          </Button>
        </ButtonRow>
        <p class="muted">{v.t('journal.entry.receiptText')}</p>
      </section>
      <Qr text={`${v.url}/log/entries/${position}`} label={title} />
      <p>
        <a href="/log">{v.t('journal.log.title')}</a>
      </p>
    </Page>
  )
}

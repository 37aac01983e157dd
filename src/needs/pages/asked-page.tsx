import { Button, ButtonRow, Card, EmergencyLine, Notice, Page, Qr, Reference, type View } from '../../web'
import type { RaisedNeed } from '../commands/raise-need'

/** What is shown of a request once it is taken. */
export type AskedProps = {
  readonly v: View
  readonly raised: RaisedNeed
  readonly checkBy: Temporal.Instant
  readonly neededBy: Temporal.Instant
  readonly zone: string
  /** Entered by an operator or coordinator, who passes number, link and code on. */
  readonly forAnother?: boolean
}

/** Shown once: the number, the link and the code of a request, what happens next and by when. */
export const AskedPage = (props: AskedProps) => {
  const { v, raised, forAnother } = props
  const danger = raised.danger !== null
  return (
    <Page v={v} title={v.t('needs.asked.title')} secret emergency={!danger}>
      <AskedParts {...props} />
      <ButtonRow>
        {forAnother ? (
          <Button href={`/needs/${raised.needId}`}>{v.t('needs.asked.openDesk')}</Button>
        ) : (
          <Button href={`/n/${raised.secret}`}>{v.t('needs.asked.open')}</Button>
        )}
      </ButtonRow>
    </Page>
  )
}

/** The same beside other things, as in a call. */
export const AskedParts = ({ v, raised, checkBy, neededBy, zone, forAnother }: AskedProps) => {
  const path = `/n/${raised.secret}`
  return (
    <>
      {raised.danger === null ? null : (
        <>
          <EmergencyLine v={v} raised />
          <Notice tone="error" title={v.t('needs.asked.danger')} />
        </>
      )}
      <div data-offline-said>
        <Reference label={v.t('needs.asked.number')}>{raised.reference}</Reference>
      </div>
      <section class="section">
        <h2>{v.t('needs.asked.next')}</h2>
        <ol>
          <li>{v.t('needs.asked.next.check', { time: v.say.dateTime(checkBy, zone) })}</li>
          <li>{v.t('needs.asked.next.people')}</li>
          <li>{v.t('needs.asked.next.due', { time: v.say.dateTime(neededBy, zone) })}</li>
        </ol>
      </section>
      {forAnother ? <Notice tone="needs-you" title={v.t('needs.asked.passOn')} /> : null}
      <Card title={v.t('needs.asked.link')} level={2} tone="needs-you">
        <p>{v.t('needs.asked.link.hint')}</p>
        <p class="breaks-anywhere">
          <a href={path} data-offline-said>{`${v.url}${path}`}</a>
        </p>
        <Qr text={`${v.url}${path}`} label={v.t('needs.asked.qr')} />
      </Card>
      <Card title={v.t('needs.asked.code')} level={2} tone="needs-you">
        <p class="stat__value" data-offline-said>
          {raised.changeCode}
        </p>
        <p>{v.t('needs.asked.code.hint')}</p>
      </Card>
    </>
  )
}

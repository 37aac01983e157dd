import { Button, ButtonRow, Card, Page, Qr, type View } from '../../web'
import type { NewKeys } from '../commands/correct-need'

/** A new link, and where it was replaced for the person a new code; shown once. */
export const KeysPage = ({
  v,
  reference,
  keys,
  backHref,
}: {
  v: View
  reference: string
  keys: NewKeys
  backHref: string
}) => {
  const path = `/n/${keys.secret}`
  return (
    <Page v={v} title={v.t('needs.keys.title', { reference })} secret>
      <p>{v.t('needs.keys.old')}</p>
      <Card title={v.t('needs.asked.link')} level={2} tone="needs-you">
        <p class="breaks-anywhere">
          <a href={path}>{`${v.url}${path}`}</a>
        </p>
        <Qr text={`${v.url}${path}`} label={v.t('needs.asked.qr')} />
      </Card>
      {keys.changeCode === null ? null : (
        <Card title={v.t('needs.asked.code')} level={2} tone="needs-you">
          <p class="stat__value">{keys.changeCode}</p>
          <p>{v.t('needs.asked.passOn')}</p>
        </Card>
      )}
      <ButtonRow>
        <Button href={keys.changeCode === null ? path : backHref}>{v.t('needs.asked.open')}</Button>
      </ButtonRow>
    </Page>
  )
}

import { sayQuantity } from '../../../needs'
import {
  Button,
  ButtonRow,
  Card,
  Form,
  Notice,
  Page,
  Qr,
  Reference,
  Status,
  type Tone,
  type View,
  When,
} from '../../../web'
import type { SiteState } from '../../site'
import { SiteStatus } from '../../sites/pages/site-words'
import type { GiftLine, GiftView } from '../queries/find-gift'
import { itemName } from './item-words'

/** Shown once after the promise: the number, the link to the donor's own page, and where to bring what. */
export const GiftedPage = ({
  v,
  gift,
  secret,
  forAnother,
}: {
  v: View
  gift: GiftView
  secret: string
  forAnother: boolean
}) => {
  const path = `/g/${secret}`
  return (
    <Page v={v} title={v.t('goods.gifted.title')} lead={v.t('goods.gifted.lead')} secret>
      <Reference label={v.t('goods.gift.number')}>{gift.reference}</Reference>
      <GiftLines v={v} gift={gift} />
      {forAnother ? <Notice tone="needs-you" title={v.t('goods.gifted.passOn')} /> : null}
      <Card title={v.t('goods.gifted.link')} level={2} tone="needs-you">
        <p>{v.t('goods.gifted.link.hint')}</p>
        <p class="breaks-anywhere">
          <a href={path}>{`${v.url}${path}`}</a>
        </p>
        <Qr text={`${v.url}${path}`} label={v.t('goods.gifted.qr')} />
      </Card>
      <ButtonRow>
        <Button href={path}>{v.t('goods.gifted.open')}</Button>
      </ButtonRow>
    </Page>
  )
}

/** The donor's own page: what was promised, where and until when, what became of it, and how to take it back. */
export const GiftPage = ({ v, gift, path }: { v: View; gift: GiftView; path: string }) => {
  const awaited = gift.lines.some((line) => line.awaited > 0)
  return (
    <Page v={v} title={v.t('goods.gift.title', { reference: gift.reference })} secret refreshSeconds={60}>
      <GiftLines v={v} gift={gift} path={path} />
      {awaited ? (
        <Form v={v} action={`${path}/withdraw`} label={v.t('goods.gift.withdrawAll')}>
          <p>{v.t('goods.gift.withdraw.hint')}</p>
          <ButtonRow>
            <Button kind="danger">{v.t('goods.gift.withdrawAll')}</Button>
          </ButtonRow>
        </Form>
      ) : null}
    </Page>
  )
}

const GiftLines = ({ v, gift, path }: { v: View; gift: GiftView; path?: string }) => (
  <>
    {gift.lines.map((line) => (
      <LineCard v={v} line={line} zone={gift.zone} path={path} />
    ))}
  </>
)

function stateOf({ awaited, received, delivered }: GiftLine): { state: string; tone: Tone } {
  if (awaited > 0) return { state: 'awaited', tone: 'needs-you' }
  if (received > 0) return { state: 'received', tone: 'progress' }
  return delivered > 0 ? { state: 'delivered', tone: 'confirmed' } : { state: 'released', tone: 'neutral' }
}

const LineCard = ({ v, line, zone, path }: { v: View; line: GiftLine; zone: string; path: string | undefined }) => {
  const { itemId, unit, promised, awaited, received, delivered, released, site, until } = line
  const { state, tone } = stateOf(line)
  const parts = { received, delivered, released }
  return (
    <Card
      level={2}
      title={v.t('goods.item.withQuantity', { item: itemName(v, itemId), quantity: sayQuantity(v, promised, unit) })}
      status={<Status tone={tone}>{v.t(`goods.gift.state.${state}`)}</Status>}
    >
      {awaited > 0 ? (
        <p>
          {v.t(site === undefined ? 'goods.gift.fetched' : 'goods.gift.until')}{' '}
          <When v={v} at={until} full zone={site?.zone ?? zone} />
        </p>
      ) : null}
      {site === undefined || awaited === 0 ? null : (
        <>
          <p>
            {site.name}, {site.address}
            {site.hours === '' ? null : `. ${v.t('goods.site.hours', { hours: site.hours })}`}
          </p>
          {site.state === 'open' ? null : (
            <Notice tone="error" title={v.t('goods.gift.resting')}>
              <p>
                <SiteStatus v={v} state={site.state as SiteState} /> {site.note}
              </p>
            </Notice>
          )}
        </>
      )}
      {(['received', 'delivered', 'released'] as const)
        .filter((part) => parts[part] > 0)
        .map((part) => (
          <p>{v.t(`goods.gift.part.${part}`, { quantity: sayQuantity(v, parts[part], unit) })}</p>
        ))}
      {path === undefined || awaited === 0 ? null : (
        <Form v={v} action={`${path}/withdraw`} hidden={{ item: itemId }} label={itemName(v, itemId)}>
          <Button kind="quiet" label={`${v.t('goods.gift.withdraw')}: ${itemName(v, itemId)}`}>
            {v.t('goods.gift.withdraw')}
          </Button>
        </Form>
      )}
    </Card>
  )
}

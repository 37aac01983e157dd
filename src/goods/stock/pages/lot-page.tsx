import {
  Button,
  ButtonRow,
  DefinitionList,
  Field,
  type FieldErrors,
  Form,
  Notice,
  Page,
  Reference,
  Select,
  Table,
  type View,
} from '../../../web'
import { writeOffCauses } from '../../commands/stock'
import type { Site } from '../../sites/queries'
import type { Lot, LotMove, StockLine } from '../queries'
import { ConditionBadge, Expiry, goodsName, sayCause, sayOf } from './stock-words'

/** One lot: what it is, where it lies, what to do with it, and all that happened to it. */
export const LotPage = ({
  v,
  lot,
  lies,
  moves,
  sites,
  siteId,
  errors,
}: {
  v: View
  lot: Lot
  lies: readonly StockLine[]
  moves: readonly LotMove[]
  /** Open sites of its organization, for a move. */
  sites: readonly Site[]
  /** The site whose part of it is worked on; else the first. */
  siteId?: string | undefined
  errors: FieldErrors
}) => {
  const at = lies.find((line) => line.siteId === siteId) ?? lies[0]
  const others = lies.filter((line) => line !== at)
  return (
    <Page v={v} title={goodsName(v, lot)} stage="app">
      <Reference label={v.t('goods.stock.label')}>{lot.reference}</Reference>
      {errors.form ? <Notice tone="error" title={errors.form} /> : null}
      <DefinitionList
        v={v}
        items={[
          { term: v.t('goods.stock.expires'), value: <Expiry v={v} on={lot.expiresOn} /> },
          { term: v.t('goods.stock.condition'), value: <ConditionBadge v={v} condition={lot.condition} /> },
          { term: v.t('goods.lot.received'), value: v.say.dateTime(lot.receivedAt) },
        ]}
      />
      <ButtonRow>
        <Button href={`/lots/${lot.id}/labels`} kind="secondary" icon="print">
          {v.t('goods.labels.title')}
        </Button>
      </ButtonRow>
      {lies.length === 0 ? <p>{v.t('goods.lot.nowhere')}</p> : null}
      {at === undefined ? null : <LiesAt v={v} line={at} sites={sites} />}
      {others.length === 0 ? null : (
        <>
          <h2>{v.t('goods.lot.elsewhere')}</h2>
          <ul>
            {others.map((line) => (
              <li>
                <a href={`/lots/${lot.id}?site=${line.siteId}`}>{nameOf(v, sites, line.siteId)}</a>:{' '}
                {sayOf(v, line, line.lies)}
              </li>
            ))}
          </ul>
        </>
      )}
      <h2>{v.t('goods.lot.trail')}</h2>
      <Table
        v={v}
        caption={v.t('goods.lot.trail')}
        captionHidden
        rows={moves}
        columns={[
          { label: v.t('goods.lot.when'), head: true, cell: (move) => v.say.dateTime(move.at) },
          { label: v.t('goods.lot.why'), cell: (move) => sayCause(v, move.cause) },
          { label: v.t('goods.lot.from'), cell: (move) => accountName(v, move.fromKind, move.from) },
          { label: v.t('goods.lot.to'), cell: (move) => accountName(v, move.toKind, move.to) },
          { label: v.t('goods.stock.quantity'), numeric: true, cell: (move) => sayOf(v, lot, move.quantity) },
        ]}
      />
    </Page>
  )
}

const nameOf = (v: View, sites: readonly Site[], siteId: string): string =>
  sites.find(({ id }) => id === siteId)?.name ?? v.t('goods.lot.closedSite')

// Lost and counted goods carry the site's own id, so the account must be said with it.
const accountName = (v: View, kind: string, site: string | null): string =>
  kind === 'site' ? (site ?? '') : v.t(`goods.account.${kind}`)

const LiesAt = ({ v, line, sites }: { v: View; line: StockLine; sites: readonly Site[] }) => {
  const others = sites.filter(({ id }) => id !== line.siteId)
  const hidden = { site: line.siteId }
  const path = `/lots/${line.lotId}`
  return (
    <section aria-label={nameOf(v, sites, line.siteId)}>
      <h2>
        <a href={`/stock/${line.siteId}`}>{nameOf(v, sites, line.siteId)}</a>
      </h2>
      <p>
        {v.t('goods.lot.lies', {
          lies: sayOf(v, line, line.lies),
          free: sayOf(v, line, line.lies - line.held),
        })}
      </p>
      <details>
        <summary>{v.t('goods.lot.move')}</summary>
        {others.length === 0 ? (
          <p>{v.t('goods.lot.noOther')}</p>
        ) : (
          <Form v={v} action={`${path}/move`} hidden={hidden}>
            <Select
              v={v}
              name="to"
              label={v.t('goods.lot.toSite')}
              options={others.map(({ id, name }) => ({ value: id, label: name }))}
            />
            <Field v={v} name="quantity" label={v.t('goods.stock.quantity')} width={16} maxlength={40} />
            <Button>{v.t('goods.lot.moveDo')}</Button>
          </Form>
        )}
      </details>
      <details>
        <summary>{v.t('goods.lot.count')}</summary>
        <Form v={v} action={`${path}/count`} hidden={{ ...hidden, expected: line.lies }}>
          <Field v={v} name="counted" label={v.t('goods.lot.counted')} width={16} maxlength={40} />
          <Button>{v.t('goods.lot.countDo')}</Button>
        </Form>
      </details>
      <details>
        <summary>{v.t('goods.lot.writeOff')}</summary>
        <Form v={v} action={`${path}/write-off`} hidden={hidden}>
          <Select
            v={v}
            name="cause"
            label={v.t('goods.lot.cause')}
            options={writeOffCauses.map((cause) => ({ value: cause, label: v.t(`goods.move.cause.${cause}`) }))}
          />
          <Field v={v} name="lost" label={v.t('goods.stock.quantity')} width={16} maxlength={40} />
          <Button kind="danger">{v.t('goods.lot.writeOffDo')}</Button>
        </Form>
      </details>
      {line.kitId === null ? null : (
        <details>
          <summary>{v.t('goods.kit.unpack')}</summary>
          <Form v={v} action={`${path}/unpack`} hidden={hidden}>
            <Field v={v} name="kits" label={v.t('goods.kit.howMany')} width={8} maxlength={10} />
            <Button>{v.t('goods.kit.unpackDo')}</Button>
          </Form>
        </details>
      )}
    </section>
  )
}

import { Button, EmptyState, Field, type FieldErrors, Form, Notice, Page, SearchField, type View } from '../../../web'
import type { Site } from '../../sites/queries'
import type { HeldPick, Servable, StockLine } from '../queries'
import { goodsName, sayOf } from './stock-words'

/** At the counter: somebody comes with the number of their request, and takes what is set aside for it. */
export const HandOutPage = ({
  v,
  site,
  reference,
  picks,
  servable,
  kits,
  errors,
}: {
  v: View
  site: Site
  reference: string
  /** What is set aside; undefined before a number was typed, or where nobody knows it. */
  picks?: readonly HeldPick[] | undefined
  /** What lies free here and is still open in the request. */
  servable: readonly Servable[]
  /** Kits that lie free here, for a request that is open. */
  kits: readonly StockLine[]
  errors: FieldErrors
}) => (
  <Page v={v} title={v.t('goods.handOut.title')} lead={site.name} stage="app">
    {errors.form ? <Notice tone="error" title={errors.form} /> : null}
    <SearchField
      v={v}
      action={`/stock/${site.id}/hand-out`}
      name="request"
      value={reference}
      label={v.t('goods.handOut.number')}
    />
    {reference === '' ? <p>{v.t('goods.handOut.how')}</p> : null}
    {reference !== '' && picks === undefined ? (
      <Notice tone="error" title={v.t('goods.handOut.unknown', { reference })} />
    ) : null}
    {picks?.length === 0 ? (
      <EmptyState title={v.t('goods.handOut.nothing')}>{v.t('goods.handOut.nothingWords')}</EmptyState>
    ) : null}
    {picks === undefined || picks.length === 0 ? null : (
      <Form
        v={v}
        action={`/stock/${site.id}/hand-out`}
        hidden={{ request: reference }}
        errors={errors.form ? {} : errors}
      >
        <p>{v.t('goods.handOut.words')}</p>
        {picks.map((pick) => (
          <Field
            v={v}
            name={`given-${pick.id}`}
            label={`${goodsName(v, pick)}, ${sayOf(v, pick, pick.quantity)}`}
            hint={v.t('goods.handOut.lot', { code: pick.reference })}
            error={errors[`given-${pick.id}`]}
            value={typed(pick.kit === null ? pick.unit : 'piece', pick.quantity)}
            width={16}
            maxlength={40}
          />
        ))}
        <Button>{v.t('goods.handOut.given')}</Button>
      </Form>
    )}
    {picks === undefined || picks.length === 0 ? null : (
      <details>
        <summary>{v.t('goods.aside.free')}</summary>
        <p>{v.t('goods.aside.freeWords')}</p>
        {picks.map((pick) => (
          <Form v={v} action={`/stock/${site.id}/free`} hidden={{ request: reference, pick: pick.id }}>
            <Button kind="quiet">
              {v.t('goods.aside.freeOne', { thing: goodsName(v, pick), quantity: sayOf(v, pick, pick.quantity) })}
            </Button>
          </Form>
        ))}
      </details>
    )}
    {servable.length === 0 ? null : (
      <>
        <h2>{v.t('goods.aside.title')}</h2>
        <p>{v.t('goods.aside.words')}</p>
        {servable.map((one) => (
          <SetAside v={v} site={site} reference={reference} one={one} errors={errors} />
        ))}
      </>
    )}
    {kits.length === 0 ? null : (
      <>
        <h2>{v.t('goods.kit.forRequest')}</h2>
        <p>{v.t('goods.kit.forRequestWords')}</p>
        {kits.map((kit) => (
          <SetKitsAside v={v} site={site} reference={reference} kit={kit} errors={errors} />
        ))}
      </>
    )}
  </Page>
)

const SetKitsAside = ({
  v,
  site,
  reference,
  kit,
  errors,
}: {
  v: View
  site: Site
  reference: string
  kit: StockLine
  errors: FieldErrors
}) => {
  const name = `kits-${kit.lotId}`
  return (
    <Form v={v} action={`/stock/${site.id}/set-aside-kits`} hidden={{ request: reference, lot: kit.lotId }}>
      <Field
        v={v}
        name={name}
        label={`${goodsName(v, kit)}, ${kit.reference}`}
        hint={v.t('goods.kit.free', { free: sayOf(v, kit, kit.lies - kit.held) })}
        value="1"
        error={errors[name]}
        width={8}
        maxlength={10}
      />
      <Button kind="secondary" label={`${v.t('goods.aside.do')}: ${goodsName(v, kit)}`}>
        {v.t('goods.aside.do')}
      </Button>
    </Form>
  )
}

const SetAside = ({
  v,
  site,
  reference,
  one,
  errors,
}: {
  v: View
  site: Site
  reference: string
  one: Servable
  errors: FieldErrors
}) => {
  const name = asideField(one)
  const thing = { itemId: one.itemId, kit: null }
  const say = (quantity: number) => sayOf(v, { unit: one.unit, kit: null }, quantity)
  return (
    <Form
      v={v}
      action={`/stock/${site.id}/set-aside`}
      hidden={{ request: reference, line: one.lineId, item: one.itemId }}
    >
      <Field
        v={v}
        name={name}
        label={goodsName(v, thing)}
        hint={v.t('goods.aside.open', { open: say(one.open), free: say(one.free) })}
        value={typed(one.unit, Math.min(one.open, one.free))}
        error={errors[name]}
        width={16}
        maxlength={40}
      />
      <Button kind="secondary" label={`${v.t('goods.aside.do')}: ${goodsName(v, thing)}`}>
        {v.t('goods.aside.do')}
      </Button>
    </Form>
  )
}

/** The field in which somebody writes how much is set aside. */
export const asideField = (one: Pick<Servable, 'lineId' | 'itemId'>): string => `aside-${one.lineId}-${one.itemId}`

// As somebody would type it: litres and kilograms.
const typed = (unit: string, quantity: number): string =>
  String(unit === 'gram' || unit === 'millilitre' ? quantity / 1000 : quantity)

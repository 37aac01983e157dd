import { Button, EmptyState, Field, type FieldErrors, Form, Notice, Page, SearchField, type View } from '../../../web'
import type { Site } from '../../sites/queries'
import type { HeldPick } from '../queries'
import { goodsName, sayOf } from './stock-words'

/** At the counter: somebody comes with the number of their request, and takes what is set aside for it. */
export const HandOutPage = ({
  v,
  site,
  reference,
  picks,
  errors,
}: {
  v: View
  site: Site
  reference: string
  /** What is set aside; undefined before a number was typed, or where nobody knows it. */
  picks?: readonly HeldPick[] | undefined
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
            value={typedOf(pick)}
            width={16}
            maxlength={40}
          />
        ))}
        <Button>{v.t('goods.handOut.given')}</Button>
      </Form>
    )}
  </Page>
)

// As somebody would type it: litres and kilograms.
const typedOf = (pick: HeldPick): string =>
  pick.kit === null && (pick.unit === 'gram' || pick.unit === 'millilitre')
    ? String(pick.quantity / 1000)
    : String(pick.quantity)

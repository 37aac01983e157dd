import { findItem } from '../../../needs'
import { Button, Card, EmptyState, Field, type FieldErrors, Form, Page, Select, type View } from '../../../web'
import { goodsName, sayOf } from '../../stock/pages/stock-words'
import type { Kit } from '../queries'

/** Lines for things in the form of a new kit. */
export const KIT_FIELDS = 8

/** What is in a kit, in words. */
export const sayContents = (v: View, kit: Pick<Kit, 'items'>): string =>
  v.say.list(
    kit.items.map(
      ({ itemId, quantity }) =>
        `${goodsName(v, { itemId, kit: null })} (${sayOf(v, { unit: findItem(itemId)?.unit ?? 'piece', kit: null }, quantity)})`,
    ),
  )

/** Kits of the organizations whose stock the viewer keeps; and a form for a new one, for those who manage goods. */
export const KitsPage = ({
  v,
  kits,
  organizations,
  typed,
  errors,
}: {
  v: View
  kits: readonly Kit[]
  /** Those for which the viewer may make a kit. */
  organizations: readonly { id: string; name: string }[]
  typed: Readonly<Record<string, string>>
  errors: FieldErrors
}) => (
  <Page v={v} title={v.t('goods.kits.title')} lead={v.t('goods.kits.lead')} stage="app">
    {kits.length === 0 ? <EmptyState title={v.t('goods.kits.none')}>{v.t('goods.kits.noneWords')}</EmptyState> : null}
    {kits.map((kit) => (
      <Card level={2} title={kit.name} meta={kit.organization}>
        <p>{sayContents(v, kit)}</p>
        {organizations.some(({ id }) => id === kit.organizationId) ? (
          <Form v={v} action={`/kits/${kit.id}/retire`} inline>
            <Button kind="quiet" label={`${v.t('goods.kits.retire')}: ${kit.name}`}>
              {v.t('goods.kits.retire')}
            </Button>
          </Form>
        ) : null}
      </Card>
    ))}
    {organizations.length === 0 ? null : (
      <section aria-labelledby="new-kit">
        <h2 id="new-kit">{v.t('goods.kits.new')}</h2>
        <p>{v.t('goods.kits.newWords')}</p>
        <Form v={v} action="/kits" errors={errors}>
          {organizations.length === 1 ? (
            <input type="hidden" name="organization" value={organizations[0]?.id} />
          ) : (
            <Select
              v={v}
              name="organization"
              label={v.t('goods.kits.organization')}
              value={typed.organization}
              options={organizations.map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
          <Field
            v={v}
            name="name"
            label={v.t('goods.kits.name')}
            value={typed.name}
            error={errors.name}
            maxlength={160}
          />
          {Array.from({ length: KIT_FIELDS }, (_, at) => at + 1).map((n) => (
            <div class="field-row">
              <Field
                v={v}
                name={`thing${n}`}
                label={v.t('goods.kits.thing', { n })}
                value={typed[`thing${n}`]}
                error={errors[`thing${n}`]}
                maxlength={120}
                optional={n > 1}
              />
              <Field
                v={v}
                name={`amount${n}`}
                label={v.t('goods.kits.amount')}
                value={typed[`amount${n}`]}
                error={errors[`amount${n}`]}
                width={8}
                maxlength={40}
              />
            </div>
          ))}
          <Button>{v.t('goods.kits.define')}</Button>
        </Form>
      </section>
    )}
  </Page>
)

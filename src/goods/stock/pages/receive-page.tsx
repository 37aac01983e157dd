import type { Item } from '../../../needs'
import { Button, Choice, Field, type FieldErrors, Form, Notice, Page, SearchField, type View } from '../../../web'
import { conditions } from '../../pledge'
import type { Site } from '../../sites/queries'
import type { Awaited } from '../queries'
import { goodsName, sayOf } from './stock-words'

/** Why goods come in without a promise. */
export const receiveCauses = ['given', 'bought', 'found'] as const

/** Takes goods in: for a promise by its number, or without one by their name. */
export const ReceivePage = ({
  v,
  site,
  typed,
  matches,
  pledge,
  things,
  unknown,
  errors,
}: {
  v: View
  site: Site
  typed: Readonly<Record<string, string>>
  /** Items the words may mean; undefined before they were sent. */
  matches?: readonly Item[] | undefined
  pledge?: Awaited | undefined
  /** Several things awaited under one number, where none is chosen yet. */
  things: readonly Awaited[]
  /** A number of a promise that is awaited nowhere. */
  unknown?: string | undefined
  errors: FieldErrors
}) => (
  <Page v={v} title={v.t('goods.receive.title')} lead={site.name} stage="app">
    {unknown === undefined ? null : (
      <Notice tone="error" title={v.t('goods.receive.unknownPledge', { reference: unknown })} />
    )}
    {things.length === 0 ? null : (
      <Notice title={v.t('goods.receive.whichThing', { reference: things[0]?.reference ?? '' })}>
        <ul>
          {things.map((thing) => (
            <li>
              <a href={`/stock/${site.id}/receive?pledge=${thing.reference}&item=${thing.itemId}`}>
                {v.t('goods.receive.thing', {
                  name: goodsName(v, { itemId: thing.itemId, kit: null }),
                  quantity: sayOf(v, { unit: thing.unit, kit: null }, thing.awaited),
                })}
              </a>
            </li>
          ))}
        </ul>
      </Notice>
    )}
    {pledge === undefined ? (
      <SearchField
        v={v}
        action={`/stock/${site.id}/receive`}
        name="pledge"
        value={unknown ?? ''}
        label={v.t('goods.receive.byPledge')}
      />
    ) : (
      <Notice title={v.t('goods.receive.pledge', { reference: pledge.reference })}>
        <p>
          {v.t('goods.receive.promised', {
            name: goodsName(v, { itemId: pledge.itemId, kit: null }),
            quantity: sayOf(v, { unit: pledge.unit, kit: null }, pledge.awaited),
          })}
        </p>
        <p>
          <a href={`/stock/${site.id}/receive`}>{v.t('goods.receive.without')}</a>
        </p>
      </Notice>
    )}
    <h2>{v.t(pledge === undefined ? 'goods.receive.free' : 'goods.receive.came')}</h2>
    <Form
      v={v}
      action={`/stock/${site.id}/receive`}
      errors={errors}
      hidden={pledge === undefined ? {} : { pledge: pledge.reference, item: pledge.itemId }}
    >
      {pledge === undefined ? <WhatFields v={v} typed={typed} matches={matches} errors={errors} /> : null}
      <Field
        v={v}
        name="quantity"
        label={v.t('goods.receive.quantity')}
        hint={v.t('goods.receive.quantityHint')}
        width={16}
        value={typed.quantity}
        error={errors.quantity}
        maxlength={40}
      />
      <Choice
        v={v}
        name="condition"
        legend={v.t('goods.stock.condition')}
        layout="inline"
        value={typed.condition ?? 'new'}
        error={errors.condition}
        options={conditions.map((one) => ({ value: one, label: v.t(`goods.condition.${one}`) }))}
      />
      <Field
        v={v}
        name="expires"
        type="date"
        label={v.t('goods.receive.expires')}
        hint={v.t('goods.receive.expiresHint')}
        optional
        width={16}
        value={typed.expires}
        error={errors.expires}
      />
      {pledge === undefined ? (
        <Choice
          v={v}
          name="cause"
          legend={v.t('goods.receive.cause')}
          layout="inline"
          value={typed.cause ?? 'given'}
          options={receiveCauses.map((one) => ({ value: one, label: v.t(`goods.move.cause.${one}`) }))}
        />
      ) : (
        <Choice
          v={v}
          name="rest"
          legend={v.t('goods.receive.rest')}
          value={typed.rest ?? 'awaited'}
          options={[
            { value: 'awaited', label: v.t('goods.receive.restComes') },
            { value: 'released', label: v.t('goods.receive.restNot') },
          ]}
        />
      )}
      <Button>{v.t('goods.receive.send')}</Button>
    </Form>
  </Page>
)

const WhatFields = ({
  v,
  typed,
  matches,
  errors,
}: {
  v: View
  typed: Readonly<Record<string, string>>
  matches?: readonly Item[] | undefined
  errors: FieldErrors
}) => (
  <>
    <Field
      v={v}
      name="words"
      label={v.t('goods.receive.what')}
      hint={v.t('goods.receive.whatHint')}
      value={typed.words}
      error={errors.words}
      maxlength={120}
    />
    {matches === undefined || matches.length < 2 ? null : (
      <Choice
        v={v}
        name="item"
        legend={v.t('goods.receive.which')}
        value={typed.item}
        options={matches.map((item) => ({ value: item.id, label: item.names[v.lang] }))}
      />
    )}
  </>
)

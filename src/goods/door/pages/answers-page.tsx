import { consentHows, sayQuantity, typedQuantity } from '../../../needs'
import { placeName, type Region } from '../../../places'
import {
  Button,
  ButtonRow,
  Card,
  Choice,
  ErrorSummary,
  Field,
  type FieldErrors,
  Form,
  Notice,
  Page,
  Select,
  Status,
  type View,
} from '../../../web'
import { SiteStatus } from '../../sites/pages/site-words'
import type { Answer } from '../decide-answers'
import { FETCH, type Typed } from '../promise-form'
import type { Place } from '../queries/find-place'
import { itemName, toTheSecond } from './item-words'
import { neededPath } from './needed-page'

/** What the page of answers shows. */
export type AnswersProps = {
  v: View
  place: Place
  /** What was offered, as typed: it travels along, so that the promise stands on the same words. */
  have: string
  answers: readonly Answer[]
  regions: readonly Region[]
  /** The reader may enter promises for others. */
  entersForOthers: boolean
  typed: Typed
  errors: FieldErrors
}

type Bring = Extract<Answer, { kind: 'bring' }>
type NotNow = Extract<Answer, { kind: 'not-now' }>
type Numbered<A> = { readonly answer: A; readonly at: number }

/** An answer for each line, and the promise made from the same page. */
export const AnswersPage = (props: AnswersProps) => {
  const { v, place, have, answers, errors } = props
  const numbered = answers.map((answer, at) => ({ answer, at }))
  const bring = numbered.filter((one): one is Numbered<Bring> => one.answer.kind === 'bring')
  const notNow = numbered.filter((one): one is Numbered<NotNow> => one.answer.kind === 'not-now')
  const unclear = numbered.filter(({ answer }) => answer.kind === 'unclear')
  return (
    <Page
      v={v}
      title={v.t('goods.answers.title')}
      lead={v.t('goods.answers.lead', {
        place: placeName(place.names, v.lang),
        time: toTheSecond(v, v.now, place.zone),
      })}
      hidden
    >
      {bring.length === 0 ? (
        <>
          {Object.keys(errors).length === 0 ? null : <ErrorSummary v={v} errors={errors} />}
          <Notice title={v.t('goods.answers.stay')} />
        </>
      ) : (
        <PromiseForm {...props} bring={bring} />
      )}
      {notNow.length === 0 ? null : (
        <section class="section">
          <h2>{v.t('goods.answers.leave')}</h2>
          {notNow.map(({ answer }) => (
            <NotNowCard {...props} answer={answer} />
          ))}
        </section>
      )}
      {unclear.length === 0 ? null : (
        <section class="section">
          <h2>{v.t('goods.answers.unclear')}</h2>
          <Form v={v} action="/give" hidden={{ have, place: place.id }}>
            {unclear.map((one) => (
              <UnclearCard v={v} {...one} />
            ))}
          </Form>
        </section>
      )}
      <p>
        <a href={neededPath(place.id)}>{v.t('goods.give.seeNeeded')}</a> ·{' '}
        <a href={`/give?place=${place.id}`}>{v.t('goods.answers.again')}</a>
      </p>
    </Page>
  )
}

const PromiseForm = (props: AnswersProps & { bring: readonly Numbered<Bring>[] }) => {
  const { v, place, have, bring, typed, errors, entersForOthers } = props
  const text = (name: string) => ({ v, name, value: typed[name], error: errors[name] })
  return (
    <Form v={v} action="/give/promise" errors={errors} hidden={{ have, place: place.id }}>
      <h2>{v.t('goods.answers.bring')}</h2>
      {bring.map((one) => (
        <BringCard {...props} {...one} />
      ))}
      <h2>{v.t('goods.promise.title')}</h2>
      <p>{v.t('goods.promise.text')}</p>
      <Field
        {...text('until')}
        type="date"
        label={v.t('goods.promise.until')}
        hint={v.t('goods.promise.until.hint')}
        width={16}
      />
      <Field {...text('name')} label={v.t('goods.promise.name')} optional maxlength={100} autocomplete="name" />
      <Field
        {...text('contact')}
        label={v.t('goods.promise.contact')}
        hint={v.t('goods.promise.contact.hint')}
        optional
        maxlength={120}
        autocomplete="tel"
      />
      <Field
        {...text('address')}
        label={v.t('goods.promise.address')}
        hint={v.t('goods.promise.address.hint')}
        optional
        maxlength={300}
        autocomplete="street-address"
      />
      <Field {...text('words')} label={v.t('goods.promise.words')} optional rows={2} maxlength={500} />
      {entersForOthers ? (
        <Select
          v={v}
          name="consent"
          label={v.t('goods.promise.consent')}
          hint={v.t('goods.promise.consent.hint')}
          empty={v.t('goods.promise.consent.own')}
          value={typed.consent}
          options={consentHows.map((how) => ({ value: how, label: v.t(`needs.consent.${how}`) }))}
        />
      ) : null}
      <ButtonRow>
        <Button size="large">{v.t('goods.promise.send')}</Button>
      </ButtonRow>
    </Form>
  )
}

const BringCard = ({ v, answer, at, typed, errors, regions }: AnswersProps & Numbered<Bring>) => {
  const { item, quantity, left, sites, insteadOf, elsewhere, offer } = answer
  const once = typed[`quantity${at}`] !== undefined
  return (
    <Card
      level={3}
      title={v.t('goods.item.withQuantity', {
        item: itemName(v, item.id),
        quantity: sayQuantity(v, quantity, item.unit),
      })}
      status={<Status tone="confirmed">{v.t('goods.answer.bring')}</Status>}
      meta={v.t('goods.answer.said', { words: offer.words })}
    >
      {insteadOf === undefined ? null : <p>{v.t('goods.answer.insteadOf', { item: itemName(v, insteadOf) })}</p>}
      {left > 0 ? (
        <p>
          {v.t('goods.answer.left', { quantity: sayQuantity(v, left, item.unit) })}{' '}
          <ElsewhereWords v={v} elsewhere={elsewhere} regions={regions} />
        </p>
      ) : null}
      <Choice
        v={v}
        name={`take${at}`}
        kind="checkbox"
        legend={v.t('goods.answer.take.legend', { item: itemName(v, item.id) })}
        value={once && typed[`take${at}`] !== 'yes' ? [] : ['yes']}
        options={[{ value: 'yes', label: v.t('goods.answer.take') }]}
      />
      <Field
        v={v}
        name={`quantity${at}`}
        label={v.t(`goods.answer.quantity.${usualUnit(item.unit)}`)}
        width={8}
        maxlength={40}
        value={typed[`quantity${at}`] ?? typedQuantity(quantity, item.unit)}
        error={errors[`quantity${at}`]}
      />
      <Choice
        v={v}
        name={`site${at}`}
        legend={v.t('goods.answer.site')}
        value={typed[`site${at}`] ?? sites[0]?.site.id}
        error={errors[`site${at}`]}
        options={[
          ...sites.map(({ site, distanceMeters, quantity: most }) => ({
            value: site.id,
            label: `${site.name}, ${site.address}`,
            hint: [
              v.say.distance(distanceMeters),
              ...(site.hours === '' ? [] : [v.t('goods.site.hours', { hours: site.hours })]),
              site.organization,
              ...(most < quantity ? [v.t('goods.answer.atMost', { quantity: sayQuantity(v, most, item.unit) })] : []),
            ].join(' · '),
          })),
          { value: FETCH, label: v.t('goods.answer.fetch'), hint: v.t('goods.answer.fetch.hint') },
        ]}
      />
    </Card>
  )
}

const usualUnit = (unit: string): 'kilograms' | 'litres' | 'number' =>
  unit === 'gram' ? 'kilograms' : unit === 'millilitre' ? 'litres' : 'number'

const NotNowCard = ({ v, answer, regions }: AnswersProps & { answer: NotNow }) => {
  const { item, why, instead, elsewhere, resting, offer } = answer
  return (
    <Card
      title={itemName(v, item.id)}
      status={
        instead.length > 0 ? (
          <Status tone="progress" icon="arrow">
            {v.t('goods.answer.instead')}
          </Status>
        ) : (
          <Status>{v.t('goods.answer.notNow')}</Status>
        )
      }
      meta={v.t('goods.answer.said', { words: offer.words })}
    >
      <p>{v.t(`goods.answer.why.${why}`)}</p>
      {resting === undefined ? null : (
        <p>
          {resting.name}: <SiteStatus v={v} state={resting.state} /> {resting.note}
        </p>
      )}
      {instead.length === 0 ? null : (
        <p>{v.t('goods.answer.instead.items', { items: v.say.list(instead.map((id) => itemName(v, id))) })}</p>
      )}
      {elsewhere === undefined ? null : (
        <p>
          <ElsewhereWords v={v} elsewhere={elsewhere} regions={regions} />
        </p>
      )}
    </Card>
  )
}

const ElsewhereWords = ({
  v,
  elsewhere,
  regions,
}: {
  v: View
  elsewhere: Bring['elsewhere']
  regions: readonly Region[]
}) => {
  const region = regions.find(({ id }) => id === elsewhere?.regionId)
  if (elsewhere === undefined || region === undefined) return null
  return (
    <a href={neededPath(region.id)}>
      {v.t('goods.answer.elsewhere', {
        place: placeName(region, v.lang),
        distance: v.say.distance(elsewhere.distanceMeters),
      })}
    </a>
  )
}

const UnclearCard = ({ v, answer, at }: { v: View } & Numbered<Answer>) => {
  const { offer } = answer
  if (offer.kind === 'item') return null
  return (
    <Card title={offer.words} status={<Status tone="needs-you">{v.t(`goods.answer.unclear.${offer.kind}`)}</Status>}>
      {offer.kind === 'unknown' && offer.candidates.length > 0 ? (
        <>
          <p>{v.t('goods.answer.mean')}</p>
          <ButtonRow>
            {offer.candidates.map((item) => (
              <Button kind="secondary" name="mean" value={`${at}:${item.id}`}>
                {itemName(v, item.id)}
              </Button>
            ))}
          </ButtonRow>
        </>
      ) : null}
      {offer.kind === 'money' ? <p>{v.t('goods.answer.money')}</p> : null}
      {offer.kind === 'wrong-amount' ? (
        <p>{v.t(`goods.answer.countIn.${usualUnit(offer.item.unit)}`, { item: itemName(v, offer.item.id) })}</p>
      ) : null}
      {offer.kind === 'service' ? (
        <p>
          {v.t('goods.answer.service', { item: itemName(v, offer.item.id) })}{' '}
          <a href="/join">{v.t('goods.answer.service.join')}</a>
        </p>
      ) : null}
    </Card>
  )
}

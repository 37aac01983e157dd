import { competenceName } from '../../training'
import { Button, Form, Page, type View } from '../../web'
import type { InvitedOffer } from '../import-offer'

/** What a list said of a person, for them to take over or to have destroyed. */
export const OfferPage = ({ v, offer }: { v: View; offer: InvitedOffer }) => {
  const can = offer.competences.map((id) => competenceName(id, v.lang))
  const brings = offer.equipment.map((id) => v.t(`volunteers.equipment.${id}`))
  return (
    <Page v={v} title={v.t('volunteers.offer.title')} stage="app">
      <p>{v.t('volunteers.offer.lead')}</p>
      <dl>
        {can.length === 0 ? null : <Said name={v.t('volunteers.offer.can')} list={can} />}
        {brings.length === 0 ? null : <Said name={v.t('volunteers.offer.brings')} list={brings} />}
        {offer.words.length === 0 ? null : <Said name={v.t('volunteers.offer.words')} list={offer.words} />}
      </dl>
      <p>{v.t('volunteers.offer.proof')}</p>
      <Form v={v} action="/me/offer" hidden={{ answer: 'take' }}>
        <Button>{v.t('volunteers.offer.take')}</Button>
      </Form>
      <Form v={v} action="/me/offer" hidden={{ answer: 'drop' }}>
        <Button kind="secondary">{v.t('volunteers.offer.drop')}</Button>
      </Form>
    </Page>
  )
}

const Said = ({ name, list }: { name: string; list: readonly string[] }) => (
  <>
    <dt>{name}</dt>
    {list.map((one) => (
      <dd>{one}</dd>
    ))}
  </>
)

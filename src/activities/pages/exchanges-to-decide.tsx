import { Button, ButtonRow, Card, Form, type View } from '../../web'
import type { ExchangeToDecide } from '../queries/list-exchanges-to-decide'

/** Exchanges that wait for whoever runs the work: who gives, who takes, two equal buttons. */
export const ExchangesToDecide = ({
  v,
  activity,
  exchanges,
}: {
  v: View
  activity: { readonly id: string; readonly zone: string }
  exchanges: readonly ExchangeToDecide[]
}) =>
  exchanges.length === 0 ? null : (
    <section class="section" id="exchanges">
      <h2>{v.t('activities.exchange.title')}</h2>
      <p class="muted">{v.t('activities.exchange.why')}</p>
      {exchanges.map((one) => (
        <Card
          tone="needs-you"
          title={v.t(`activities.exchange.${one.kind}`, {
            giver: one.giver ?? v.t('activities.manage.erased'),
            taker: one.taker ?? v.t('activities.manage.erased'),
          })}
          meta={[one.post, v.say.between(one.starts_at, one.ends_at, activity.zone)].filter(Boolean).join(' · ')}
        >
          <Form v={v} action={`/activities/${activity.id}/exchanges/${one.id}`}>
            <ButtonRow equal>
              <Button name="say" value="yes">
                {v.t('activities.exchange.agree')}
              </Button>
              <Button kind="secondary" name="say" value="no">
                {v.t('activities.exchange.refuse')}
              </Button>
            </ButtonRow>
          </Form>
        </Card>
      ))}
    </section>
  )

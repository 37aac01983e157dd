import { CallTabs } from '../../dispatch'
import { Button, ButtonRow, Card, Cards, EmptyState, Form, Page, Status, type View, When } from '../../web'
import type { CallToMake } from '../list-calls'

/** People helped who asked to be rung rather than written to, and what to tell them. Their number stands on the page of the need. */
export const CallsPage = ({ v, calls }: { v: View; calls: readonly CallToMake[] }) => (
  <Page
    v={v}
    title={v.t('notices.calls.title')}
    lead={v.t('notices.calls.lead')}
    stage="desk"
    nav={<CallTabs v={v} current="helped" />}
  >
    {calls.length === 0 ? (
      <EmptyState icon="phone" title={v.t('notices.calls.empty')}>
        {v.t('notices.calls.emptyHint')}
      </EmptyState>
    ) : (
      <Cards>
        {calls.map((call) => (
          <Card
            level={2}
            title={call.reference}
            href={`/needs/${call.needId}`}
            meta={<When v={v} at={call.since} />}
            status={call.pace === 'now' ? <Status tone="needs-you">{v.t('notices.calls.now')}</Status> : null}
            actions={
              <Form v={v} action={`/notices/calls/${call.deliveryId}`}>
                <ButtonRow equal>
                  <Button name="reached" value="yes" label={`${v.t('notices.calls.told')} ${call.reference}`}>
                    {v.t('notices.calls.told')}
                  </Button>
                  <Button
                    kind="secondary"
                    name="reached"
                    value="no"
                    label={`${v.t('notices.calls.notReached')} ${call.reference}`}
                  >
                    {v.t('notices.calls.notReached')}
                  </Button>
                </ButtonRow>
              </Form>
            }
          >
            <p>{call.text}</p>
          </Card>
        ))}
      </Cards>
    )}
  </Page>
)

import { Button, ButtonRow, Card, Facts, Form, Status, type View } from '../../web'
import type { WaitingAsk } from '../queries/find-ask'
import { askFacts, Why } from './ask-page'

/** The ask that waits for a person, on their home: place, time, distance, who, why me, and two answers of equal weight. */
export const AskCard = ({ v, ask }: { v: View; ask: WaitingAsk }) => (
  <Card
    v={v}
    tone="needs-you"
    level={2}
    title={ask.title}
    href={`/asks/${ask.id}`}
    status={
      <Status tone="needs-you">
        {Temporal.Instant.compare(ask.answer_by, v.now) > 0
          ? v.t('dispatch.ask.answerBy', { time: v.say.dateTime(ask.answer_by, ask.zone) })
          : v.t('dispatch.ask.stillOpen')}
      </Status>
    }
  >
    <Facts facts={askFacts(v, ask)} />
    <Why v={v} why={ask.why} />
    <Form v={v} action={`/asks/${ask.id}/answer`}>
      <ButtonRow equal>
        <Button name="say" value="yes" size="large" kind="secondary" icon="check">
          {v.t('dispatch.ask.yes')}
        </Button>
        <Button name="say" value="no" size="large" kind="secondary" icon="close">
          {v.t('dispatch.ask.no')}
        </Button>
      </ButtonRow>
    </Form>
    <p>
      <a href={`/asks/${ask.id}`}>{v.t('dispatch.ask.later')}</a>
    </p>
  </Card>
)

/** An ask that waits for somebody the viewer is a companion of: they pass the answer on, on a page of its own. */
export const CompanionCard = ({ v, ask }: { v: View; ask: WaitingAsk }) => (
  <Card
    v={v}
    tone="needs-you"
    level={2}
    title={v.t('dispatch.companion.title', { name: ask.volunteer ?? '', title: ask.title })}
  >
    <Facts facts={askFacts(v, ask)} />
    <p>{v.t('dispatch.companion.hint')}</p>
    <Button href={`/asks/${ask.id}/theirs`} kind="secondary">
      {v.t('dispatch.companion.answer')}
    </Button>
  </Card>
)

import { Button, ButtonRow, Card, type Child, Field, Form, Live, Notice, Page, Select, type View } from '../../web'
import { callOutLimits } from '../ask'
import type { AskedPost } from '../queries/find-post'
import type { CallOutForecast } from '../queries/forecast-for'
import type { AskedRow, CallOutView } from '../queries/list-asks'
import { AskedList, sayPost } from './asked-list'

export type PostPageProps = {
  v: View
  post: AskedPost
  callOut: CallOutView | undefined
  asked: readonly AskedRow[]
  /** What the form says: typed, or usual. */
  chosen: { readonly ceiling: string; readonly wanted: string; readonly minutes: string }
  /** What asking would bring; only where it was asked for. */
  forecast: CallOutForecast | undefined
  /** What other rooms say beside it. */
  notes: readonly (Child | undefined)[]
  error?: { text: string; field: string } | undefined
}

/** One post on the desk: its seats, who was asked and said what, and the drawer that asks more people. */
export const PostPage = (props: PostPageProps) => {
  const { v, post, callOut, asked } = props
  return (
    <Page
      v={v}
      title={post.title}
      lead={sayPost(v, post)}
      stage="desk"
      nav={
        <p>
          <a href={`/desk?item=${post.activity_id}`}>{v.t('dispatch.post.desk')}</a>
          {' · '}
          <a href={`/activities/${post.activity_id}`}>{v.t('dispatch.ask.activity')}</a>
          {' · '}
          <a href={`/desk/posts/${post.id}/candidates`}>{v.t('dispatch.post.candidates')}</a>
          {' · '}
          <a href={`/desk/posts/${post.id}/lot`}>{v.t('dispatch.lot.open')}</a>
        </p>
      }
      aside={callOut?.state === 'running' ? <Running v={v} callOut={callOut} /> : <Drawer {...props} />}
    >
      <Live topic="post-answers" id={post.id}>
        <AskedList v={v} post={post} callOut={callOut} asked={asked} />
      </Live>
    </Page>
  )
}

const Running = ({ v, callOut }: { v: View; callOut: CallOutView }) => (
  <Card v={v} title={v.t('dispatch.callOut.runningTitle')} level={2}>
    <p>{v.t('dispatch.callOut.runningHint')}</p>
    <Form v={v} action={`/desk/call-outs/${callOut.id}/stop`}>
      <Button kind="secondary" icon="pause">
        {v.t('dispatch.callOut.stop')}
      </Button>
    </Form>
  </Card>
)

const Drawer = ({ v, post, chosen, forecast, notes, error }: PostPageProps) => {
  if (post.state !== 'open' || Temporal.Instant.compare(post.ends_at, v.now) <= 0)
    return <Notice title={v.t('dispatch.error.not-open')} />
  if ((post.free ?? 0) === 0) return <Notice tone="success" title={v.t('dispatch.post.full')} />
  const wrong = (field: string) => (error?.field === field ? error.text : undefined)
  const minutes = callOutLimits.answerMinutesAll.map((value) => ({
    value: String(value),
    label: v.say.duration(value),
  }))
  const sure = callOutLimits.wantedPermilles.map((value) => ({
    value: String(value),
    label: v.say.percent(value / 1000),
  }))
  return (
    <Card v={v} title={v.t('dispatch.callOut.title')} level={2} id="call-out">
      <Form
        v={v}
        action={`/desk/posts/${post.id}/call-outs`}
        {...(error === undefined ? {} : { errors: { [error.field]: error.text } })}
      >
        <Field
          v={v}
          name="ceiling"
          type="number"
          width={4}
          min={1}
          max={callOutLimits.ceilingMax}
          label={v.t('dispatch.callOut.ceiling')}
          hint={v.t('dispatch.callOut.ceilingHint')}
          value={chosen.ceiling}
          error={wrong('ceiling')}
        />
        <Select
          v={v}
          name="wanted"
          label={v.t('dispatch.callOut.wanted')}
          options={sure}
          value={chosen.wanted}
          error={wrong('wanted')}
        />
        <Select
          v={v}
          name="minutes"
          label={v.t('dispatch.callOut.minutes')}
          options={minutes}
          value={chosen.minutes}
          error={wrong('minutes')}
        />
        {forecast === undefined ? null : <Forecast v={v} forecast={forecast} />}
        {notes.map((note) => (note === undefined ? null : <div>{note}</div>))}
        <ButtonRow>
          <Button icon="talk">{v.t('dispatch.callOut.start')}</Button>
          <Button kind="quiet" name="only" value="forecast">
            {v.t(forecast === undefined ? 'dispatch.callOut.reckon' : 'dispatch.callOut.again')}
          </Button>
        </ButtonRow>
      </Form>
    </Card>
  )
}

const Forecast = ({ v, forecast }: { v: View; forecast: CallOutForecast }) => (
  <div class="forecast">
    <p>
      {v.t(forecast.more ? 'dispatch.forecast.atLeast' : 'dispatch.forecast.eligible', { count: forecast.eligible })}
    </p>
    {forecast.asleep === 0 ? null : <p class="muted">{v.t('dispatch.forecast.asleep', { count: forecast.asleep })}</p>}
    <ul>
      {forecast.lines.map(({ asks, wanted, chance }) => (
        <li>{v.t('dispatch.forecast.line', { asks, wanted, chance: v.say.percent(chance) })}</li>
      ))}
    </ul>
  </div>
)

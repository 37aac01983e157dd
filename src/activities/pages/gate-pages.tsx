import { ageBands } from '../../standards'
import {
  Button,
  ButtonRow,
  Card,
  Choice,
  Field,
  type FieldErrors,
  Form,
  Notice,
  Page,
  PrintSheet,
  Qr,
  type View,
} from '../../web'
import type { ActivityView } from '../queries/find-activity'
import { sayPlace, sayTime } from './say-place'

/** The gate's code on paper: scanned by whoever comes. */
export const GateSheetPage = ({ v, activity, secret }: { v: View; activity: ActivityView; secret: string }) => (
  <Page v={v} title={v.t('activities.manage.gate')} headingless stage="app" secret>
    <PrintSheet v={v} title={activity.title} number={activity.reference} path={`/activities/${activity.id}`}>
      <p>
        {sayTime(v, activity)} · {sayPlace(v, activity)}
      </p>
      <p class="gate__words">{v.t('activities.gate.scan')}</p>
      <div class="gate__code">
        <Qr text={`${v.url}/gate/${secret}`} label={v.t('activities.gate.label')} />
      </div>
      <p class="muted">{v.t('activities.gate.once')}</p>
    </PrintSheet>
    <p>
      <Button href={`/gate/${secret}`} kind="secondary">
        {v.t('activities.gate.openHere')}
      </Button>{' '}
      <a href={`/activities/${activity.id}/manage`}>{v.t('activities.tools.back')}</a>
    </p>
  </Page>
)

export type GatePageProps = {
  v: View
  activity: ActivityView
  secret: string
  typed: Readonly<Record<string, string>>
  errors: FieldErrors
  /** A person who is signed in on this telephone may check in as themselves. */
  signedIn: boolean
}

/** At the gate: signed in people check in, newcomers give a name and an age band, under a minute. */
export const GatePage = ({ v, activity, secret, typed, errors, signedIn }: GatePageProps) => (
  <Page
    v={v}
    title={v.t('activities.gate.title')}
    lead={`${activity.title} · ${sayTime(v, activity)}`}
    stage="app"
    secret
  >
    {signedIn ? (
      <Card level={2} title={v.t('activities.gate.mine')} tone="needs-you">
        <Form v={v} action={`/here/${secret}`}>
          <Button size="large">{v.t('activities.attend.in')}</Button>
        </Form>
      </Card>
    ) : (
      <p>
        <a href={`/here/${secret}`}>{v.t('activities.gate.haveAccount')}</a>
      </p>
    )}
    <section class="section">
      <h2>{v.t('activities.gate.new')}</h2>
      <Form v={v} action={`/gate/${secret}`} errors={errors}>
        <Field
          v={v}
          name="name"
          label={v.t('activities.gate.name')}
          value={typed.name}
          maxlength={80}
          autocomplete="given-name"
          error={errors.name}
        />
        <Choice
          v={v}
          name="age"
          layout="inline"
          legend={v.t('activities.gate.age')}
          value={typed.age}
          error={errors.age}
          options={ageBands.map((band) => ({ value: band, label: v.t(`standards.age.${band}`) }))}
        />
        <Choice
          v={v}
          kind="checkbox"
          name="representative"
          legend={v.t('activities.gate.young')}
          optional
          value={typed.representative === undefined ? [] : [typed.representative]}
          options={[{ value: '1', label: v.t('activities.gate.representative') }]}
        />
        <p class="muted">{v.t('activities.gate.consent')}</p>
        <Button size="large">{v.t('activities.gate.register')}</Button>
      </Form>
    </section>
    <section class="section">
      <h2>{v.t('activities.page.briefing')}</h2>
      {activity.briefing.split('\n').map((line) => (
        <p>{line}</p>
      ))}
    </section>
  </Page>
)

/** A one-day helper's own page: leave, keep it, find it again. */
export const HelperPage = ({
  v,
  title,
  name,
  secret,
  zone,
  checkedInAt,
  checkedOutAt,
  refusal,
}: {
  v: View
  title: string
  name: string
  secret: string
  zone: string
  checkedInAt: Temporal.Instant
  checkedOutAt: Temporal.Instant | null
  refusal?: string | undefined
}) => (
  <Page v={v} title={v.t('activities.helper.title', { name })} lead={title} stage="app" secret>
    {refusal === undefined ? null : <Notice tone="error" title={refusal} />}
    {checkedOutAt === null ? (
      <Card level={2} title={v.t('activities.attend.here', { time: v.say.time(checkedInAt, zone) })} tone="needs-you">
        <Form v={v} action={`/helper/${secret}/check-out`}>
          <Button size="large">{v.t('activities.attend.out')}</Button>
        </Form>
      </Card>
    ) : (
      <Notice tone="success" title={v.t('activities.attend.done')}>
        <p>
          {v.t('activities.presence.out', {
            from: v.say.time(checkedInAt, zone),
            until: v.say.time(checkedOutAt, zone),
          })}
        </p>
      </Notice>
    )}
    <Card level={2} title={v.t('activities.helper.keep')}>
      <p>{v.t('activities.helper.keepHint')}</p>
      <Qr text={`${v.url}/helper/${secret}`} label={v.t('activities.helper.qr')} />
      <ButtonRow>
        <Button href={`/claim/${secret}`} kind="secondary">
          {v.t('activities.helper.claim')}
        </Button>
      </ButtonRow>
    </Card>
  </Page>
)

/** A signed-in person takes over what they did as a one-day helper. */
export const ClaimPage = ({ v, secret, refusal }: { v: View; secret: string; refusal?: string | undefined }) => (
  <Page v={v} title={v.t('activities.helper.claim')} stage="app" secret>
    {refusal === undefined ? null : <Notice tone="error" title={refusal} />}
    <p>{v.t('activities.helper.claimText')}</p>
    <Form v={v} action={`/claim/${secret}`}>
      <Button>{v.t('activities.helper.claim')}</Button>
    </Form>
  </Page>
)

/** A signed-in person at the gate says that they are there. */
export const HerePage = ({
  v,
  activity,
  secret,
  refusal,
}: {
  v: View
  activity: ActivityView
  secret: string
  refusal?: string | undefined
}) => (
  <Page
    v={v}
    title={v.t('activities.gate.title')}
    lead={`${activity.title} · ${sayTime(v, activity)}`}
    stage="app"
    secret
  >
    {refusal === undefined ? null : <Notice tone="error" title={refusal} />}
    <Form v={v} action={`/here/${secret}`}>
      <Button size="large">{v.t('activities.attend.in')}</Button>
    </Form>
  </Page>
)

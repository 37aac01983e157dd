import {
  Button,
  ButtonRow,
  Card,
  type Child,
  Notice,
  OfflineQueue,
  Page,
  type View,
  type WeekDay,
  WeekStrip,
} from '../../web'
import type { Volunteer } from '../queries'
import { NotYet } from './not-yet-page'

export type HomePageProps = {
  v: View
  volunteer: Volunteer | undefined
  /** What waits for this person, the most urgent first. */
  waiting: readonly Child[]
  nextShifts: readonly Child[]
  week: readonly WeekDay[]
  today: Temporal.PlainDate
  /** A sentence of their usual week. */
  said: string
  records: readonly Child[]
  /** Nobody asked for 14 days and they were told. */
  idle: boolean
}

/** Home of a signed-in person: the one thing that waits for them, the next shift, the week, the record in a line. */
export const HomePage = ({ v, volunteer, waiting, nextShifts, week, today, said, records, idle }: HomePageProps) => {
  const [first, ...others] = waiting
  const helps = volunteer !== undefined && volunteer.state !== 'left'
  return (
    <Page v={v} title={v.t('volunteers.home.title', { name: v.viewer?.name ?? '' })} stage="app">
      <OfflineQueue v={v} unknown={v.t('volunteers.home.offline')} />
      {first ?? (helps ? <Calm v={v} volunteer={volunteer} idle={idle} /> : <NotYet v={v} />)}
      {helps && volunteer.state === 'paused' ? <Paused v={v} volunteer={volunteer} /> : null}
      {others.length === 0 ? null : (
        <section aria-labelledby="waiting">
          <h2 id="waiting">{v.t('volunteers.home.alsoWaiting')}</h2>
          {others}
        </section>
      )}
      {nextShifts.length === 0 ? null : (
        <section aria-labelledby="next">
          <h2 id="next">{v.t('volunteers.home.next')}</h2>
          <div data-offline-keep>{nextShifts}</div>
        </section>
      )}
      {helps ? (
        <section aria-labelledby="week">
          <h2 id="week">{v.t('volunteers.home.week')}</h2>
          <WeekStrip v={v} days={week} today={today} label={v.t('volunteers.home.week')} />
          <p>
            {said} <a href="/me/availability">{v.t('volunteers.home.changeTime')}</a>
          </p>
        </section>
      ) : null}
      {records.length === 0 ? null : (
        <section aria-labelledby="record">
          <h2 id="record">{v.t('volunteers.home.record')}</h2>
          {records}
        </section>
      )}
      {helps ? (
        <nav aria-label={v.t('volunteers.home.more')}>
          <ul class="footer__links">
            <li>
              <a href="/me/preferences">{v.t('volunteers.preferences.title')}</a>
            </li>
            <li>
              <a href="/me/competences">{v.t('volunteers.home.competences')}</a>
            </li>
            <li>
              <a href="/me/company">{v.t('volunteers.company.title')}</a>
            </li>
            <li>
              <a href="/me/pause">{v.t('volunteers.pause.title')}</a>
            </li>
          </ul>
        </nav>
      ) : null}
    </Page>
  )
}

const Calm = ({ v, volunteer, idle }: { v: View; volunteer: Volunteer; idle: boolean }) => (
  <Card
    title={v.t(idle ? 'volunteers.home.idle' : 'volunteers.home.calm')}
    level={2}
    actions={
      <ButtonRow>
        <Button href="/activities">{v.t('volunteers.home.find')}</Button>
        <Button kind="secondary" href="/me/preferences">
          {v.t('volunteers.home.widen')}
        </Button>
      </ButtonRow>
    }
  >
    <p>
      {v.t(
        idle
          ? 'volunteers.home.idleWords'
          : volunteer.interestedOnly
            ? 'volunteers.home.interestedWords'
            : volunteer.emergencyCalls
              ? 'volunteers.home.emergencyWords'
              : 'volunteers.home.calmWords',
      )}
    </p>
  </Card>
)

const Paused = ({ v, volunteer }: { v: View; volunteer: Volunteer }) => (
  <Notice
    tone="needs-you"
    title={
      volunteer.pausedUntil === null
        ? v.t('volunteers.home.paused')
        : v.t('volunteers.home.pausedUntil', { date: v.say.day(volunteer.pausedUntil, volunteer.zone) })
    }
  >
    <p>
      <a href="/me/pause">{v.t('volunteers.home.pausedChange')}</a>
    </p>
  </Notice>
)

import {
  Button,
  ButtonRow,
  Card,
  Choice,
  Field,
  Form,
  Notice,
  Page,
  SeatDots,
  Status,
  Table,
  type Tone,
  type View,
} from '../../web'
import { isAllowed } from '../activity'
import type { ActivityView, PostView } from '../queries/find-activity'
import type { OverdueView } from '../queries/find-overdue'
import type { ExchangeToDecide } from '../queries/list-exchanges-to-decide'
import type { PersonInActivity } from '../queries/list-people-of'
import { TimeFields } from './activity-form'
import { ExchangesToDecide } from './exchanges-to-decide'
import { sayPlace, sayTime } from './say-place'

export type ManagePageProps = {
  v: View
  activity: ActivityView
  posts: readonly PostView[]
  people: readonly PersonInActivity[]
  exchanges: readonly ExchangeToDecide[]
  overdue: readonly OverdueView[]
  owed: readonly { id: string; isTick: boolean; isSaid: boolean }[]
  /** Obligations that no tick meets, still open. */
  missing: readonly string[]
  /** Obligations ticked at a try that did not fit. */
  ticked: readonly string[]
  mayReview: boolean
  refusal?: string | undefined
}

const hasBegun = (v: View, activity: ActivityView): boolean => Temporal.Instant.compare(activity.starts_at, v.now) <= 0

/** The organizer's page: what is missing, who comes, what can be changed. */
export const ManagePage = (props: ManagePageProps) => {
  const { v, activity, posts, people, refusal } = props
  const base = `/activities/${activity.id}`
  return (
    <Page
      v={v}
      title={activity.title}
      lead={`${sayTime(v, activity)} · ${sayPlace(v, activity)}`}
      stage="app"
      nav={
        <p>
          <a href={base}>{v.t('activities.manage.public')}</a> ·{' '}
          {isAllowed('attend', activity.state) && activity.form !== 'remote' ? (
            <>
              <a href={`${base}/site`}>{v.t('activities.site.title')}</a> ·{' '}
            </>
          ) : null}
          <a href={`${base}/roster`}>{v.t('activities.manage.roster')}</a> ·{' '}
          <a href={`${base}/sheet`}>{v.t('activities.sheet.title')}</a> ·{' '}
          <a href={`${base}/hours`}>{v.t('activities.manage.hours')}</a>
        </p>
      }
    >
      <p>
        <Status tone={activity.state === 'open' ? 'progress' : 'neutral'}>
          {v.t(`activities.state.${activity.state}`)}
        </Status>{' '}
        <span class="muted">{v.t(`standards.tier.${activity.risk_tier}`)}</span>
      </p>
      {refusal === undefined ? null : <Notice tone="error" title={refusal} />}
      {activity.review_words === null || activity.state !== 'draft' ? null : (
        <Notice tone="needs-you" title={v.t('activities.review.returned')}>
          <p>{activity.review_words}</p>
        </Notice>
      )}
      {props.overdue.map((one) => (
        <Notice
          tone="error"
          title={v.t('activities.overdue.title', { name: one.name ?? v.t('activities.manage.erased') })}
        >
          <p>
            <a href={`/overdue/${one.id}`}>{v.t('activities.overdue.open')}</a>
          </p>
        </Notice>
      ))}
      <ExchangesToDecide v={v} activity={activity} exchanges={props.exchanges} />
      {activity.state === 'draft' ? <PublishCard {...props} /> : null}
      <section class="section">
        <h2>{v.t('activities.page.seats')}</h2>
        {posts.map((post) => (
          <Card title={post.title === '' ? v.t('activities.post.helper') : post.title}>
            <SeatDots v={v} filled={post.filled ?? 0} held={post.held ?? 0} free={post.free ?? 0} />
            <p class="muted">{v.t('activities.manage.waiting', { count: post.waiting ?? 0 })}</p>
            {isAllowed('change', activity.state) ? <PostTools v={v} activity={activity} post={post} /> : null}
          </Card>
        ))}
        {isAllowed('change', activity.state) ? <AddPost v={v} activity={activity} /> : null}
      </section>
      <section class="section">
        <h2>{v.t('activities.manage.people')}</h2>
        <PeopleTable {...props} people={people} />
      </section>
      <Tools {...props} />
    </Page>
  )
}

const PublishCard = ({ v, activity, owed, missing, ticked }: ManagePageProps) => (
  <Card level={2} title={v.t('activities.manage.publish')} tone="needs-you">
    {missing.length === 0 ? null : (
      <>
        <p>{v.t('activities.manage.missing')}</p>
        <ul>
          {missing.map((id) => (
            <li>{v.t(`standards.obligation.${id}`)}</li>
          ))}
        </ul>
      </>
    )}
    <Form v={v} action={`/activities/${activity.id}/publish`}>
      {owed.some(({ isTick, isSaid }) => isTick && !isSaid) ? (
        <Choice
          v={v}
          kind="checkbox"
          name="stated"
          legend={v.t('activities.manage.stated')}
          hint={v.t('activities.manage.statedHint')}
          value={ticked}
          options={owed
            .filter(({ isTick, isSaid }) => isTick && !isSaid)
            .map(({ id }) => ({ value: id, label: v.t(`standards.obligation.${id}`) }))}
        />
      ) : null}
      <Button>{v.t(activity.risk_tier === 3 ? 'activities.manage.sendToReview' : 'activities.manage.publish')}</Button>
    </Form>
    <p>
      <a href={`/activities/${activity.id}/edit`}>{v.t('activities.manage.edit')}</a>
    </p>
  </Card>
)

const PostTools = ({ v, activity, post }: { v: View; activity: ActivityView; post: PostView }) => (
  <details>
    <summary>{v.t('activities.manage.changePost')}</summary>
    <Form v={v} action={`/activities/${activity.id}/posts/${post.id}/seats`} inline>
      <Field v={v} name="seats" type="number" width={4} label={v.t('activities.field.seats')} value={post.seats} />
      <Button kind="secondary">{v.t('activities.manage.setSeats')}</Button>
    </Form>
    <Form v={v} action={`/activities/${activity.id}/posts/${post.id}/time`}>
      <p>{v.t('activities.manage.changeTimeHint')}</p>
      <TimeFields v={v} typed={timesOf(post, activity.zone)} errors={{}} />
      <Button kind="secondary">{v.t('activities.manage.changeTime')}</Button>
    </Form>
    <Form v={v} action={`/activities/${activity.id}/posts/${post.id}/exchanges`}>
      <Choice
        v={v}
        kind="checkbox"
        name="agrees"
        legend={v.t('activities.exchange.setting')}
        hint={v.t('activities.exchange.why')}
        value={post.exchange_agreed_by === null ? [] : ['1']}
        options={[{ value: '1', label: v.t('activities.exchange.beforehand') }]}
      />
      <Button kind="secondary">{v.t('activities.exchange.save')}</Button>
    </Form>
  </details>
)

const timesOf = (row: { starts_at: Temporal.Instant; ends_at: Temporal.Instant }, zone: string) => {
  const from = row.starts_at.toZonedDateTimeISO(zone)
  const until = row.ends_at.toZonedDateTimeISO(zone)
  return {
    date: from.toPlainDate().toString(),
    from: from.toPlainTime().toString({ smallestUnit: 'minute' }),
    until: until.toPlainTime().toString({ smallestUnit: 'minute' }),
  }
}

const AddPost = ({ v, activity }: { v: View; activity: ActivityView }) => (
  <details>
    <summary>{v.t('activities.manage.addPost')}</summary>
    <Form v={v} action={`/activities/${activity.id}/posts`}>
      <Field v={v} name="title" label={v.t('activities.field.postTitle')} maxlength={80} />
      <Field v={v} name="seats" type="number" width={4} label={v.t('activities.field.seats')} value="1" />
      <TimeFields v={v} typed={timesOf(activity, activity.zone)} errors={{}} />
      <Button kind="secondary">{v.t('activities.manage.addPost')}</Button>
    </Form>
  </details>
)

const toneOf = (state: string): Tone => (state === 'done' ? 'confirmed' : state === 'no-show' ? 'danger' : 'neutral')

const PeopleTable = ({ v, activity, people }: ManagePageProps) => (
  <Table
    v={v}
    caption={v.t('activities.manage.people')}
    captionHidden
    rows={people}
    empty={v.t('activities.manage.noPeople')}
    columns={[
      {
        label: v.t('activities.manage.name'),
        head: true,
        cell: (row) => (
          <>
            {row.name ?? v.t('activities.manage.erased')}{' '}
            {row.isMinor ? <span class="muted">{v.t('activities.manage.minor')}</span> : null}
          </>
        ),
      },
      {
        label: v.t('activities.manage.standing'),
        cell: (row) => (
          <Status tone={row.atRisk === null ? toneOf(row.state) : 'needs-you'}>
            {row.atRisk === null ? v.t(`activities.standing.${row.state}`) : v.t('activities.standing.at-risk')}
          </Status>
        ),
      },
      {
        label: v.t('activities.manage.presence'),
        cell: (row) => sayPresence(v, activity.zone, row),
      },
      { label: v.t('activities.manage.do'), cell: (row) => <PersonTools v={v} activity={activity} row={row} /> },
    ]}
  />
)

/** When somebody came and went, in words. */
export const sayPresence = (v: View, zone: string, row: PersonInActivity): string =>
  row.checkedInAt === null
    ? v.t('activities.presence.none')
    : row.checkedOutAt === null
      ? v.t('activities.presence.in', { time: v.say.time(row.checkedInAt, zone) })
      : v.t('activities.presence.out', {
          from: v.say.time(row.checkedInAt, zone),
          until: v.say.time(row.checkedOutAt, zone),
        })

const PersonTools = ({ v, activity, row }: { v: View; activity: ActivityView; row: PersonInActivity }) => {
  const base = `/activities/${activity.id}`
  if (!isAllowed('attend', activity.state)) return null
  if (row.checkedInAt !== null && row.checkedOutAt === null) {
    return (
      <Form v={v} action={`${base}/check-out`} hidden={{ attendance: row.attendanceId ?? '' }}>
        <Button kind="secondary" label={v.t('activities.attend.outOf', { name: row.name ?? '' })}>
          {v.t('activities.attend.outShort')}
        </Button>
      </Form>
    )
  }
  if (row.checkedInAt !== null || row.state === 'no-show') return null
  return (
    <>
      <Form v={v} action={`${base}/check-in`} hidden={{ volunteer: row.volunteerId, post: row.postId }}>
        <Button kind="secondary" label={v.t('activities.attend.inOf', { name: row.name ?? '' })}>
          {v.t('activities.attend.inShort')}
        </Button>
      </Form>
      {row.state === 'live' && row.assignmentId !== null ? (
        hasBegun(v, activity) ? (
          <a href={`${base}/no-show/${row.assignmentId}`}>{v.t('activities.manage.noShow')}</a>
        ) : (
          <Form v={v} action={`${base}/release`} hidden={{ assignment: row.assignmentId }}>
            <Button kind="quiet" label={v.t('activities.manage.releaseOf', { name: row.name ?? '' })}>
              {v.t('activities.manage.release')}
            </Button>
          </Form>
        )
      ) : null}
    </>
  )
}

const Tools = ({ v, activity }: ManagePageProps) => {
  const base = `/activities/${activity.id}`
  return (
    <section class="section">
      <h2>{v.t('activities.manage.more')}</h2>
      <ButtonRow>
        {isAllowed('attend', activity.state) ? (
          <Form v={v} action={`${base}/gate`}>
            <Button kind="secondary" icon="door">
              {v.t('activities.manage.gate')}
            </Button>
          </Form>
        ) : null}
        {isAllowed('close', activity.state) ? (
          <Form v={v} action={`${base}/close`}>
            <Button kind="secondary" icon="lock">
              {v.t('activities.manage.close')}
            </Button>
          </Form>
        ) : null}
        {isAllowed('finish', activity.state) && hasBegun(v, activity) ? (
          <Form v={v} action={`${base}/finish`}>
            <Button kind="secondary" icon="check">
              {v.t('activities.manage.finish')}
            </Button>
          </Form>
        ) : null}
        <Button href={`${base}/copy`} kind="secondary" icon="plus">
          {v.t('activities.manage.copy')}
        </Button>
        {isAllowed('cancel', activity.state) ? (
          <Button href={`${base}/cancel`} kind="danger">
            {v.t('activities.manage.cancel')}
          </Button>
        ) : null}
      </ButtonRow>
    </section>
  )
}

import { Button, Field, Form, Page, Qr, type View } from '../../web'
import type { ActivityView } from '../queries/find-activity'
import type { GroupView } from '../queries/find-group'
import { sayTime } from './say-place'

/** Beginning a group: how many seats to hold and a name, then a link to share. */
export const NewGroupPage = ({
  v,
  activity,
  postId,
  until,
  typed,
  error,
}: {
  v: View
  activity: ActivityView
  postId: string
  /** Until when seats would be held. */
  until: Temporal.Instant
  typed: Readonly<Record<string, string | undefined>>
  error?: string | undefined
}) => (
  <Page v={v} title={v.t('activities.group.start')} lead={`${activity.title} · ${sayTime(v, activity)}`} stage="app">
    <p>{v.t('activities.group.text')}</p>
    <Form v={v} action={`/activities/${activity.id}/posts/${postId}/group`}>
      <Field
        v={v}
        name="seats"
        type="number"
        width={4}
        label={v.t('activities.group.seats')}
        hint={v.t('activities.group.seatsHint', { until: v.say.dateTime(until, activity.zone) })}
        value={typed.seats ?? '3'}
        error={error}
      />
      <Field v={v} name="name" label={v.t('activities.group.name')} optional maxlength={80} value={typed.name} />
      <Button>{v.t('activities.group.make')}</Button>
    </Form>
  </Page>
)

/** The group's link, how many have said yes, and which seats are still held for the others. */
export const GroupPage = ({ v, group }: { v: View; group: GroupView }) => {
  const address = `${v.url}/activities/${group.activity_id}?group=${group.id}`
  return (
    <Page
      v={v}
      title={group.name === '' ? v.t('activities.group.title') : group.name}
      lead={`${group.title} · ${v.say.between(group.starts_at, group.ends_at, group.zone)}`}
      stage="app"
    >
      <p>{v.t('activities.group.coming', { count: group.coming })}</p>
      {group.held_until === null ? (
        <p>{v.t('activities.group.noneHeld')}</p>
      ) : (
        <p>
          {v.t('activities.group.held', { count: group.held, until: v.say.dateTime(group.held_until, group.zone) })}
        </p>
      )}
      <p>{v.t('activities.group.share')}</p>
      <p>
        <a href={address}>{address}</a>
      </p>
      <Qr text={address} label={v.t('activities.group.share')} />
      {group.held === 0 ? null : (
        <Form v={v} action={`/groups/${group.id}/release`}>
          <Button kind="secondary">{v.t('activities.group.release')}</Button>
        </Form>
      )}
    </Page>
  )
}

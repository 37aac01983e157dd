import { referenceOf } from '../../kit/reference'
import { Button, Card, EmergencyLine, Field, Form, Notice, OfflineQueue, Page, type View } from '../../web'
import type { ActivityView } from '../queries/find-activity'
import type { PersonInActivity } from '../queries/list-people-of'
import { ConflictNotice, type SaidOtherwise } from './conflict-notice'
import { lineOf } from './line-block'
import { sayPresence } from './manage-page'
import { sayPlace, sayTime } from './say-place'

export type SitePageProps = {
  v: View
  activity: ActivityView
  people: readonly PersonInActivity[]
  /** The newest count of who came. */
  counted: { readonly people: number; readonly counted_at: Temporal.Instant; readonly name: string | null } | undefined
  typedCount?: string | undefined
  refusal?: string | undefined
  conflict?: (SaidOtherwise & { readonly volunteerId: string; readonly postId: string }) | undefined
}

/** Who is expected and who is there, for a coordinator's telephone on site: opens and takes arrivals with no network too. */
export const SitePage = (props: SitePageProps) => {
  const { v, activity, people, refusal, conflict } = props
  const base = `/activities/${activity.id}`
  return (
    <Page
      v={v}
      title={v.t('activities.site.title')}
      lead={`${activity.title} · ${sayTime(v, activity)} · ${sayPlace(v, activity)}`}
      stage="app"
      secret
      nav={
        <p>
          <a href={`${base}/manage`}>{v.t('activities.tools.back')}</a>
        </p>
      }
    >
      {refusal === undefined ? null : <Notice tone="error" title={refusal} />}
      {conflict === undefined ? null : (
        <ConflictNotice
          v={v}
          conflict={conflict}
          action={`${base}/site`}
          back={`${base}/site`}
          hidden={{ volunteer: conflict.volunteerId, post: conflict.postId }}
        />
      )}
      <OfflineQueue v={v} unknown={v.t('activities.offline.unknown')} />
      <scan-code
        hidden
        data-within
        data-start={v.t('activities.site.camera')}
        data-looking={v.t('activities.site.looking')}
        data-refused={v.t('activities.site.noCamera')}
        data-other={v.t('activities.site.otherCode')}
      />
      <Form
        v={v}
        action={`${base}/site`}
        inline
        offlineAs={v.t('activities.site.byCode')}
        offlineReopens
        hidden={{ what: 'arrived' }}
      >
        <Field v={v} name="code" label={v.t('activities.site.code')} width={8} maxlength={12} />
        <Button kind="secondary">{v.t('activities.attend.inShort')}</Button>
      </Form>
      <CountForm {...props} />
      {people.length === 0 ? <p>{v.t('activities.manage.noPeople')}</p> : null}
      {people.map((person) => (
        <PersonCard {...props} person={person} />
      ))}
      <EmergencyLine v={v} />
    </Page>
  )
}

/** How many came, where not everybody has a name on the list. */
const CountForm = ({ v, activity, people, counted, typedCount }: SitePageProps) => (
  <>
    <Form
      v={v}
      action={`/activities/${activity.id}/count`}
      inline
      offlineAs={v.t('activities.site.count')}
      offlineReopens
    >
      <Field
        v={v}
        name="people"
        label={v.t('activities.site.count')}
        width={4}
        type="number"
        maxlength={5}
        value={typedCount}
      />
      <Button kind="secondary">{v.t('activities.site.countKeep')}</Button>
    </Form>
    {counted === undefined ? null : (
      <p class="muted">
        {v.t('activities.site.counted', {
          people: counted.people,
          name: counted.name ?? v.t('activities.manage.erased'),
          time: v.say.dateTime(counted.counted_at),
          listed: people.filter(({ checkedInAt }) => checkedInAt !== null).length,
        })}
      </p>
    )}
  </>
)

const PersonCard = ({ v, activity, person }: SitePageProps & { person: PersonInActivity }) => {
  const name = person.name ?? v.t('activities.manage.erased')
  const action = `/activities/${activity.id}/site`
  const who = { volunteer: person.volunteerId, post: person.postId }
  const isThere = person.checkedInAt !== null && person.checkedOutAt === null
  const leave = (
    <Form v={v} action={action} hidden={{ ...who, what: 'left' }} offlineAs={v.t('activities.offline.left', { name })}>
      <Button kind="secondary" label={v.t('activities.attend.outOf', { name })}>
        {v.t('activities.attend.outShort')}
      </Button>
    </Form>
  )
  return (
    <Card
      level={2}
      id={`p-${person.assignmentId ?? person.volunteerId}`}
      title={name}
      meta={referenceOf(lineOf(person))}
    >
      <p>
        {sayPresence(v, activity.zone, person)}
        {person.isMinor ? ` · ${v.t('activities.manage.minor')}` : ''}
      </p>
      {isThere ? leave : null}
      {person.checkedInAt === null && person.state !== 'no-show' ? (
        <>
          <Form
            v={v}
            action={action}
            hidden={{ ...who, what: 'arrived' }}
            offlineAs={v.t('activities.offline.arrived', { name })}
          >
            <Button label={v.t('activities.attend.inOf', { name })}>{v.t('activities.attend.inShort')}</Button>
          </Form>
          <div hidden data-offline-after={action}>
            {leave}
          </div>
        </>
      ) : null}
    </Card>
  )
}

import { type Seal, SealedNote } from '../../journal'
import { findCompetence } from '../../training'
import {
  Button,
  ButtonRow,
  Card,
  type Child,
  Choice,
  DefinitionList,
  Form,
  Icon,
  Notice,
  Page,
  SeatDots,
  Status,
  type View,
} from '../../web'
import { isAllowed } from '../activity'
import type { ActivityView, OwnStanding, PostView } from '../queries/find-activity'
import { parseRequirements } from '../steps/parse-requirements'
import { sayPlace, sayTime, sayWork } from './say-place'

/** Why a yes to one post was not taken. `mayTravel`: only the way stands against it, which the person may judge themselves. */
export type PostRefusal = { postId: string; text: string; mayTravel: boolean; ticked: readonly string[] }

export type ActivityPageProps = {
  v: View
  activity: ActivityView & { readonly day_only?: boolean }
  posts: readonly PostView[]
  standing: OwnStanding | undefined
  /** Obligations with the article behind each, in words. */
  obligations: readonly { id: string; source: string | undefined }[]
  /** Versions that must be accepted with the yes; null where nothing is asked or it is accepted already. */
  accept: { ethicsVersion: number | null; briefing: boolean }
  isManager: boolean
  isReviewer: boolean
  /** A sign-up group whose link brought the visitor here. */
  groupId?: string | undefined
  /** Where seats are still held for that group. */
  heldPostId?: string | undefined
  /** People of this activity who look for a stand-in. */
  standIns: readonly { id: string; postId: string; name: string | null }[]
  /** What rooms below say of this activity, such as its result. */
  parts: readonly Child[]
  seal: Seal | undefined
  /** What did not fit at the last try, for one post. */
  refusal?: PostRefusal | undefined
}

/** An activity: what is expected of it, where, when, who leads, what to bring, seats, requirements with why, the way in. */
export const ActivityPage = (props: ActivityPageProps) => {
  const { v, activity, posts, obligations, isManager } = props
  const unit = v.t(`activities.unit.${activity.result_unit}`, { count: activity.result_quantity })
  return (
    <Page
      v={v}
      title={activity.title}
      lead={`${sayTime(v, activity)} · ${activity.form === 'remote' ? v.t('activities.place.remote') : sayPlace(v, activity)}`}
      aside={<SafetyCard v={v} activity={activity} obligations={obligations} />}
    >
      {activity.state === 'open' ? null : (
        <Notice
          tone={activity.state === 'cancelled' ? 'error' : 'info'}
          title={v.t(`activities.state.${activity.state}`)}
        >
          <p>{v.t(`activities.stateHint.${activity.state}`)}</p>
        </Notice>
      )}
      {isManager ? (
        <p>
          <Button href={`/activities/${activity.id}/manage`} kind="secondary" icon="tools">
            {v.t('activities.page.manage')}
          </Button>
        </p>
      ) : null}
      {props.isReviewer && activity.state === 'review' ? <ReviewCard v={v} activityId={activity.id} /> : null}
      {[...props.parts]}
      <section class="section">
        <h2>{v.t('activities.page.result')}</h2>
        <p class="result-line">{unit}</p>
        <p class="muted">{v.t(`activities.confirmer.${activity.result_confirmer}`)}</p>
        <p>{activity.aim}</p>
      </section>
      <section class="section">
        <h2>{v.t('activities.page.facts')}</h2>
        <DefinitionList
          v={v}
          items={[
            { term: v.t('activities.page.when'), value: sayTime(v, activity) },
            {
              term: v.t('activities.page.where'),
              value: activity.form === 'remote' ? v.t('activities.place.remote') : placeLines(v, activity),
            },
            { term: v.t('activities.page.leader'), value: activity.coordinator ?? undefined },
            {
              term: v.t('activities.page.organizer'),
              value: (
                <>
                  <a href={`/organizations/${activity.organization_id}`}>{activity.organization}</a>{' '}
                  {activity.organization_verified_at === null ? null : (
                    <Status tone="confirmed">{v.t('activities.page.verified')}</Status>
                  )}
                </>
              ),
            },
            { term: v.t('activities.page.work'), value: sayWork(v, activity.work) },
            { term: v.t('activities.page.bring'), value: activity.bring === '' ? undefined : activity.bring },
            { term: v.t('activities.page.reference'), value: <span class="numbers">{activity.reference}</span> },
          ]}
        />
      </section>
      <section class="section" id="posts">
        <h2>{v.t('activities.page.seats')}</h2>
        {posts.map((post) => (
          <PostCard {...props} post={post} />
        ))}
      </section>
      <section class="section" id="briefing">
        <h2>{v.t('activities.page.briefing')}</h2>
        {activity.day_only ? <p>{v.t('activities.page.dayOnly')}</p> : <Paragraphs text={activity.briefing} />}
      </section>
      <SealedNote v={v} seal={props.seal} />
    </Page>
  )
}

/** Words of an organizer, a paragraph for each line. */
export const Paragraphs = ({ text }: { text: string }) => (
  <>
    {text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => (
        <p>{line}</p>
      ))}
  </>
)

const placeLines = (v: View, activity: ActivityPageProps['activity']): string =>
  activity.home_address && !activity.day_only
    ? v.t('activities.place.home', { place: sayPlace(v, activity) })
    : activity.place_words === ''
      ? sayPlace(v, activity)
      : `${activity.place_words}, ${sayPlace(v, activity)}`

const SafetyCard = ({ v, activity, obligations }: Pick<ActivityPageProps, 'v' | 'activity' | 'obligations'>) => (
  <Card
    title={v.t('activities.safety.title')}
    level={2}
    meta={v.t(`standards.tier.${activity.risk_tier}`)}
    actions={
      <a class="facts__fact" href={`/safety/report?about=/activities/${activity.id}`}>
        <Icon name="shield" />
        {v.t('activities.safety.report')}
      </a>
    }
  >
    {activity.flags.length === 0 ? null : (
      <ul>
        {activity.flags.map((flag) => (
          <li>{v.t(`standards.flag.${flag}`)}</li>
        ))}
      </ul>
    )}
    <ul>
      {obligations.map(({ id, source }) => (
        <li>
          {v.t(`standards.obligation.${id}`)} {source === undefined ? null : <span class="muted">({source})</span>}
        </li>
      ))}
    </ul>
    <p>
      {v.t('activities.safety.coordinator', { name: activity.coordinator ?? v.t('activities.page.coordinator') })}{' '}
      {v.t('activities.safety.112')}
    </p>
  </Card>
)

const ReviewCard = ({ v, activityId }: { v: View; activityId: string }) => (
  <Card level={2} title={v.t('activities.review.title')} tone="needs-you">
    <p>{v.t('activities.review.text')}</p>
    <Form v={v} action={`/activities/${activityId}/review`}>
      <label class="field__label" for="f-words">
        {v.t('activities.review.words')}
      </label>
      <textarea class="input" id="f-words" name="words" rows={2} maxlength={2000} />
      <ButtonRow>
        <Button name="verdict" value="open">
          {v.t('activities.review.open')}
        </Button>
        <Button kind="secondary" name="verdict" value="return">
          {v.t('activities.review.return')}
        </Button>
      </ButtonRow>
    </Form>
  </Card>
)

const PostCard = (props: ActivityPageProps & { post: PostView }) => {
  const { v, activity, post, refusal } = props
  const filled = post.filled ?? 0
  const held = post.held ?? 0
  const free = post.free ?? 0
  const required = parseRequirements(post.competences)
  return (
    <Card
      id={`post-${post.id}`}
      title={post.title === '' ? v.t('activities.post.helper') : post.title}
      meta={
        post.starts_at.equals(activity.starts_at) && post.ends_at.equals(activity.ends_at)
          ? undefined
          : v.say.between(post.starts_at, post.ends_at, activity.zone)
      }
    >
      {refusal?.postId === post.id ? <Notice tone="error" title={refusal.text} /> : null}
      <SeatDots v={v} filled={filled} held={held} free={free} />
      {required.length === 0 ? null : (
        <>
          <p>{v.t('activities.post.requires')}</p>
          <ul>
            {required.map(({ id, level }) => {
              const competence = findCompetence(id)
              return (
                <li>
                  {competence?.names[v.lang] ?? id} ({v.t(`training.level.${level}`)}){': '}
                  {v.t(competence?.credentialRequired ? 'activities.post.whyDocument' : 'activities.post.whyOwnWord')}
                </li>
              )
            })}
          </ul>
        </>
      )}
      <PostActions {...props} free={free} />
    </Card>
  )
}

const PostActions = ({
  v,
  activity,
  post,
  standing,
  accept,
  groupId,
  heldPostId,
  standIns,
  refusal,
  free,
}: ActivityPageProps & { post: PostView; free: number }) => {
  const group: Record<string, string> = groupId === undefined ? {} : { group: groupId }
  const own = standing?.assignments.find((one) => one.postId === post.id)
  if (own !== undefined) {
    return (
      <Notice tone="success" title={v.t('activities.answer.seated')}>
        <p>
          <a href={`/me/assignments/${own.id}`}>{v.t('activities.answer.openShift')}</a>
        </p>
      </Notice>
    )
  }
  if (!isAllowed('signUp', activity.state) || Temporal.Instant.compare(post.ends_at, v.now) <= 0) return null
  if (v.viewer === null) {
    const back = encodeURIComponent(`/activities/${activity.id}#post-${post.id}`)
    return (
      <ButtonRow>
        <Button href={`/sign-in?next=${back}`}>{v.t('activities.answer.signIn')}</Button>
        <Button href={`/join?next=${back}`} kind="secondary">
          {v.t('activities.answer.join')}
        </Button>
      </ButtonRow>
    )
  }
  const waits = standing?.waiting.find((one) => one.postId === post.id)
  const offered = waits?.state === 'offered' || heldPostId === post.id
  const refused = refusal?.postId === post.id ? refusal : undefined
  const said = (
    <>
      <AcceptFields v={v} accept={accept} postId={post.id} ticked={refused?.ticked} />
      {refused?.mayTravel ? <TravelField v={v} /> : null}
    </>
  )
  return (
    <>
      {waits === undefined ? null : (
        <Notice
          tone={waits.state === 'offered' ? 'needs-you' : 'info'}
          title={
            waits.state === 'offered' && waits.offeredUntil !== null
              ? v.t('activities.waiting.offered', { until: v.say.dateTime(waits.offeredUntil, activity.zone) })
              : v.t('activities.waiting.place', { place: waits.place })
          }
        >
          <Form v={v} action={`/activities/${activity.id}/posts/${post.id}/leave-list`}>
            <Button kind="quiet">{v.t('activities.waiting.leave')}</Button>
          </Form>
        </Notice>
      )}
      {waits !== undefined && !offered ? null : free > 0 || offered ? (
        <Form
          v={v}
          action={`/activities/${activity.id}/posts/${post.id}/answer`}
          hidden={{ terms: post.terms_version, briefing: activity.briefing_version, ...group }}
        >
          {said}
          <ButtonRow equal>
            <Button name="say" value="yes">
              {v.t('activities.answer.yes')}
            </Button>
            <Button kind="secondary" name="say" value="no">
              {v.t('activities.answer.no')}
            </Button>
          </ButtonRow>
        </Form>
      ) : (
        <Form
          v={v}
          action={`/activities/${activity.id}/posts/${post.id}/answer`}
          hidden={{ terms: post.terms_version, briefing: activity.briefing_version, wait: 1, ...group }}
        >
          <p>{v.t('activities.waiting.full', { waiting: post.waiting ?? 0 })}</p>
          {said}
          <Button name="say" value="yes">
            {v.t('activities.waiting.join')}
          </Button>
        </Form>
      )}
      {standIns
        .filter((one) => one.postId === post.id)
        .map((one) => (
          <p>
            <a href={`/swaps/${one.id}`}>{v.t('activities.swap.stand-in.theirs', { name: one.name ?? '' })}</a>
          </p>
        ))}
      {post.group_sign_up && free > 1 ? (
        <p>
          <a href={`/activities/${activity.id}/posts/${post.id}/group`}>{v.t('activities.group.start')}</a>
        </p>
      ) : null}
    </>
  )
}

/** What is accepted together with the yes. Everyday work asks for nothing here. */
export const AcceptFields = ({
  v,
  accept,
  postId,
  ticked,
}: {
  v: View
  accept: ActivityPageProps['accept']
  postId: string
  /** What was ticked at the last try. */
  ticked?: readonly string[] | undefined
}) => {
  const options = [
    ...(accept.briefing ? [{ value: 'briefing', label: v.t('activities.accept.briefing') }] : []),
    ...(accept.ethicsVersion === null
      ? []
      : [
          {
            value: `ethics-${accept.ethicsVersion}`,
            label: v.t('activities.accept.ethics'),
            hint: <a href="/standards/code">{v.t('activities.accept.readEthics')}</a>,
          },
        ]),
  ]
  if (options.length === 0) return null
  return (
    <Choice
      v={v}
      kind="checkbox"
      name={acceptName(postId)}
      legend={v.t('activities.accept.legend')}
      value={ticked}
      options={options}
    />
  )
}

/** The person's own word against the estimate of the way: offered only after a refusal that says how long it takes. */
export const TravelField = ({ v }: { v: View }) => (
  <Choice
    v={v}
    kind="checkbox"
    name="travel"
    legend={v.t('activities.travel.legend')}
    options={[{ value: '1', label: v.t('activities.travel.tick') }]}
  />
)

/** Name of the field of what is accepted: one for each post, since a page shows several. */
export const acceptName = (postId: string): string => `accept_${postId.slice(0, 8)}`

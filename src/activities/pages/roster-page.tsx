import { referenceOf } from '../../kit/reference'
import { ageBands } from '../../standards'
import { Page, PaperBlockPicture, PrintSheet, type View } from '../../web'
import type { ActivityView, PostView } from '../queries/find-activity'
import type { PersonInActivity } from '../queries/list-people-of'
import { walkInLinesOf } from '../walk-in'
import { lineBlock, lineOf, walkInBlock } from './line-block'
import { sayPresence } from './manage-page'
import { sayPlace, sayTime } from './say-place'

/** Who is expected, for paper: numbered, with a day by which it must be destroyed. No contacts stand on it. */
export const RosterPage = ({
  v,
  activity,
  posts,
  people,
  copy,
  destroyBy,
}: {
  v: View
  activity: ActivityView
  posts: readonly PostView[]
  people: readonly PersonInActivity[]
  /** Which copy it is: its empty lines are on no other. */
  copy: number
  destroyBy: Temporal.PlainDate
}) => (
  <Page v={v} title={v.t('activities.manage.roster')} headingless stage="app" hidden>
    <PrintSheet
      v={v}
      title={activity.title}
      number={`${activity.reference}-${copy}`}
      destroyBy={destroyBy}
      path={`/activities/${activity.id}/sheet`}
    >
      <p>
        {sayTime(v, activity)} · {[activity.place_words, sayPlace(v, activity)].filter(Boolean).join(', ')}
      </p>
      <p>
        {v.t('activities.page.leader')}: {activity.coordinator ?? ''}.{' '}
        {activity.emergency_contact === ''
          ? null
          : `${v.t('activities.field.emergencyContact')}: ${activity.emergency_contact}.`}{' '}
        {v.t('activities.safety.112')}
      </p>
      <p>{v.t('activities.roster.walkIns')}</p>
      {posts.map((post) => {
        const own = people.filter((person) => person.postId === post.id && person.state !== 'no-show')
        return (
          <section
            class="table-scroll"
            tabindex={0}
            aria-label={post.title === '' ? v.t('activities.post.helper') : post.title}
          >
            <table class="table table--wide roster">
              <caption>
                {post.title === '' ? v.t('activities.post.helper') : post.title} ·{' '}
                {v.say.between(post.starts_at, post.ends_at, activity.zone)}
              </caption>
              <thead>
                <tr>
                  <th scope="col">{v.t('activities.roster.number')}</th>
                  <th scope="col">{v.t('activities.manage.name')}</th>
                  <th scope="col">{v.t('activities.roster.came')}</th>
                  <th scope="col">{v.t('activities.roster.left')}</th>
                  <th scope="col">{v.t('activities.roster.signature')}</th>
                  <th scope="col">{v.t('activities.roster.code')}</th>
                </tr>
              </thead>
              <tbody>
                {own.map((person, n) => (
                  <tr>
                    <td>{n + 1}</td>
                    <th scope="row">
                      {person.name ?? v.t('activities.manage.erased')}
                      {person.isMinor ? ` (${v.t('activities.manage.minor')})` : ''}
                    </th>
                    <td>{person.checkedInAt === null ? '' : sayPresence(v, activity.zone, person)}</td>
                    <td> </td>
                    <td> </td>
                    <td>
                      <PaperBlockPicture
                        v={v}
                        number={activity.reference}
                        line={referenceOf(lineOf(person))}
                        block={lineBlock(activity, person)}
                        labels={[v.t('activities.roster.whole')]}
                      />
                    </td>
                  </tr>
                ))}
                {walkInLinesOf(post.id, copy).map(({ code }, n) => (
                  <tr>
                    <td>{own.length + n + 1}</td>
                    <td> </td>
                    <td> </td>
                    <td> </td>
                    <td> </td>
                    <td>
                      <PaperBlockPicture
                        v={v}
                        number={activity.reference}
                        line={code}
                        block={walkInBlock(activity, code)}
                        labels={[
                          v.t('activities.roster.whole'),
                          ...ageBands.map((band) => v.t(`activities.roster.age.${band}`)),
                        ]}
                      />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        )
      })}
    </PrintSheet>
  </Page>
)

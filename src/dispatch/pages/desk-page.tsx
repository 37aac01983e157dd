import type { CountryMap } from '../../places'
import {
  Button,
  type Child,
  EmptyState,
  Live,
  Page,
  Queue,
  type QueueRow,
  RiskStrip,
  Status,
  type View,
  When,
} from '../../web'
import { type DeskFilter, type DeskItem, regionsOf } from '../desk-item'
import type { DeskLine, DeskPost, DeskRisk } from '../queries/read-desk'
import { DeskDetail } from './desk-detail'
import { type DeskDot, DeskMap } from './desk-map'
import { NeedStatus, titleOf } from './desk-words'
import { PostBars } from './post-bars'

/** What the live part of the desk shows: the same for everyone who runs this organization's dispatch. */
export type DeskBoard = {
  readonly risk: DeskRisk
  readonly items: readonly DeskItem[]
  readonly posts: readonly DeskPost[]
  /** What the country of these rows is drawn from. */
  readonly map: CountryMap | undefined
}

export type DeskPageProps = {
  v: View
  board: DeskBoard
  /** The row shown in the detail pane. */
  current: DeskItem | undefined
  lines: readonly DeskLine[]
  /** By which name changes of this desk are followed live. */
  liveId: string
  /** Part of the queue that is shown; undefined: all of it. */
  filter: DeskFilter | undefined
}

const keys = ['j', 'k', 'Enter']

/** The desk: today's risk on top, then queue, map and time, and what is chosen. */
export const DeskPage = ({ v, board, current, lines, liveId, filter }: DeskPageProps) => (
  <Page v={v} title={v.t('dispatch.desk.title')} stage="desk" refreshSeconds={60}>
    <p class="keys">
      <span class="not-on-phones">
        {v.t('dispatch.desk.keys')}{' '}
        {keys.map((key) => (
          <kbd>{key}</kbd>
        ))}
      </span>{' '}
      <a href="/desk/plan">{v.t('dispatch.plan.link')}</a>
      {' · '}
      <a href="/desk/drill">{v.t('dispatch.desk.drill')}</a>
    </p>
    {filter === undefined ? null : (
      <p>
        {v.t('dispatch.desk.shown', { what: v.t(`dispatch.risk.${filter}`) })}{' '}
        <a href="/desk">{v.t('dispatch.desk.showAll')}</a>
      </p>
    )}
    <div class="desk">
      <Live topic="desk" id={liveId}>
        <DeskBoardPanes v={v} board={board} currentId={current?.id} />
      </Live>
      <section class="desk__pane" id="detail" aria-label={v.t('dispatch.desk.detail')}>
        {current === undefined ? (
          <p class="muted">{v.t('dispatch.desk.choose')}</p>
        ) : (
          <Live topic="desk-item" id={current.id}>
            <DeskDetail v={v} item={current} lines={lines} />
          </Live>
        )}
      </section>
    </div>
  </Page>
)

/** The part of the desk that keeps itself up to date. */
export const DeskBoardPanes = ({
  v,
  board,
  currentId,
}: {
  v: View
  board: DeskBoard
  currentId?: string | undefined
}) => {
  const { risk, items, posts, map } = board
  return (
    <>
      <RiskStrip
        items={[
          risk.unfilled > 0
            ? {
                value: v.say.number(risk.unfilled),
                label: v.t('dispatch.risk.unfilled'),
                href: '/desk?show=unfilled',
                tone: 'danger',
              }
            : { value: v.say.number(0), label: v.t('dispatch.risk.unfilled'), href: '/desk?show=unfilled' },
          strip(v, risk.silent, 'silent', '/desk?show=silent'),
          strip(v, risk.overdue, 'running', '/desk?show=running'),
          strip(v, risk.atRisk, 'at-risk', '/desk?show=at-risk'),
          strip(v, risk.stale, 'stale', '/desk?show=stale'),
        ]}
      />
      <section class="desk__pane" aria-label={v.t('dispatch.desk.queue')}>
        {items.length === 0 ? (
          <EmptyState
            icon="check"
            title={v.t('dispatch.desk.empty')}
            action={<Button href="/activities/new">{v.t('dispatch.desk.newActivity')}</Button>}
          >
            {v.t('dispatch.desk.emptyHint')}
          </EmptyState>
        ) : (
          <desk-queue>
            <Queue
              label={v.t('dispatch.desk.queue')}
              rows={items.map((item) => ({ ...rowOf(v, item), current: item.id === currentId }))}
            />
          </desk-queue>
        )}
      </section>
      <section class="desk__pane" aria-label={v.t('dispatch.desk.map')}>
        <DeskMap v={v} map={map} regionIds={regionsOf(items)} dots={dotsOf(v, items, currentId)} />
        <h2>{v.t('dispatch.desk.time')}</h2>
        <PostBars v={v} posts={posts} />
      </section>
    </>
  )
}

const strip = (v: View, count: number, name: 'silent' | 'running' | 'at-risk' | 'stale', href: string) => ({
  value: v.say.number(count),
  label: v.t(`dispatch.risk.${name}`),
  href,
  ...(count > 0 ? { tone: 'raised' as const } : {}),
})

const localityOf = (v: View, item: DeskItem): string | undefined =>
  (item.kind === 'need' ? item.need : item.posts[0])?.[`locality_${v.lang}`] ?? undefined

function dotsOf(v: View, items: readonly DeskItem[], currentId: string | undefined): DeskDot[] {
  return items.flatMap((item) => {
    const at = item.kind === 'need' ? item.need : item.posts[0]
    if (at === undefined || at.latitude === null || at.longitude === null) return []
    return [
      {
        latitude: at.latitude,
        longitude: at.longitude,
        title: [titleOf(v, item), localityOf(v, item)].filter(Boolean).join(', '),
        href: `/desk?item=${item.id}`,
        kind: item.kind,
        urgent: item.rank <= 1,
        current: item.id === currentId,
      },
    ]
  })
}

function rowOf(v: View, item: DeskItem): QueueRow {
  const facts: Child[] = [<When v={v} at={item.since} />]
  const place = localityOf(v, item)
  if (place !== undefined) facts.push(` · ${place}`)
  if (item.kind === 'need') {
    const { need } = item
    return {
      href: `/desk?item=${item.id}`,
      title: titleOf(v, item),
      status: <NeedStatus v={v} item={item} />,
      danger: need.rank === 0,
      facts: (
        <>
          {facts} · {v.t('dispatch.desk.neededBy', { time: v.say.dateTime(need.needed_by, need.zone) })}
        </>
      ),
    }
  }
  const filled = item.posts.reduce((sum, post) => sum + post.filled, 0)
  const all = item.posts.reduce((sum, post) => sum + post.filled + post.held + post.free, 0)
  const [first] = item.posts
  return {
    href: `/desk?item=${item.id}`,
    title: titleOf(v, item),
    status: <WorkStatus v={v} item={item} />,
    danger: item.rank === 0,
    facts: (
      <>
        {first === undefined ? null : v.say.dateTime(first.starts_at, first.zone)}
        {place === undefined ? null : ` · ${place}`} · {v.t('dispatch.desk.seats', { filled, all })}
      </>
    ),
  }
}

const WorkStatus = ({ v, item }: { v: View; item: Extract<DeskItem, { kind: 'activity' }> }) => {
  const [first] = item.posts
  if (first?.state === 'draft' || first?.state === 'review')
    return <Status>{v.t(`activities.state.${first.state}`)}</Status>
  if (item.posts.some((post) => post.said > 0)) return <Status tone="needs-you">{v.t('dispatch.desk.said')}</Status>
  if (item.posts.some((post) => post.call_out_id !== null))
    return <Status tone="progress">{v.t('dispatch.desk.asking')}</Status>
  if (item.rank <= 1) return <Status tone="danger">{v.t('dispatch.desk.unfilled')}</Status>
  return item.rank === 5 ? (
    <Status tone="confirmed">{v.t('dispatch.desk.filled')}</Status>
  ) : (
    <Status>{v.t('dispatch.desk.open')}</Status>
  )
}

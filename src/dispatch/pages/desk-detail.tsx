import { lineName, sayQuantity } from '../../needs'
import { Button, ButtonRow, Card, SeatDots, type View } from '../../web'
import { type DeskItem, rankOfPost } from '../desk-item'
import type { DeskLine } from '../queries/read-desk'
import { NeedStatus, titleOf } from './desk-words'
import { postName } from './post-name'

/** What is chosen in the queue: a need with its lines, or work with its posts. The same for everyone with this desk. */
export const DeskDetail = ({ v, item, lines }: { v: View; item: DeskItem; lines: readonly DeskLine[] }) =>
  item.kind === 'need' ? <NeedDetail v={v} item={item} lines={lines} /> : <WorkDetail v={v} item={item} />

const NeedDetail = ({
  v,
  item,
  lines,
}: {
  v: View
  item: Extract<DeskItem, { kind: 'need' }>
  lines: readonly DeskLine[]
}) => {
  const { need } = item
  return (
    <>
      <h2>{titleOf(v, item)}</h2>
      <p>
        <NeedStatus v={v} item={item} />
      </p>
      <p>{v.t('dispatch.desk.neededBy', { time: v.say.dateTime(need.needed_by, need.zone) })}</p>
      {need.claimed_until === null ? null : (
        <p>{v.t('dispatch.desk.claimedUntil', { time: v.say.dateTime(need.claimed_until, need.zone) })}</p>
      )}
      <ul>
        {lines.map((line) => (
          <li>
            {lineName(v, line)}:{' '}
            {v.t('dispatch.desk.line', {
              open: sayQuantity(v, line.open, line.unit),
              requested: sayQuantity(v, line.requested, line.unit),
            })}
          </li>
        ))}
      </ul>
      <ButtonRow>
        <Button href={`/needs/${need.id}`}>{v.t('dispatch.desk.openNeed')}</Button>
      </ButtonRow>
    </>
  )
}

const WorkDetail = ({ v, item }: { v: View; item: Extract<DeskItem, { kind: 'activity' }> }) => (
  <>
    <h2>
      <a href={`/activities/${item.id}`}>{titleOf(v, item)}</a>
    </h2>
    {item.posts.map((post) => (
      <Card
        v={v}
        title={postName(v, post.title)}
        href={`/desk/posts/${post.id}`}
        tone={rankOfPost(post, v.now) === 0 ? 'danger' : post.said > 0 ? 'needs-you' : 'plain'}
        meta={v.say.between(post.starts_at, post.ends_at, post.zone)}
        actions={
          <>
            <Button
              href={`/desk/posts/${post.id}`}
              icon="talk"
              label={v.t('dispatch.desk.askFor', { post: postName(v, post.title) })}
            >
              {post.call_out_id === null ? v.t('dispatch.callOut.title') : v.t('dispatch.desk.follow')}
            </Button>
            <Button
              kind="secondary"
              href={`/desk/posts/${post.id}/candidates`}
              label={v.t('dispatch.desk.candidatesFor', { post: postName(v, post.title) })}
            >
              {v.t('dispatch.post.candidates')}
            </Button>
          </>
        }
      >
        <p>
          <SeatDots v={v} filled={post.filled} held={post.held} free={post.free} />
        </p>
        {post.asked + post.silent + post.said === 0 ? null : (
          <p>{v.t('dispatch.desk.asked', { asked: post.asked, silent: post.silent, said: post.said })}</p>
        )}
      </Card>
    ))}
    <p>
      <a href={`/activities/${item.id}/manage`}>{v.t('dispatch.desk.manage')}</a>
    </p>
  </>
)

import { SeatDots, type View } from '../../web'
import type { DeskPost } from '../queries/read-desk'
import { postName } from './post-name'

const SHOWN = 20
const HOURS = 72

/** Posts of the next three days as bars over one axis of time, seats as dots beside each; a list to screen readers. */
export const PostBars = ({ v, posts }: { v: View; posts: readonly DeskPost[] }) => {
  const from = v.now.epochMilliseconds
  const to = from + HOURS * 3_600_000
  const near = posts.filter((post) => post.form !== 'remote' && post.starts_at.epochMilliseconds < to).slice(0, SHOWN)
  if (near.length === 0) return <p class="muted">{v.t('dispatch.desk.noPosts')}</p>
  const at = (moment: Temporal.Instant) =>
    Math.min(100, Math.max(0, ((moment.epochMilliseconds - from) / (to - from)) * 100))
  return (
    <ol class="post-bars">
      {near.map((post) => {
        const start = at(post.starts_at)
        return (
          <li class="post-bars__row">
            <a class="post-bars__name" href={`/desk/posts/${post.id}`}>
              {post.activity} · {postName(v, post.title)}
            </a>
            <span class="post-bars__time">{v.say.between(post.starts_at, post.ends_at, post.zone)}</span>
            <svg class="post-bars__axis" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
              <rect class="post-bars__ground" width="100" height="4" />
              <rect
                class={post.free === 0 ? 'post-bars__bar post-bars__bar--full' : 'post-bars__bar'}
                x={start.toFixed(1)}
                width={Math.max(1, at(post.ends_at) - start).toFixed(1)}
                height="4"
              />
            </svg>
            <SeatDots v={v} filled={post.filled} held={post.held} free={post.free} wordless />
          </li>
        )
      })}
    </ol>
  )
}

import { sayTime } from '../../activities'
import { SeatDots, Status, Table, type Tone, type View, When } from '../../web'
import type { AskedPost } from '../queries/find-post'
import type { AskedRow, CallOutView } from '../queries/list-asks'
import { postName } from './post-name'

const toneOf: Record<string, Tone> = {
  asked: 'progress',
  yes: 'confirmed',
  words: 'needs-you',
  'yes-from': 'needs-you',
}

/** Seats, the call-out and every answer of a post; keeps itself up to date while the page is open. */
export const AskedList = ({
  v,
  post,
  callOut,
  asked,
}: {
  v: View
  post: AskedPost
  callOut: CallOutView | undefined
  asked: readonly AskedRow[]
}) => (
  <>
    <p>
      <SeatDots v={v} filled={post.filled ?? 0} held={post.held ?? 0} free={post.free ?? 0} />
    </p>
    {callOut === undefined ? null : <CallOutLine v={v} callOut={callOut} asked={asked} />}
    {asked.length === 0 ? (
      <p class="muted">{v.t('dispatch.asked.none')}</p>
    ) : (
      <Table
        v={v}
        caption={v.t('dispatch.asked.title')}
        rows={asked}
        columns={[
          {
            label: v.t('dispatch.asked.who'),
            head: true,
            cell: (row) => <a href={`/asks/${row.id}/theirs`}>{row.name ?? row.code}</a>,
          },
          { label: v.t('dispatch.asked.state'), cell: (row) => <Said v={v} row={row} zone={post.zone} /> },
          { label: v.t('dispatch.asked.when'), cell: (row) => <When v={v} at={row.asked_at} zone={post.zone} /> },
          {
            label: v.t('dispatch.asked.wave'),
            numeric: true,
            cell: (row) => (row.wave === 0 ? v.t('dispatch.asked.byHand') : v.say.number(row.wave)),
          },
        ]}
      />
    )}
  </>
)

const Said = ({ v, row, zone }: { v: View; row: AskedRow; zone: string }) => (
  <>
    <Status tone={toneOf[row.state] ?? 'neutral'}>{v.t(`dispatch.state.${row.state}`)}</Status>
    {row.yes_from === null ? null : <p>{v.t('dispatch.asked.from', { time: v.say.dateTime(row.yes_from, zone) })}</p>}
    {row.words === null ? null : <blockquote>{row.words}</blockquote>}
    {row.conveyed ? <p class="muted">{v.t('dispatch.asked.conveyed')}</p> : null}
    {row.state === 'asked' ? (
      <p class="muted">{v.t('dispatch.asked.until', { time: v.say.time(row.answer_by, zone) })}</p>
    ) : null}
  </>
)

/** How a call-out stands, in one sentence. */
export const CallOutLine = ({ v, callOut, asked }: { v: View; callOut: CallOutView; asked: readonly AskedRow[] }) => {
  const of = (...states: string[]) =>
    asked.filter((row) => row.call_out_id === callOut.id && states.includes(row.state)).length
  return (
    <p>
      <Status tone={callOut.state === 'running' ? 'progress' : callOut.state === 'filled' ? 'confirmed' : 'neutral'}>
        {v.t(`dispatch.callOut.${callOut.state}`)}
      </Status>{' '}
      {v.t('dispatch.callOut.tally', {
        sent: callOut.sent,
        ceiling: callOut.ceiling,
        yes: of('yes', 'full'),
        no: of('no'),
        waiting: of('asked'),
        silent: of('silent'),
      })}
    </p>
  )
}

/** "Dyke, 22 November 18:00–22:00" for the head of a post's pages. */
export const sayPost = (v: View, post: AskedPost): string =>
  `${postName(v, post.post_title)} · ${sayTime(v, { ...post, estimated_minutes: null })}`

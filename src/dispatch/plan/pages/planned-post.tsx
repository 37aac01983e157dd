import { sayTime } from '../../../activities'
import { constraints } from '../../../allocation'
import { Button, ButtonRow, Card, Form, Status, Table, type Tone, type View } from '../../../web'
import { postName } from '../../pages/post-name'
import type { PlanPostRow, ProposalRow } from '../queries/read-plan'
import { sayWhy } from './say-why'

const toneOf: Record<string, Tone> = {
  asked: 'progress',
  yes: 'confirmed',
  words: 'needs-you',
  'yes-from': 'needs-you',
}

/** One post of a plan: who is proposed, asked or coming, and what is missing and why. */
export const PlannedPost = ({
  v,
  planId,
  round,
  post,
  proposals,
}: {
  v: View
  planId: string
  round: number
  post: PlanPostRow
  proposals: readonly ProposalRow[]
}) => (
  <Card level={2} title={`${post.title} · ${postName(v, post.post_title)}`}>
    <p>
      {sayTime(v, { ...post, estimated_minutes: null })}{' '}
      <a href={`/desk/posts/${post.id}`}>{v.t('dispatch.plan.post')}</a>
    </p>
    {proposals.length === 0 ? null : (
      <Table
        v={v}
        caption={v.t('dispatch.plan.people', { post: post.title })}
        captionHidden
        rows={proposals}
        columns={[
          { label: v.t('dispatch.candidates.who'), head: true, cell: (row) => nameOf(row) },
          {
            label: v.t('dispatch.candidates.why'),
            cell: (row) => (
              <>
                {round > 0 && row.round === round ? (
                  <Status tone="progress">{v.t('dispatch.plan.new-here')}</Status>
                ) : null}{' '}
                {sayWhy(v, row.why)}
              </>
            ),
          },
          { label: v.t('dispatch.asked.state'), cell: (row) => <Decide v={v} planId={planId} row={row} /> },
        ]}
      />
    )}
    {post.missing === 0 ? null : (
      <p>
        <Status tone="danger">{v.t('dispatch.plan.missing', { count: post.missing })}</Status> {sayShort(v, post)}
      </p>
    )}
  </Card>
)

const nameOf = (row: ProposalRow): string => row.name ?? row.volunteer_id.slice(0, 8)

const Decide = ({ v, planId, row }: { v: View; planId: string; row: ProposalRow }) => {
  if (row.ask_id !== null) {
    const state = row.ask_state ?? 'asked'
    return (
      <a href={`/asks/${row.ask_id}/theirs`}>
        <Status tone={toneOf[state] ?? 'neutral'}>{v.t(`dispatch.state.${state}`)}</Status>
      </a>
    )
  }
  const name = nameOf(row)
  return (
    <>
      {row.held_back === null ? null : <p>{v.t(`dispatch.plan.held.${row.held_back}`)}</p>}
      <Form v={v} action={`/desk/plans/${planId}/ask`} hidden={{ post: row.post_id, volunteer: row.volunteer_id }}>
        <ButtonRow>
          <Button kind="secondary" label={v.t('dispatch.candidates.askOne', { name })}>
            {v.t('dispatch.candidates.ask')}
          </Button>
          <Button
            kind="quiet"
            formaction={`/desk/plans/${planId}/leave-out`}
            label={v.t('dispatch.plan.leaveOutOne', { name })}
          >
            {v.t('dispatch.plan.leaveOut')}
          </Button>
        </ButtonRow>
      </Form>
    </>
  )
}

const open = new Set<string>(constraints.filter((one) => one.shownTo === 'all').map((one) => one.id))

/** Why seats stay empty, in words; rules that come from private facts read "not available". */
export function sayShort(v: View, { binding, binding_people: people, able }: PlanPostRow): string {
  if (binding === null) return ''
  if (binding === 'elsewhere') return v.t('dispatch.plan.short.elsewhere', { count: able })
  if (binding === 'several' || binding === 'nobody') return v.t(`dispatch.plan.short.${binding}`)
  return v.t('dispatch.plan.short.rule', {
    count: people,
    rule: v.t(`dispatch.rule.${open.has(binding) ? binding : 'not-available'}`),
  })
}

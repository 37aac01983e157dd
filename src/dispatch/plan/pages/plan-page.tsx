import { competenceName } from '../../../training'
import { Button, Card, Form, Live, Notice, Page, Pager, Select, Table, UndoBar, type View } from '../../../web'
import { callOutLimits } from '../../ask'
import { postName } from '../../pages/post-name'
import type { PlanScope, PlanWishes } from '../plan'
import type { NamedScope } from '../queries/list-plan-scopes'
import { type PlanPostRow, type PlanSums, POSTS_A_PAGE, type ProposalRow } from '../queries/read-plan'
import { PlanSummary, type SummedPlan } from './plan-summary'
import { PlannedPost } from './planned-post'
import { WishesForm } from './wishes-form'

/** One line of the list to recruit from. */
export type Recruit = {
  readonly required: readonly { readonly competence: string; readonly level: number }[]
  readonly languages: readonly string[]
  readonly posts: readonly { readonly title: string; readonly post_title: string }[]
}

export type PlanPageProps = {
  v: View
  plan: SummedPlan & { readonly id: string }
  sums: PlanSums
  posts: readonly PlanPostRow[]
  proposals: readonly ProposalRow[]
  recruits: readonly Recruit[]
  scopes: readonly NamedScope[]
  scope: PlanScope
  wishes: PlanWishes
  page: number
  error: string | undefined
}

/** Hours to wait for answers to asks of a plan, until the coordinator chooses otherwise. */
export const USUAL_ANSWER_MINUTES = 240

/** A plan: how much of it is filled and how good it is, who is proposed where and why, what is missing, and whom to recruit. */
export const PlanPage = (props: PlanPageProps) => {
  const { v, plan, sums, posts, proposals, recruits, scopes, scope, wishes, page, error } = props
  const byPost = Map.groupBy(proposals, (row) => row.post_id)
  const href = (to: number) => `/desk/plans/${plan.id}?page=${to}`
  return (
    <Page
      v={v}
      stage="desk"
      title={v.t('dispatch.plan.title')}
      nav={
        <p>
          <a href="/desk">{v.t('dispatch.post.desk')}</a>
          {' · '}
          <a href={`/desk/plans/${plan.id}`}>{v.t('dispatch.plan.reload')}</a>
        </p>
      }
      aside={
        <Card level={2} title={v.t('dispatch.plan.whatIf')}>
          <p class="muted">{v.t('dispatch.plan.whatIfHint')}</p>
          <WishesForm v={v} scopes={scopes} scope={scope} wishes={wishes} />
        </Card>
      }
    >
      {error === undefined ? null : <Notice tone="error" title={error} />}
      {sums.undoable === 0 ? null : (
        <UndoBar v={v} action={`/desk/plans/${plan.id}/undo`}>
          {v.t('dispatch.plan.askedNow', { count: sums.undoable })}
        </UndoBar>
      )}
      <Live topic="plan" id={plan.id}>
        <PlanSummary v={v} plan={plan} sums={sums} />
      </Live>
      <Form v={v} action={`/desk/plans/${plan.id}/repair`}>
        <Button kind="quiet">{v.t('dispatch.plan.repair')}</Button>
      </Form>
      {sums.proposed === 0 ? null : <AskAll v={v} planId={plan.id} count={sums.proposed} />}
      {posts.map((post) => (
        <PlannedPost v={v} planId={plan.id} round={plan.round} post={post} proposals={byPost.get(post.id) ?? []} />
      ))}
      {sums.posts <= POSTS_A_PAGE ? null : (
        <Pager
          v={v}
          previousHref={page === 1 ? undefined : href(page - 1)}
          nextHref={page * POSTS_A_PAGE < sums.posts ? href(page + 1) : undefined}
          shown={posts.length}
          total={sums.posts}
        />
      )}
      {recruits.length === 0 ? null : <Recruits v={v} recruits={recruits} />}
    </Page>
  )
}

const AskAll = ({ v, planId, count }: { v: View; planId: string; count: number }) => (
  <Form v={v} action={`/desk/plans/${planId}/ask`} inline>
    <Select
      v={v}
      name="minutes"
      label={v.t('dispatch.callOut.minutes')}
      options={callOutLimits.answerMinutesAll.map((value) => ({
        value: String(value),
        label: v.say.duration(value),
      }))}
      value={String(USUAL_ANSWER_MINUTES)}
    />
    <Button icon="talk">{v.t('dispatch.plan.askAll', { count })}</Button>
  </Form>
)

const Recruits = ({ v, recruits }: { v: View; recruits: readonly Recruit[] }) => (
  <section class="section">
    <h2>{v.t('dispatch.plan.recruit')}</h2>
    <p class="muted">{v.t('dispatch.plan.recruitHint')}</p>
    <Table
      v={v}
      caption={v.t('dispatch.plan.recruit')}
      captionHidden
      rows={recruits}
      columns={[
        { label: v.t('dispatch.plan.recruitWho'), head: true, cell: (one) => sayWho(v, one) },
        {
          label: v.t('dispatch.plan.recruitWhere'),
          cell: (one) => v.say.list(one.posts.map((post) => `${post.title} (${postName(v, post.post_title)})`)),
        },
      ]}
    />
  </section>
)

function sayWho(v: View, { required, languages }: Recruit): string {
  const skills = required.map(({ competence, level }) =>
    v.t('dispatch.plan.competence', {
      name: competenceName(competence, v.lang),
      level: v.t(`training.level.${level}`),
    }),
  )
  const spoken = languages.map((language) => v.t(`volunteers.language.${language}`))
  return skills.length + spoken.length === 0 ? v.t('dispatch.plan.anyone') : v.say.list([...skills, ...spoken])
}

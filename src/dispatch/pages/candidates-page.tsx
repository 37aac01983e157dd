import {
  type ConstraintId,
  constraints,
  type Exclusion,
  sayExclusion,
  sayReason,
  showExclusion,
} from '../../allocation'
import { Button, Form, Notice, Page, Pager, SeatDots, Table, type View } from '../../web'
import type { AskedPost } from '../queries/find-post'
import type { RankedPerson } from '../queries/rank-for-post'
import { sayPost } from './asked-list'

export type CandidatesPageProps = {
  v: View
  post: AskedPost
  /** How many may come by the rules, beyond those shown. */
  eligible: number
  candidates: readonly (RankedPerson & { readonly name: string; readonly asked: boolean })[]
  excluded: ReadonlyMap<ConstraintId, number>
  people: readonly { readonly name: string; readonly exclusion: Exclusion }[]
  /** Which part of both lists this is, counted from 1, and whether more follows. */
  paging: { readonly page: number; readonly out: number; readonly more: boolean; readonly moreOut: boolean }
  error?: string | undefined
}

/** Who could come for a post, best first with the reason; and who cannot, with the rule that says so. */
export const CandidatesPage = (props: CandidatesPageProps) => {
  const { v, post, eligible, candidates, excluded, people, paging, error } = props
  const href = (page: number, out: number) => `/desk/posts/${post.id}/candidates?page=${page}&out=${out}`
  return (
    <Page
      v={v}
      title={v.t('dispatch.candidates.title')}
      lead={`${post.title} · ${sayPost(v, post)}`}
      stage="desk"
      nav={
        <p>
          <a href={`/desk/posts/${post.id}`}>{v.t('dispatch.callOut.title')}</a>
          {' · '}
          <a href={`/desk?item=${post.activity_id}`}>{v.t('dispatch.post.desk')}</a>
        </p>
      }
    >
      {error === undefined ? null : <Notice tone="error" title={error} />}
      <p>
        <SeatDots v={v} filled={post.filled ?? 0} held={post.held ?? 0} free={post.free ?? 0} />
      </p>
      <p>{v.t('dispatch.candidates.count', { count: eligible })}</p>
      {candidates.length === 0 ? null : (
        <Table
          v={v}
          caption={v.t('dispatch.candidates.table')}
          rows={candidates}
          columns={[
            { label: v.t('dispatch.candidates.who'), head: true, cell: (one) => one.name },
            {
              label: v.t('dispatch.candidates.why'),
              cell: (one) => v.say.list(one.reasons.map(sayReason).map(({ key, values }) => v.t(key, { ...values }))),
            },
            {
              label: v.t('dispatch.candidates.ask'),
              cell: (one) =>
                one.asked ? (
                  v.t('dispatch.candidates.asked')
                ) : (
                  <Form v={v} action={`/desk/posts/${post.id}/asks`} hidden={{ volunteer: one.personId }}>
                    <Button kind="secondary" label={v.t('dispatch.candidates.askOne', { name: one.name })}>
                      {v.t('dispatch.candidates.ask')}
                    </Button>
                  </Form>
                ),
            },
          ]}
        />
      )}
      {paging.page === 1 && !paging.more ? null : (
        <Pager
          v={v}
          previousHref={paging.page === 1 ? undefined : href(paging.page - 1, paging.out)}
          nextHref={paging.more ? href(paging.page + 1, paging.out) : undefined}
          shown={candidates.length}
          total={eligible}
        />
      )}
      {excluded.size === 0 ? null : (
        <section class="section">
          <h2>{v.t('dispatch.candidates.excluded')}</h2>
          <p class="muted">{v.t('dispatch.candidates.private')}</p>
          <Table
            v={v}
            caption={v.t('dispatch.candidates.rules')}
            rows={countsByRule(excluded)}
            columns={[
              { label: v.t('dispatch.candidates.rule'), head: true, cell: ([rule]) => v.t(`dispatch.rule.${rule}`) },
              { label: v.t('dispatch.candidates.people'), numeric: true, cell: ([, count]) => v.say.number(count) },
            ]}
          />
          <Table
            v={v}
            caption={v.t('dispatch.candidates.excluded')}
            captionHidden
            rows={people}
            columns={[
              { label: v.t('dispatch.candidates.who'), head: true, cell: (one) => one.name },
              { label: v.t('dispatch.candidates.why'), cell: (one) => sayRule(v, one.exclusion) },
            ]}
          />
          {paging.out === 1 && !paging.moreOut ? null : (
            <Pager
              v={v}
              previousHref={paging.out === 1 ? undefined : href(paging.page, paging.out - 1)}
              nextHref={paging.moreOut ? href(paging.page, paging.out + 1) : undefined}
              shown={people.length}
              total={[...excluded.values()].reduce((sum, count) => sum + count, 0)}
            />
          )}
        </section>
      )}
    </Page>
  )
}

/** The rule that keeps somebody out, as others may read it. */
export function sayRule(v: View, exclusion: Exclusion): string {
  const { key, values } = sayExclusion(showExclusion(exclusion, 'others'))
  return v.t(key, { ...values })
}

const open = new Set(constraints.filter((one) => one.shownTo === 'all').map((one) => one.id))

/** Counts by rule; whatever comes from private facts is one figure, so that a count of one gives nobody away. */
function countsByRule(excluded: ReadonlyMap<ConstraintId, number>): (readonly [string, number])[] {
  const counts = new Map<string, number>()
  for (const [rule, count] of excluded) {
    const shown = open.has(rule) ? rule : 'not-available'
    counts.set(shown, (counts.get(shown) ?? 0) + count)
  }
  return [...counts]
}

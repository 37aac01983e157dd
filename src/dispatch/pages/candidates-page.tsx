import { type ConstraintId, type Exclusion, sayExclusion, sayReason, showExclusion } from '../../allocation'
import { Button, Form, Notice, Page, Pager, SeatDots, Table, type View } from '../../web'
import { countShownRules } from '../queries/count-shown-rules'
import type { AskedPost } from '../queries/find-post'
import type { RankedPerson } from '../queries/rank-for-post'
import { sayPost } from './asked-list'

/** People on one page of either list. */
export const PER_PAGE = 50

export type CandidatesPageProps = {
  v: View
  post: AskedPost
  /** How many may come by the rules, beyond those shown; undefined where there are more and nobody counted them. */
  eligible: number | undefined
  candidates: readonly (RankedPerson & { readonly name: string; readonly asked: boolean })[]
  /** Only where who is kept out was asked for. */
  excluded: ReadonlyMap<ConstraintId, number> | undefined
  people: readonly { readonly name: string; readonly exclusion: Exclusion }[]
  /** Which part of both lists this is, counted from 1, and whether more follows. */
  paging: { readonly page: number; readonly out: number | undefined; readonly more: boolean; readonly moreOut: boolean }
  error?: string | undefined
}

/** Who could come for a post, best first with the reason; and, where asked for, who cannot, with the rule that says so. */
export const CandidatesPage = (props: CandidatesPageProps) => {
  const { v, post, eligible, candidates, excluded, paging, error } = props
  const href = (page: number, out: number | undefined) =>
    `/desk/posts/${post.id}/candidates?page=${page}${out === undefined ? '' : `&out=${out}`}`
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
      <p>
        {eligible === undefined
          ? v.t('dispatch.candidates.atLeast', { count: (paging.page - 1) * PER_PAGE + candidates.length })
          : v.t('dispatch.candidates.count', { count: eligible })}
      </p>
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
          {...(eligible === undefined ? {} : { total: eligible })}
        />
      )}
      {excluded === undefined ? (
        <p>
          <a href={href(paging.page, 1)}>{v.t('dispatch.candidates.whole')}</a>
        </p>
      ) : (
        <Excluded {...props} excluded={excluded} href={(out) => href(paging.page, out)} />
      )}
    </Page>
  )
}

const Excluded = ({
  v,
  excluded,
  people,
  paging: { out = 1, moreOut },
  href,
}: Pick<CandidatesPageProps, 'v' | 'people' | 'paging'> & {
  excluded: ReadonlyMap<ConstraintId, number>
  href: (out: number) => string
}) =>
  excluded.size === 0 ? null : (
    <section class="section">
      <h2>{v.t('dispatch.candidates.excluded')}</h2>
      <p class="muted">{v.t('dispatch.candidates.private')}</p>
      <Table
        v={v}
        caption={v.t('dispatch.candidates.rules')}
        rows={countShownRules(excluded)}
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
      {out === 1 && !moreOut ? null : (
        <Pager
          v={v}
          previousHref={out === 1 ? undefined : href(out - 1)}
          nextHref={moreOut ? href(out + 1) : undefined}
          shown={people.length}
          total={[...excluded.values()].reduce((sum, count) => sum + count, 0)}
        />
      )}
    </section>
  )

/** The rule that keeps somebody out, as others may read it. */
export function sayRule(v: View, exclusion: Exclusion): string {
  const { key, values } = sayExclusion(showExclusion(exclusion, 'others'))
  return v.t(key, { ...values })
}

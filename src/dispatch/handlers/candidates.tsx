import { sayExclusion } from '../../allocation'
import { isId } from '../../kit/ids'
import { listNames } from '../../people'
import { page, type Req, recordLooks, seeOther } from '../../platform'
import { callOutLimits } from '../ask'
import { type AskByHandError, askByHand } from '../commands/ask-by-hand'
import { CandidatesPage } from '../pages/candidates-page'
import { rankForPost } from '../queries/rank-for-post'
import { postOf } from './posts'

const SHOWN = 50
const PAGES_MAX = 40

/** Page of a list from an address, counted from 1. */
const pageOf = (text: string | undefined): number =>
  /^[1-9]\d?$/.test(text ?? '') ? Math.min(PAGES_MAX, Number(text)) : 1

async function show(r: Req, error?: string): Promise<Response> {
  const post = await postOf(r)
  const { ctx } = r
  const at = { page: pageOf(r.query('page')), out: pageOf(r.query('out')) }
  const upTo = at.page * SHOWN
  const all = await rankForPost(ctx.db, post, ctx.clock.now(), { k: upTo })
  const ranked = all.ranked.slice(upTo - SHOWN)
  const out = all.excluded.slice((at.out - 1) * SHOWN, at.out * SHOWN)
  const ids = [...ranked.map((one) => one.personId), ...out.map((one) => one.id)]
  const [names, asked] = await Promise.all([
    listNames(ctx.db, ids),
    ctx.db
      .selectFrom('asks')
      .select('volunteer_id')
      .where('post_id', '=', post.id)
      .where('terms_version', '=', post.terms_version)
      .where('state', '<>', 'withdrawn')
      .limit(2000)
      .execute(),
  ])
  await recordLooks(
    ctx.db,
    ctx,
    ids.map((id) => ({ subjectPersonId: id, subjectKind: 'post', subjectId: post.id, what: ['name'] })),
  )
  const wasAsked = new Set(asked.map((row) => row.volunteer_id))
  const firstName = (id: string) => names.get(id)?.split(' ')[0] ?? id.slice(0, 8)
  return page(
    r,
    <CandidatesPage
      v={r.v}
      post={post}
      eligible={all.eligible}
      candidates={ranked.map((one) => ({ ...one, name: firstName(one.personId), asked: wasAsked.has(one.personId) }))}
      excluded={all.excludedByRule}
      people={out.map(({ id, exclusion }) => ({ name: firstName(id), exclusion }))}
      paging={{
        page: at.page,
        out: at.out,
        more: at.page < PAGES_MAX && all.ranked.length === upTo && all.eligible > upTo,
        moreOut: at.out < PAGES_MAX && all.excluded.length > at.out * SHOWN,
      }}
      error={error}
    />,
    error === undefined ? 200 : 422,
  )
}

/** GET /desk/posts/:id/candidates */
export const showCandidates = (r: Req): Promise<Response> => show(r)

/** POST /desk/posts/:id/asks */
export async function ask(r: Req): Promise<Response> {
  const post = await postOf(r)
  const volunteerId = r.form.volunteer
  if (!isId(volunteerId)) return show(r, r.v.t('dispatch.error.unknown'))
  const outcome = await askByHand(r.ctx, {
    postId: post.id,
    volunteerId,
    answerMinutes: callOutLimits.answerMinutes,
  })
  if (outcome.ok) return seeOther(r, `/desk/posts/${post.id}`, 'dispatch.said.asked')
  return show(r, sayError(r, outcome.error, post.zone))
}

function sayError({ v }: Req, error: AskByHandError, zone: string): string {
  if (error.kind === 'quiet') return v.t('dispatch.error.quiet', { time: v.say.dateTime(error.until, zone) })
  if (error.kind !== 'excluded') return v.t(`dispatch.error.${error.kind}`)
  const { key, values } = sayExclusion(error.exclusion)
  return v.t('dispatch.error.excluded', { rule: v.t(key, { ...values }) })
}

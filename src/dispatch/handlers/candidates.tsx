import { sayExclusion } from '../../allocation'
import { isId } from '../../kit/ids'
import { listNames } from '../../people'
import { page, type Req, recordLooks, seeOther } from '../../platform'
import { callOutLimits } from '../ask'
import { type AskByHandError, askByHand } from '../commands/ask-by-hand'
import { CandidatesPage, PER_PAGE } from '../pages/candidates-page'
import type { AskedPost } from '../queries/find-post'
import { listBest } from '../queries/list-best'
import { type RankedPerson, type RankedPost, rankForPost } from '../queries/rank-for-post'
import { postOf } from './posts'

const PAGES_MAX = 40

/** Page of a list from an address, counted from 1. */
const pageOf = (text: string | undefined): number =>
  /^[1-9]\d?$/.test(text ?? '') ? Math.min(PAGES_MAX, Number(text)) : 1

/** The best for a post; with everybody else too where who is kept out is wanted, for which all have to be read. */
async function look(
  { ctx }: Req,
  post: AskedPost,
  k: number,
  everybody: boolean,
): Promise<readonly [readonly RankedPerson[], RankedPost | undefined]> {
  if (!everybody) return [await listBest(ctx.db, post, ctx.clock.now(), k), undefined]
  const whole = await rankForPost(ctx.db, post, ctx.clock.now(), { k })
  return [whole.ranked, whole]
}

async function show(r: Req, error?: string): Promise<Response> {
  const post = await postOf(r)
  const { ctx } = r
  const at = { page: pageOf(r.query('page')), out: r.query('out') === undefined ? undefined : pageOf(r.query('out')) }
  const upTo = at.page * PER_PAGE
  const [best, whole] = await look(r, post, upTo + 1, at.out !== undefined)
  const ranked = best.slice(upTo - PER_PAGE, upTo)
  const more = best.length > upTo
  const from = ((at.out ?? 1) - 1) * PER_PAGE
  const out = whole?.excluded.slice(from, from + PER_PAGE) ?? []
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
      eligible={whole?.eligible ?? (more ? undefined : best.length)}
      candidates={ranked.map((one) => ({ ...one, name: firstName(one.personId), asked: wasAsked.has(one.personId) }))}
      excluded={whole?.excludedByRule}
      people={out.map(({ id, exclusion }) => ({ name: firstName(id), exclusion }))}
      paging={{
        page: at.page,
        out: at.out,
        more: at.page < PAGES_MAX && more,
        moreOut: at.out !== undefined && at.out < PAGES_MAX && (whole?.excluded.length ?? 0) > from + PER_PAGE,
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

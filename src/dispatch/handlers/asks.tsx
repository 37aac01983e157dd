import { joinWaitingList, sayRefusal, undoAnswer } from '../../activities'
import { isId } from '../../kit/ids'
import { NotHere, page, personOf, type Req, seeOther } from '../../platform'
import { parseAnswerKind } from '../ask'
import { type AnswerAskError, answerAsk } from '../commands/answer-ask'
import { contestAsk, resetHistory } from '../commands/own-history'
import { AskPage, type AskPageProps } from '../pages/ask-page'
import { OwnAsksPage } from '../pages/own-asks-page'
import { type AskView, findAsk, listOwnAsks } from '../queries/find-ask'
import { findPost } from '../queries/find-post'
import { readOwnChance } from '../queries/read-own-chance'
import { acceptedIn, owedBy } from './owed'

/** The ask of this address, for the person asked and nobody else. */
async function ownAsk(r: Req): Promise<{ ask: AskView; action: string; secret: boolean }> {
  const { actor } = r.ctx
  const secret = actor.kind === 'link'
  const id = actor.kind === 'link' ? actor.subjectId : r.param('id')
  const ask = isId(id) ? await findAsk(r.ctx.db, id) : undefined
  if (ask === undefined || ask.volunteer_id !== personOf(r.ctx)) throw new NotHere()
  return { ask, secret, action: secret ? `/a/${r.param('secret')}` : `/asks/${ask.id}` }
}

async function show(r: Req, refusal?: AskPageProps['refusal']): Promise<Response> {
  const { ask, action, secret } = await ownAsk(r)
  const post = await findPost(r.ctx.db, ask.post_id)
  const accept = await owedBy(r.ctx, ask)
  return page(
    r,
    <AskPage
      v={r.v}
      ask={ask}
      action={action}
      secret={secret}
      accept={accept}
      free={post?.free ?? 0}
      refusal={refusal}
      typed={r.form}
    />,
    refusal === undefined ? 200 : 422,
  )
}

/** GET /asks/:id and /a/:secret */
export const showAsk = (r: Req): Promise<Response> => show(r)

/** A wall time of the day of the work, at its place. */
export function timeOfDay(text: string | undefined, ask: AskView): Temporal.Instant | undefined {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(text ?? '')) return undefined
  const day = ask.starts_at.toZonedDateTimeISO(ask.zone).toPlainDate()
  return day.toZonedDateTime({ timeZone: ask.zone, plainTime: Temporal.PlainTime.from(text ?? '') }).toInstant()
}

/** POST /asks/:id/answer and /a/:secret/answer */
export async function answer(r: Req): Promise<Response> {
  const { ask, action } = await ownAsk(r)
  const kind = parseAnswerKind(r.form.say)
  if (kind === undefined) return show(r, { text: r.v.t('dispatch.error.choose'), travel: false })
  const yesFrom = kind === 'yes-from' ? timeOfDay(r.form.yes_from, ask) : undefined
  if (kind === 'yes-from' && yesFrom === undefined)
    return show(r, { text: r.v.t('dispatch.error.time'), field: 'yes_from', travel: false })
  if (kind === 'words' && (r.form.words ?? '').trim() === '')
    return show(r, { text: r.v.t('dispatch.error.words'), field: 'words', travel: false })
  const outcome = await answerAsk(r.ctx, {
    askId: ask.id,
    kind,
    yesFrom,
    words: kind === 'words' ? r.form.words : undefined,
    accepted: acceptedIn(r),
    travelAccepted: r.form.travel === '1',
  })
  if (outcome.ok) return seeOther(r, action, `dispatch.said.${outcome.value.state}`)
  if (outcome.error.kind === 'already-seated') return seeOther(r, action)
  return show(r, refusalOf(r, outcome.error))
}

/** Why an answer was not taken, in words, beside the field that mends it. */
function refusalOf(r: Req, error: AnswerAskError): NonNullable<AskPageProps['refusal']> {
  if (error.kind === 'forbidden') return { text: r.v.t('dispatch.error.forbidden'), travel: false }
  return {
    text: sayRefusal(r.v, error),
    travel: error.kind === 'travel',
    ...(error.kind === 'accept-first' ? { field: 'accept' as const } : {}),
  }
}

/** POST /asks/:id/wait and /a/:secret/wait */
export async function wait(r: Req): Promise<Response> {
  const { ask, action } = await ownAsk(r)
  const joined = await joinWaitingList(r.ctx, { postId: ask.post_id, volunteerId: ask.volunteer_id })
  return joined.ok
    ? seeOther(r, action, 'dispatch.said.waiting')
    : show(r, { text: r.v.t('dispatch.error.list'), travel: false })
}

/** POST /asks/:id/undo and /a/:secret/undo: takes back what somebody passed on for me. */
export async function undo(r: Req): Promise<Response> {
  const { ask, action } = await ownAsk(r)
  if (ask.answer_id === null) throw new NotHere()
  const undone = await undoAnswer(r.ctx, { answerId: ask.answer_id })
  return undone.ok
    ? seeOther(r, action, 'dispatch.said.undone')
    : show(r, { text: r.v.t('dispatch.error.undo'), travel: false })
}

const self = (r: Req): string => {
  const personId = personOf(r.ctx)
  if (personId === null) throw new NotHere()
  return personId
}

/** GET /me/asks */
export async function showOwnAsks(r: Req): Promise<Response> {
  const personId = self(r)
  const now = r.ctx.clock.now()
  const [asks, chance] = await Promise.all([
    listOwnAsks(r.ctx.db, personId, now),
    readOwnChance(r.ctx.db, personId, now),
  ])
  return page(r, <OwnAsksPage v={r.v} asks={asks} chance={chance} />)
}

/** POST /me/asks/:id/contest */
export async function contest(r: Req): Promise<Response> {
  const askId = r.param('id')
  if (!isId(askId)) throw new NotHere()
  const contested = r.form.contested !== 'no'
  const done = await contestAsk(r.ctx, { askId, personId: self(r), contested })
  if (!done.ok) throw new NotHere()
  return seeOther(r, '/me/asks', contested ? 'dispatch.said.contested' : 'dispatch.said.counted')
}

/** POST /me/asks/reset */
export async function reset(r: Req): Promise<Response> {
  const done = await resetHistory(r.ctx, self(r))
  return done.ok ? seeOther(r, '/me/asks', 'dispatch.said.reset') : seeOther(r, '/join')
}

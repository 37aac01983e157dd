import { sayRefusal } from '../../../activities'
import { ASK_LINK, answerAsk, answering } from '../../../dispatch'
import { isId } from '../../../kit/ids'
import { NotHere, post, type Req, type Route, seeOther } from '../../../platform'
import { sayIn, translator } from '../../../web'
import { findWorks, sayWork } from '../../talk/find-open'
import { forgetSubscription, keepSubscription, parseSubscription } from './subscriptions'

const SETTINGS = '/me/notices/settings'

function owner(r: Req) {
  if (r.ctx.actor.kind !== 'person') throw new NotHere(403)
  return r.ctx.actor
}

async function turnOn(r: Req): Promise<Response> {
  const subscription = parseSubscription(r.form)
  if (!subscription.ok) return seeOther(r, SETTINGS, 'notices.push.said.unknown')
  await keepSubscription(r.ctx.db, owner(r), subscription.value, r.ctx.clock.now())
  return seeOther(r, SETTINGS, 'notices.push.said.on')
}

async function turnOff(r: Req): Promise<Response> {
  const { device } = r.form
  if (!isId(device)) throw new NotHere()
  await forgetSubscription(r.ctx.db, owner(r).personId, device)
  return seeOther(r, SETTINGS, 'notices.push.said.off')
}

/** Answers an ask from its notification, by the command of its page; what came of it is said in words for the next notification. */
async function answer(r: Req): Promise<Response> {
  const { actor } = r.ctx
  if (actor.kind !== 'link' || actor.personId === null) throw new NotHere()
  const kind = r.form.say
  if (kind !== 'yes' && kind !== 'no') return r.c.json({ kind: 'unknown-answer' }, 422)
  const person = await r.ctx.db.selectFrom('people').select('lang').where('id', '=', actor.personId).executeTakeFirst()
  const lang = person?.lang === 'ru' || person?.lang === 'en' ? person.lang : 'kk'
  const t = translator(lang)
  const askId = actor.subjectId
  const answered = await answerAsk(r.ctx, { askId, kind, orWait: true })
  const [asked] = await findWorks(r.ctx.db, [askId])
  const work = asked === undefined ? undefined : sayWork(asked, lang)
  const said = (key: string, why = '') =>
    t(`notices.push.answered.${key}`, {
      place: work?.place ?? '',
      when: work?.when ?? '',
      code: asked?.code ?? '',
      why,
    })
  if (answered.ok) return r.c.json({ isDone: true, body: said(answered.value.outcome === 'full' ? 'full' : kind) })
  const { error } = answered
  if (error.kind === 'already-seated') return r.c.json({ isDone: kind === 'yes', body: said('seated') })
  const why =
    error.kind === 'forbidden' ? '' : sayRefusal({ t, lang, say: sayIn(lang, work?.zone ?? 'Asia/Almaty') }, error)
  return r.c.json({ isDone: false, body: said('refused', why) })
}

/** Turning messages to a device on and off, and answering from them. */
export const pushRoutes: readonly Route[] = [
  post('/me/notices/push', turnOn, { may: 'signed-in', records: [], limit: { hits: 60, seconds: 3600 } }),
  post('/me/notices/push/off', turnOff, { may: 'signed-in', records: [] }),
  post('/a/:secret/push', answer, {
    may: 'secret-link',
    purpose: ASK_LINK,
    door: 'push',
    records: answering,
    limit: { hits: 60, seconds: 600 },
  }),
]

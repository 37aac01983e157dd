import { companionScopes, helpedSubject, ownSubject, type Subject, sayPairError } from '../people'
import { get, NotHere, page, personOf, post, type Req, type Room, type Route, seeOther } from '../platform'
import type { FieldErrors } from '../web'
import { answerCompanion } from './answer-companion'
import { decideCompanion } from './decide-companion'
import { goOnWithAll } from './go-on'
import { CompanionAskPage, WishPage } from './pages'
import { findCompanionAsk, findWish } from './queries'
import { companionAnswers, USUAL_DAYS } from './wish'
import { wishCompanion, withdrawWish } from './wish-companion'

type Handler = (r: Req, subject: Subject) => Promise<Response>

async function show(r: Req, subject: Subject, errors: FieldErrors = {}): Promise<Response> {
  const wish = await findWish(r.ctx.db, subject.person.id)
  const chosen = errors.scope === undefined ? companionScopes : r.all('scope')
  const status = Object.keys(errors).length === 0 ? 200 : 422
  return page(r, <WishPage v={r.v} subject={subject} wish={wish} chosen={chosen} errors={errors} />, status)
}

const back = (r: Req, subject: Subject, said: string): Response =>
  seeOther(r, `${subject.base}/wish${subject.query}`, said)

const wish: Handler = async (r, subject) => {
  const scopes = companionScopes.filter((scope) => r.all('scope').includes(scope))
  const until = r.ctx.clock.now().add({ hours: 24 * USUAL_DAYS })
  const wished = await wishCompanion(subject.ctx, { personId: subject.person.id, scopes, until })
  if (wished.ok) return back(r, subject, 'pairing.said.wished')
  const { kind } = wished.error
  if (kind === 'nothing-allowed') return show(r, subject, { scope: r.v.t('people.companion.error.nothing-allowed') })
  if (kind === 'wished-already') return back(r, subject, 'pairing.said.wishedAlready')
  throw new NotHere(kind === 'forbidden' ? 403 : 404)
}

const withdraw: Handler = async (r, subject) => {
  const done = await withdrawWish(subject.ctx, { personId: subject.person.id })
  if (!done.ok) throw new NotHere(403)
  return back(r, subject, 'pairing.said.withdrawn')
}

const decide: Handler = async (r, subject) => {
  const say = companionAnswers.find((one) => one === r.form.say)
  if (say === undefined) return show(r, subject, { form: r.v.t('dispatch.error.choose') })
  const how = subject.way ?? 'web'
  const decided = await decideCompanion(subject.ctx, { personId: subject.person.id, agreed: say === 'yes', how })
  if (decided.ok) return back(r, subject, say === 'yes' ? 'people.said.companionAdded' : 'pairing.said.refused')
  if (decided.error.kind === 'nobody-offered') return back(r, subject, 'pairing.said.nobodyOffered')
  return show(r, subject, { form: sayPairError(r.v, decided.error) })
}

async function showAsk(r: Req): Promise<Response> {
  const ask = await findCompanionAsk(r.ctx.db, idOf(r), personOf(r.ctx) ?? '')
  if (ask === undefined) throw new NotHere()
  return page(r, <CompanionAskPage v={r.v} ask={ask} />)
}

const idOf = (r: Req): string => {
  const id = r.param('id')
  if (!/^[0-9a-f-]{36}$/.test(id)) throw new NotHere()
  return id
}

async function answer(r: Req): Promise<Response> {
  const say = companionAnswers.find((one) => one === r.form.say)
  if (say === undefined) return showAsk(r)
  const answered = await answerCompanion(r.ctx, { askId: idOf(r), answer: say })
  if (answered.ok) return seeOther(r, '/me', `pairing.said.${say}`)
  if (answered.error.kind === 'unknown') throw new NotHere()
  return seeOther(r, `/me/companion-asks/${idOf(r)}`, 'pairing.said.over')
}

const doors = [
  { base: '/me/account', may: 'signed-in', subject: ownSubject },
  { base: '/people/:id/help', may: 'people:help', subject: helpedSubject },
] as const

const through = ({ base, may, subject }: (typeof doors)[number]): readonly Route[] => [
  get(`${base}/wish`, async (r) => show(r, await subject(r)), { may }),
  post(`${base}/wish`, async (r) => wish(r, await subject(r)), { may, records: ['companion.wished'] }),
  post(`${base}/wish/withdraw`, async (r) => withdraw(r, await subject(r)), { may, records: ['companion.wish-ended'] }),
  post(`${base}/wish/decide`, async (r) => decide(r, await subject(r)), {
    may,
    records: ['consent.given', 'companion.added', 'companion.wish-ended', 'companion.refused'],
  }),
]

/** Pairing: who asks for a companion is matched with a volunteer by the engine, and both say yes themselves. */
export const pairingRoom: Room = {
  name: 'pairing',
  routes: [
    ...doors.flatMap(through),
    get('/me/companion-asks/:id', showAsk, { may: 'signed-in' }),
    post('/me/companion-asks/:id', answer, { may: 'signed-in', records: ['companion.answered'] }),
  ],
  jobs: [{ name: 'pairing.go-on', everyMinutes: 15, run: goOnWithAll }],
}

import { findLed } from '../../activities'
import { findCompanion, findPhones, findToldNumber, listCompanions } from '../../people'
import type { Ctx } from '../../platform'
import { type Lang, translator } from '../../web'
import { linesOf } from './answer-lines'
import { askAbroad, notLinked, tellsSomething } from './ask-abroad'
import { findArriving, findOwnNeeds, findPresent, type OpenAsk, sayNextShifts, sayWork } from './find-open'
import type { SaidReason } from './grammar/read-reason'
import type { Intent, Reading } from './grammar/read-text'
import { momentOf } from './grammar/read-time'
import type { TextDoor } from './keep-inbound'
import type { AnsweredAsk, Attention, Expects, Outcome, Plan, Said, Undo } from './plan'
import { beginRequest, continueRequest } from './request'
import type { Together } from './together'
import type { Writer } from './who-writes'

/** A message with what is known about it. */
export type Heard = {
  readonly door: TextDoor
  readonly sender: string
  readonly text: string
  readonly saidAt: Temporal.Instant
  readonly reading: Reading
  readonly writers: readonly Writer[]
  readonly lang: Lang
  readonly expects: Expects | null
  readonly undo: Undo | null
  readonly together: Together
}

const say = (key: string, values: Record<string, string | number> = {}, more: Omit<Outcome, 'reply'> = {}): Plan => ({
  do: 'say',
  outcome: { reply: { key, values }, ...more },
})
const toPerson = (attention: Attention, key = 'passedOn'): Plan => say(key, {}, { attention })

/** Decides what a message asks for: from its words, what was asked last, and what is open for whoever writes. Reads only. */
export async function decidePlan(ctx: Ctx, heard: Heard): Promise<Plan> {
  const { reading, expects } = heard
  const { alone } = heard.together
  const { intent, digit } = reading
  // Whoever wrote in a chat can be rung only at a number they send.
  if (intent.kind === 'danger')
    return heard.door === 'telegram' && heard.writers.length === 0
      ? say('dangerHere', {}, { attention: 'danger', expects: { kind: 'call', tries: 0 } })
      : say('danger', {}, { attention: 'danger' })
  if (intent.kind === 'stop') return { do: 'stop', personIds: heard.writers.map((one) => one.personId) }
  // Of a number that nobody knows, «көмек» asks for help.
  const isCry = intent.kind === 'help' && intent.isBare && heard.door === 'sms' && heard.writers.length === 0
  if (intent.kind === 'help' && (!isCry || expects?.kind === 'draft')) return say('help')
  if (intent.kind === 'language') {
    // Of several people on one telephone, nobody's account is changed: only what is written to it.
    const [writer, other] = heard.writers
    return writer === undefined || other !== undefined
      ? say('language', {}, { lang: intent.lang })
      : { do: 'language', lang: intent.lang, personId: writer.personId }
  }
  const lines = heard.writers.length === 0 ? undefined : linesOf(heard)
  if (lines !== undefined) return decideLines(ctx, lines)
  if (digit === 0 || intent.kind === 'undo')
    return heard.undo === null ? say('undo.nothing', {}, { expects: null }) : { do: 'undo', undo: heard.undo }
  if (heard.door === 'telegram') {
    const first = await askAbroad(ctx, heard)
    if (first !== undefined) return first
  }
  if (expects?.kind === 'phone') {
    const [phone] = findPhones(heard.text)
    if (phone !== undefined) return { do: 'add-phone', needId: expects.needId, phone }
  }
  if (expects?.kind === 'draft' && reading.code === null)
    return alone(() => continueRequest(ctx.db, heard.text, digit, expects, heard.writers, heard.lang))
  if (expects?.kind === 'which' && digit !== null) {
    const askId = expects.askIds[digit - 1]
    const ask = (await askOf(ctx, heard)).find((one) => one.id === askId)
    if (ask !== undefined) return answerOf(ask, expects.said)
  }
  if (intent.kind === 'need' || isCry) return alone(() => beginRequest(ctx.db, heard.text, heard.writers, heard.lang))
  if (intent.kind === 'state') return alone(() => decideState(ctx, heard))
  if (intent.kind === 'receipt') return alone(() => decideReceipt(ctx, heard, intent.result, intent.reason))
  if (expects?.kind === 'receipt' && (intent.kind === 'yes' || intent.kind === 'no' || digit !== null)) {
    const result = (['yes', 'partly', 'no'] as const)[(digit ?? (intent.kind === 'yes' ? 1 : 3)) - 1]
    if (result !== undefined) return { do: 'receive', needId: expects.needId, result, reason: null }
  }
  if (heard.writers.length === 0) return decideForStranger(ctx, heard)
  return decideForKnown(ctx, heard, intent)
}

async function decideForStranger(ctx: Ctx, heard: Heard): Promise<Plan> {
  if (heard.door === 'telegram') return tellsSomething(heard) ? toPerson('stranger') : notLinked(ctx, heard)
  if (heard.door === 'mail') return toPerson('stranger', 'strangerByMail')
  // A yes to the text that asked whose number it is, and to nothing else: such a one has no ask yet.
  const told =
    heard.reading.intent.kind === 'yes' && heard.reading.code === null
      ? await findToldNumber(ctx.db, heard.sender)
      : undefined
  if (told !== undefined) return { do: 'prove-number', personId: told.personId }
  // Whoever asked for help from this number is no stranger.
  const [need] = await heard.together.alone(() => ownNeeds(ctx, heard))
  return need === undefined
    ? toPerson('stranger', 'stranger')
    : say('passedOn', {}, { attention: 'request', needId: need.id })
}

const idsOf = (heard: Heard): string[] => heard.writers.map((one) => one.personId)

async function decideForKnown(ctx: Ctx, heard: Heard, intent: Intent): Promise<Plan> {
  const now = ctx.clock.now()
  const { alone } = heard.together
  switch (intent.kind) {
    case 'shifts': {
      const shifts = await alone(() => sayNextShifts(ctx.db, idsOf(heard), heard.lang, now))
      return shifts.length === 0 ? say('shifts.none') : say('shifts', { list: soonest(shifts) })
    }
    case 'in': {
      const [arriving, other] = await alone(() => findArriving(ctx.db, idsOf(heard), now))
      if (arriving === undefined) return toPerson('words', 'in.none')
      // Two people of one telephone at work at once: whose word it is, a person asks.
      if (other !== undefined && other.volunteer_id !== arriving.volunteer_id) return toPerson('words')
      return { do: 'check-in', activityId: arriving.activity_id, personId: arriving.volunteer_id }
    }
    case 'out': {
      const [present, other] = await alone(() => findPresent(ctx.db, idsOf(heard)))
      if (present === undefined) return toPerson('words', 'out.none')
      if (other !== undefined) return toPerson('words')
      return { do: 'check-out', attendanceId: present.id, personId: present.volunteer_id }
    }
    case 'count':
      return decideCount(ctx, heard, intent.people)
    case 'wish-companion':
    case 'agree-companion': {
      const [one, other] = idsOf(heard)
      return one === undefined || other !== undefined ? toPerson('words') : { do: intent.kind, personId: one }
    }
    case 'end-companions': {
      const held = await Promise.all(idsOf(heard).map((personId) => listCompanions(ctx.db, personId, now)))
      const personIds = idsOf(heard).filter((_, at) => (held[at] ?? []).length > 0)
      // Whose companion is meant where several share a telephone, a person asks.
      return personIds.length > 1 ? toPerson('words') : { do: 'end-companions', personIds }
    }
    default:
      return decideAnswer(ctx, heard, intent)
  }
}

const LIST_CHARACTERS = 105

/** As much of a list as two parts of a text message hold, the first always. */
const soonest = (list: readonly string[]): string =>
  list.reduce((said, one) => (said.length + one.length + 2 <= LIST_CHARACTERS ? `${said}; ${one}` : said))

/** How many came, from whoever leads what runs now; anybody else's number goes to a person. */
async function decideCount(ctx: Ctx, heard: Heard, people: number): Promise<Plan> {
  const [led, other] = await heard.together.alone(() => findLed(ctx.db, idsOf(heard), ctx.clock.now()))
  return led === undefined || other !== undefined
    ? say('count', { people }, { attention: 'count' })
    : { do: 'count', activityId: led.id, people, personId: led.coordinator_id }
}

/** Answers of several people, each by the code on its line. */
async function decideLines(ctx: Ctx, lines: readonly Heard[]): Promise<Plan> {
  const answers: AnsweredAsk[] = []
  for (const line of lines) {
    const [ask] = await askOf(ctx, line)
    if (ask === undefined) continue
    const said = saidOf(line.reading.intent, line, ask, line.writers[0]?.zone ?? 'Asia/Almaty')
    const isOwn = line.writers.some((one) => one.personId === ask.personId)
    answers.push({ askId: ask.id, personId: ask.personId, conveyed: !isOwn, said })
  }
  if (answers.length === 0) return toPerson('words', 'miscoded')
  return { do: 'answers', answers, unknown: lines.length - answers.length }
}

/** An answer lands on the ask of its code, or on the only one open; where several are, a question goes back. */
async function decideAnswer(ctx: Ctx, heard: Heard, intent: Intent): Promise<Plan> {
  if (heard.reading.isMiscoded) return toPerson('words', 'miscoded')
  const asks = await askOf(ctx, heard)
  const [ask] = asks
  if (ask === undefined) return toPerson('words', heard.reading.code === null ? 'passedOn' : 'miscoded')
  const zone = heard.writers[0]?.zone ?? 'Asia/Almaty'
  const said = saidOf(intent, heard, ask, zone)
  // Said before what is written down already: the later word stands, and a person sees both.
  if (said.as !== 'words' && (await isOvertaken(ctx, heard))) return toPerson('words', 'overtaken')
  if (asks.length === 1) {
    const isOwn = heard.writers.some((one) => one.personId === ask.personId)
    return { ...answerOf(ask, said), conveyed: !isOwn }
  }
  // Free words among several open asks are for a person, who sees them all.
  if (said.as === 'words') return toPerson('words')
  const options = asks.slice(0, 5)
  const works = await Promise.all(options.map(({ id }) => heard.together.workOf(id)))
  const list = works
    .flatMap((work, at) => {
      if (work === undefined) return []
      const { when, place } = sayWork(work, heard.lang)
      return [`${at + 1}) ${when}, ${place}`]
    })
    .join('; ')
  return say('which', { list }, { expects: { kind: 'which', askIds: options.map((one) => one.id), said } })
}

const DELAYED_SECONDS = 30

/** Whether something this sender said later was answered before this arrived; only what was long on the way is looked at. */
async function isOvertaken(ctx: Ctx, { door, sender, saidAt }: Heard): Promise<boolean> {
  if (ctx.clock.now().since(saidAt).total('seconds') < DELAYED_SECONDS) return false
  const later = await ctx.db
    .selectFrom('inbound_messages')
    .select('id')
    .where('door', '=', door)
    .where('sender', '=', sender)
    .where('said_at', '>', saidAt)
    .where('answered_at', 'is not', null)
    .where('intent', 'in', ['yes', 'no', 'from', 'not-today', 'words'])
    .limit(1)
    .executeTakeFirst()
  return later !== undefined
}

const answerOf = (ask: OpenAsk, said: Said): Extract<Plan, { do: 'answer' }> => ({
  do: 'answer',
  askId: ask.id,
  personId: ask.personId,
  conveyed: false,
  said,
})

function saidOf(intent: Intent, heard: Heard, ask: OpenAsk, zone: string): Said {
  const words = heard.text.trim().slice(0, 2000)
  if (intent.kind === 'yes') return { as: 'yes', yesFrom: null, words: null }
  if (intent.kind === 'no' || (intent.kind === 'not-today' && ask.startsToday))
    return { as: 'no', yesFrom: null, words: null }
  if (intent.kind === 'from')
    return { as: 'yes-from', yesFrom: momentOf(intent.time, heard.saidAt, zone).toString(), words }
  return { as: 'words', yesFrom: null, words }
}

/** The asks a message may be about: that of its code, if it is theirs to answer; else those open for whoever writes. */
async function askOf(ctx: Ctx, heard: Heard): Promise<OpenAsk[]> {
  const now = ctx.clock.now()
  if (heard.reading.code === null) return heard.together.answerableBy(idsOf(heard))
  const ask = await heard.together.askOfCode(heard.reading.code)
  if (ask === undefined) return []
  if (heard.writers.some((one) => one.personId === ask.personId)) return [ask]
  const [companion] = heard.writers
  const held = companion === undefined ? undefined : await findCompanion(ctx.db, companion.personId, ask.personId, now)
  return held?.scopes.includes('answer-asks') === true ? [ask] : []
}

const contactKindOf = { sms: 'phone', voice: 'phone', mail: 'email', telegram: 'telegram' } as const

async function ownNeeds(ctx: Ctx, heard: Heard) {
  const kind = contactKindOf[heard.door]
  const all = await findOwnNeeds(ctx, { kind, value: heard.sender }, idsOf(heard))
  const { code } = heard.reading
  return code === null ? all : all.filter((need) => need.reference === code)
}

async function decideState(ctx: Ctx, heard: Heard): Promise<Plan> {
  // A code of eight letters may also be that of an ask.
  const needs = await ownNeeds(ctx, heard)
  const open = needs.filter(({ state }) => ['raised', 'verified', 'helped'].includes(state))
  const shown = (open.length > 0 ? open : needs).slice(0, 2)
  if (shown.length === 0) return toPerson('stranger', heard.door === 'telegram' ? 'state.noneHere' : 'state.none')
  const t = translator(heard.lang)
  const [only, another] = shown
  // Whoever is asked for help too might mean an ask by their digit.
  if (heard.writers.length === 0 && only?.state === 'helped' && another === undefined)
    return say(
      'state.helped',
      { reference: only.reference },
      { expects: { kind: 'receipt', needId: only.id }, needId: only.id },
    )
  return say('state', {
    list: shown.map(({ reference, state }) => `${reference}: ${t(`needs.state.${state}`)}`).join('; '),
  })
}

async function decideReceipt(
  ctx: Ctx,
  heard: Heard,
  result: 'yes' | 'partly' | 'no',
  reason: SaidReason | null,
): Promise<Plan> {
  const needs = (await ownNeeds(ctx, heard)).filter(({ state }) => ['raised', 'verified', 'helped'].includes(state))
  const [need] = needs
  if (need === undefined) return toPerson('receipt')
  const helped = needs.filter(({ state }) => state === 'helped')
  const meant = needs.length === 1 ? need : helped.length === 1 ? helped[0] : undefined
  if (meant === undefined) return toPerson('receipt')
  return { do: 'receive', needId: meant.id, result, reason }
}

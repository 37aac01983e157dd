import { createHash } from 'node:crypto'
import { checkIn, checkOut, countPeople, sayRefusal, undoAnswer } from '../../activities'
import { confirmAll } from '../../goods'
import {
  cancelNeed,
  correctNeed,
  decideDue,
  kindOfLines,
  type RaiseNeed,
  raiseNeed,
  readLine,
  receiveHelp,
} from '../../needs'
import { decideCompanion, USUAL_DAYS, wishCompanion, withdrawWish } from '../../pairing'
import { companionScopes, correctPerson, endCompanions, listContacts, listGrants, proveByMessage } from '../../people'
import { findLocality, placeName, resolvePlace } from '../../places'
import type { Ctx, Door } from '../../platform'
import { sayIn, translator } from '../../web'
import { changeSettings } from '../settings'
import { readRequest } from './ask-abroad'
import { agreeAbroad, withdrawAbroad } from './chat-consent'
import { decidePlan } from './decide-plan'
import { sayWork } from './find-open'
import type { TextDoor } from './keep-inbound'
import type { AnsweredAsk, Outcome, Plan, Reply } from './plan'
import type { Together } from './together'
import { addressOf } from './unproven'
import type { Writer } from './who-writes'

type Acting = {
  readonly id: string
  readonly door: TextDoor
  readonly sender: string
  readonly lang: 'kk' | 'ru' | 'en'
  readonly writers: readonly Writer[]
  readonly together: Together
}

const doorOf = { sms: 'sms', mail: 'email', telegram: 'telegram', voice: 'voice' } as const satisfies Record<
  TextDoor,
  Door
>

const wayOf = { sms: 'sms', mail: 'email', telegram: 'telegram', voice: 'voice' } as const satisfies Record<
  TextDoor,
  string
>

const reply = (key: string, values: Reply['values'] = {}): Reply => ({ key, values })

/** The same request seen as that of a person who wrote it, repeatable: a second run returns the first outcome. */
function asWriter(ctx: Ctx, message: Acting, personId: string | null, name = ''): Ctx {
  return {
    ...ctx,
    door: doorOf[message.door],
    lang: message.lang,
    actor:
      personId === null
        ? { kind: 'system', name: 'talk' }
        : { kind: 'person', personId, name, sessionId: personId, grants: [] },
    onBehalfOf: undefined,
    mayRecord: undefined,
    idempotency: {
      scope: 'talk',
      key: message.id,
      requestHash: createHash('sha256').update(message.id).digest(),
    },
  }
}

/** Does what a message asks for, by the same commands as every other door. Repeating it after a crash does it once. */
export async function act(ctx: Ctx, message: Acting, plan: Plan): Promise<Outcome> {
  if (plan.do === 'say') return plan.outcome
  if (plan.do === 'answer') return actAnswer(ctx, message, plan)
  if (plan.do === 'answers') return actLines(ctx, message, plan)
  if (plan.do === 'agree-abroad') return actAgreed(ctx, message, plan)
  return message.together.alone(() => actAlone(ctx, message, plan))
}

async function actAlone(
  ctx: Ctx,
  message: Acting,
  plan: Exclude<Plan, { readonly do: 'say' | 'answer' | 'answers' | 'agree-abroad' }>,
): Promise<Outcome> {
  switch (plan.do) {
    case 'check-in':
      return actCheckIn(ctx, message, plan)
    case 'check-out': {
      const left = await checkOut(asWriter(ctx, message, plan.personId), {
        attendanceId: plan.attendanceId,
        how: 'self',
      })
      return left.ok
        ? {
            reply: reply('out', { time: saidMinutes(message, left.value.minutes) }),
            undo: presenceByPerson,
            personId: plan.personId,
          }
        : { reply: reply('passedOn'), attention: 'refused', personId: plan.personId }
    }
    case 'count':
      return actCount(ctx, message, plan)
    case 'language': {
      const { personId, lang } = plan
      await correctPerson(asWriter(ctx, message, personId), { personId, lang })
      return { reply: reply('language'), lang, personId }
    }
    case 'receive':
      return actReceive(ctx, message, plan)
    case 'raise':
      return actRaise(ctx, message, plan)
    case 'undo':
      return actUndo(ctx, message, plan)
    case 'wish-companion': {
      const until = ctx.clock.now().add({ hours: 24 * USUAL_DAYS })
      const own = asWriter(ctx, message, plan.personId)
      const wished = await wishCompanion(own, { personId: plan.personId, scopes: companionScopes, until })
      const key = wished.ok || wished.error.kind === 'wished-already' ? 'companion.wished' : undefined
      return key === undefined
        ? { reply: reply('passedOn'), attention: 'refused', personId: plan.personId }
        : { reply: reply(key), undo: presenceByPerson, expects: null, personId: plan.personId }
    }
    case 'agree-companion': {
      const { personId } = plan
      const agreed = await decideCompanion(asWriter(ctx, message, personId), { personId, agreed: true, how: 'sms' })
      return agreed.ok
        ? { reply: reply('companion.agreed'), undo: presenceByPerson, expects: null, personId }
        : { reply: reply('passedOn'), attention: 'words', personId }
    }
    case 'prove-number': {
      const { personId } = plan
      const proved = await proveByMessage(asWriter(ctx, message, personId), { personId, number: message.sender })
      return proved.ok
        ? { reply: reply('proved'), undo: presenceByPerson, expects: null, personId }
        : { reply: reply('stranger'), attention: 'stranger' }
    }
    case 'end-companions': {
      let ended = 0
      for (const personId of plan.personIds) {
        const all = await endCompanions(asWriter(ctx, message, personId), { personId })
        if (all.ok) ended += all.value.ended
        const wish = await withdrawWish(asWriter(ctx, message, personId), { personId })
        if (wish.ok && wish.value.withdrawn) ended++
      }
      // What was agreed is not taken up again by one digit: that takes a new agreement.
      return ended === 0
        ? { reply: reply('companion.none'), expects: null }
        : { reply: reply('companion.ended'), undo: presenceByPerson, expects: null }
    }
    case 'stop':
      return actStop(ctx, message, plan.personIds)
    case 'add-phone':
      return actAddPhone(ctx, message, plan)
  }
}

async function actAgreed(ctx: Ctx, message: Acting, plan: Extract<Plan, { do: 'agree-abroad' }>): Promise<Outcome> {
  const { text, personId } = plan
  const { sender, lang, writers } = message
  const regionId = writers[0]?.regionId ?? (await message.together.regionOfHouse(null))
  const agreed = await agreeAbroad(asWriter(ctx, message, personId), { personId, chat: sender, regionId, lang })
  if (!agreed) return { reply: reply('passedOn'), attention: 'refused', expects: null }
  // What they said before is answered now.
  const heard = { ...message, text, saidAt: ctx.clock.now(), reading: readRequest(text), expects: null, undo: null }
  return act(ctx, message, await decidePlan(ctx, heard))
}

async function actStop(ctx: Ctx, message: Acting, personIds: readonly string[]): Promise<Outcome> {
  for (const personId of personIds)
    await changeSettings(asWriter(ctx, message, personId), personId, { [wayOf[message.door]]: false }, true)
  const ended =
    message.door === 'telegram' &&
    (await withdrawAbroad((personId) => asWriter(ctx, message, personId), message.sender, personIds))
  const key = message.door !== 'telegram' ? 'stop' : ended ? 'stop.consent' : 'stop.chat'
  return { reply: reply(key), stopped: true, undo: { kind: 'stop', personIds }, expects: null }
}

async function actAddPhone(ctx: Ctx, message: Acting, plan: Extract<Plan, { do: 'add-phone' }>): Promise<Outcome> {
  const { needId, phone } = plan
  const own = asWriter(ctx, message, null)
  const corrected = await correctNeed(own, { needId, lines: [], phone, by: { consentHow: 'by-text' } })
  return corrected.ok
    ? {
        reply: reply('request.phone'),
        undo: { kind: 'by-person', why: 'words', needId },
        expects: null,
        needId,
      }
    : { reply: reply('passedOn'), attention: 'request', expects: null, needId }
}

// Else `0` would take back what was said before it.
const presenceByPerson = { kind: 'by-person', why: 'words' } as const

const saidMinutes = (message: Acting, minutes: number): string => sayIn(message.lang, 'Asia/Almaty').duration(minutes)

/** Each line is an answer of its own, with its own key; together they get one reply that says every one. */
async function actLines(ctx: Ctx, message: Acting, plan: Extract<Plan, { do: 'answers' }>): Promise<Outcome> {
  const t = translator(message.lang)
  const said: string[] = []
  let attention = plan.unknown > 0 ? ('words' as const) : undefined
  for (const answer of plan.answers) {
    const outcome = await actAnswer(ctx, { ...message, id: `${message.id} ${answer.askId}` }, answer)
    if (outcome.attention !== undefined) attention = 'words'
    if (outcome.reply !== null)
      said.push(t(`talk.reply.line.${outcome.reply.key.slice('answer.'.length)}`, outcome.reply.values))
  }
  const list = said.map((one, at) => `${at + 1}) ${one}`).join('; ')
  // Whose answer a lone 0 would take back, nobody could tell.
  return { reply: reply('lines', { list, unknown: plan.unknown }), attention, undo: presenceByPerson, expects: null }
}

async function actAnswer(ctx: Ctx, message: Acting, plan: AnsweredAsk): Promise<Outcome> {
  const { said, askId, personId } = plan
  const speaker = plan.conveyed ? (message.writers[0]?.personId ?? null) : personId
  const answered = await message.together.answerAsk({
    ctx: asWriter(ctx, message, speaker),
    input: {
      askId,
      kind: said.as,
      yesFrom: said.yesFrom === null ? undefined : Temporal.Instant.from(said.yesFrom),
      words: said.words ?? undefined,
      orWait: true,
      ...(plan.conveyed ? { conveyed: { how: 'sms' as const } } : {}),
    },
  })
  const asked = await message.together.workOf(askId)
  const work = asked === undefined ? undefined : sayWork(asked, message.lang)
  const values = { place: work?.place ?? '', when: work?.when ?? '' }
  if (!answered.ok) {
    const { error } = answered
    if (error.kind === 'already-seated' && said.as === 'yes')
      return { reply: reply('answer.seatedAlready', values), personId }
    if (error.kind === 'already-seated')
      return { reply: reply('answer.passedToCoordinator', values), attention: 'words', personId }
    if (error.kind === 'accept-first')
      return { reply: reply('answer.readFirst', values), attention: 'refused', personId }
    const why =
      error.kind === 'forbidden'
        ? ''
        : sayRefusal(
            { t: translator(message.lang), say: sayIn(message.lang, work?.zone ?? 'Asia/Almaty'), lang: message.lang },
            error,
          )
    return { reply: reply('answer.refused', { ...values, why }), attention: 'refused', personId }
  }
  const { outcome, answerId } = answered.value
  const undo = { kind: 'answer' as const, answerId, personId: speaker ?? personId }
  const from =
    said.yesFrom === null
      ? ''
      : sayIn(message.lang, work?.zone ?? 'Asia/Almaty').dateTime(Temporal.Instant.from(said.yesFrom))
  const key = outcome === 'full' ? 'answer.full' : `answer.${said.as}`
  return { reply: reply(key, { ...values, from }), undo, expects: null, personId }
}

async function actCount(ctx: Ctx, message: Acting, plan: Extract<Plan, { do: 'count' }>): Promise<Outcome> {
  const { personId, people, activityId } = plan
  const own = asWriter(ctx, message, personId)
  // A number is taken from whoever may manage the work at this moment, as on its page.
  const grants = await listGrants(ctx.db, personId, ctx.clock.now())
  const counted = await countPeople(own.actor.kind === 'person' ? { ...own, actor: { ...own.actor, grants } } : own, {
    activityId,
    people,
  })
  return counted.ok
    ? { reply: reply('counted', { people }), undo: presenceByPerson, personId }
    : { reply: reply('count', { people }), attention: 'count', personId }
}

async function actCheckIn(ctx: Ctx, message: Acting, plan: Extract<Plan, { do: 'check-in' }>): Promise<Outcome> {
  const { personId } = plan
  const came = await checkIn(asWriter(ctx, message, personId), {
    activityId: plan.activityId,
    volunteerId: personId,
    how: 'self',
  })
  if (came.ok) {
    const at = sayIn(message.lang, message.writers[0]?.zone ?? 'Asia/Almaty').time(ctx.clock.now())
    return { reply: reply('in', { time: at }), undo: presenceByPerson, personId }
  }
  const why = sayRefusal(
    { t: translator(message.lang), say: sayIn(message.lang, 'Asia/Almaty'), lang: message.lang },
    came.error,
  )
  return { reply: reply('in.refused', { why }), attention: 'refused', personId }
}

/** The word of the person helped, as on their link. */
const asHelped = (ctx: Ctx, message: Acting, needId: string): Ctx => ({
  ...asWriter(ctx, message, null),
  actor: { kind: 'link', linkId: needId, purpose: 'need', subjectId: needId, personId: null },
})

async function actReceive(ctx: Ctx, message: Acting, plan: Extract<Plan, { do: 'receive' }>): Promise<Outcome> {
  const { needId, result } = plan
  const own = asHelped(ctx, message, needId)
  const received = await receiveHelp(own, {
    needId,
    result,
    reason: result === 'yes' ? null : (plan.reason ?? 'other'),
  })
  const undo = { kind: 'by-person', why: 'receipt', needId } as const
  if (received.ok) return { reply: reply(`receipt.${result}`), undo, needId, expects: null }
  // What of several deliveries was wrong takes a conversation; that all was right takes a word.
  if (received.error.kind === 'by-lines' && result === 'yes') {
    const confirmed = await confirmAll(own, { needId, by: { kind: 'person' } })
    if (confirmed.ok) return { reply: reply('receipt.yes'), undo, needId, expects: null }
  }
  return { reply: reply('receipt.person'), attention: 'receipt', needId, expects: null }
}

const AMOUNT = /(?<!размер |size |өлшем |өлшемі )(?<![\d:.,])(\d{1,6}(?:[.,]\d{1,2})?)\s*([\p{L}]*)/iu

async function actRaise(ctx: Ctx, message: Acting, plan: Extract<Plan, { do: 'raise' }>): Promise<Outcome> {
  const { draft, personId } = plan
  const place = await resolvePlace(ctx.db, { localityId: draft.localityId })
  const locality = await findLocality(ctx.db, draft.localityId)
  if (!place.ok || locality === undefined)
    return { reply: reply('request.person'), attention: 'request', expects: null }
  const { regionId, districtId, localityId, zone } = place.value
  const now = ctx.clock.now()
  const due = decideDue(draft.when ?? 'tomorrow', zone, now)
  const amount = AMOUNT.exec(draft.words)
  const typed = amount === null ? '' : `${amount[1] ?? ''} ${amount[2] ?? ''}`.trim()
  const line = readLine(draft.words, typed) ?? readLine(draft.words)
  const lines = line === undefined ? [] : [line]
  const contact = await contactOf(ctx, message, personId)
  const raised = await raiseNeed(asWriter(ctx, message, personId), {
    kind: kindOfLines(lines),
    lines,
    words: draft.words,
    place: {
      regionId,
      districtId: districtId ?? null,
      localityId: localityId ?? null,
      zone,
      address: '',
      atHome: true,
    },
    neededBy: due?.neededBy ?? now.add({ hours: 24 }),
    urgency: due?.urgency ?? 'unknown',
    vulnerability: [],
    name: message.writers.length === 1 ? (message.writers[0]?.name ?? '') : '',
    contact,
    callSafe: message.door === 'sms' || message.door === 'telegram',
    textSafe: true,
    lang: message.lang,
    ...(personId === null ? {} : { personId }),
  })
  if (!raised.ok) return { reply: reply('request.person'), attention: 'request', expects: null }
  const { reference, needId, danger } = raised.value
  const key = danger !== null ? 'raisedDanger' : contact.kind === 'telegram' ? 'raisedHere' : 'raised'
  return {
    reply: reply(`request.${key}`, {
      reference,
      place: placeName(locality, message.lang),
      by: sayIn(message.lang, zone).dateTime(due?.neededBy ?? now.add({ hours: 24 })),
    }),
    undo: { kind: 'need', needId },
    expects: contact.kind === 'telegram' ? { kind: 'phone', needId } : null,
    needId,
    regionId,
    ...(danger === null ? {} : { attention: 'danger' as const }),
  }
}

/** Where whoever asks is answered and rung: where they wrote from, and from a chat at the telephone of their account, if they have one. */
async function contactOf(ctx: Ctx, { door, sender }: Acting, personId: string | null): Promise<RaiseNeed['contact']> {
  if (door !== 'telegram')
    return { kind: door === 'mail' ? 'email' : door === 'sms' ? 'phone' : 'none', value: addressOf(sender) }
  const phone =
    personId === null
      ? undefined
      : (await listContacts(ctx.db, personId)).find(({ kind, verifiedAt }) => kind === 'phone' && verifiedAt !== null)
  return phone === undefined ? { kind: 'telegram', value: sender } : { kind: 'phone', value: phone.value }
}

async function actUndo(ctx: Ctx, message: Acting, { undo }: Extract<Plan, { do: 'undo' }>): Promise<Outcome> {
  const done: Outcome = { reply: reply(`undo.${undo.kind}`), undo: null, expects: null }
  switch (undo.kind) {
    case 'by-person':
      return { reply: reply('undo.person'), attention: undo.why, undo: null, needId: undo.needId ?? null }
    case 'answer': {
      const undone = await undoAnswer(asWriter(ctx, message, undo.personId), { answerId: undo.answerId })
      return undone.ok
        ? { ...done, personId: undo.personId }
        : { reply: reply('undo.person'), attention: 'refused', undo: null }
    }
    case 'stop':
      for (const personId of undo.personIds)
        await changeSettings(asWriter(ctx, message, personId), personId, { [wayOf[message.door]]: true }, true)
      return { ...done, stopped: false }
    case 'need': {
      // The number that asked takes it back within the hour; whoever could, could also ask anew.
      const own = { ...asWriter(ctx, message, null) }
      const cancelled = await cancelNeed(own, { needId: undo.needId, by: { consentHow: 'by-text' } })
      return cancelled.ok
        ? { ...done, needId: undo.needId }
        : { reply: reply('undo.person'), attention: 'request', undo: null, needId: undo.needId }
    }
  }
}

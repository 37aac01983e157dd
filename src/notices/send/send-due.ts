import { makeUndoLink } from '../../activities'
import { makeAskLink } from '../../dispatch'
import { type Ctx, type Db, makeSecretLink, recordLooks, SendError } from '../../platform'
import { type Lang, translator } from '../../web'
import { repliesTo } from '../channels/mail/replies-to'
import { pushPayload } from '../channels/push/push-payload'
import { askButtons, messengerText, newsInChat } from '../channels/telegram/chat-text'
import { callPerson } from '../channels/voice/call-person'
import { nextDoorAt } from '../doors'
import { mayWake } from '../plan-deliveries'
import { afterQuiet, isQuiet } from '../quiet'
import { findFacts, type NoticeRow, renderNotice } from '../render'
import { unsubscribeToken } from '../unsubscribe-token'
import { findReceivers, type Receiver } from '../wishes'
import { claimDue, endHeld, type Held, putBack } from './claim'
import { donorWayOf } from './donor-way'
import { emergencyWayOf } from './emergency-contact'
import { findAnotherWay, keep } from './keep'
import { passOn } from './pass-on'
import { safeWayTo } from './safe-contact'
import { INVITED, sendInvitation } from './send-invitation'
import { sendReplies } from './send-replies'
import { outdated } from './still-holds'

const BATCH = 12
const TRIES_MAX = 8
const BACKOFF_SECONDS_MAX = 3600
const LINK_DAYS = 90

/** Seconds until the next try after `tries` failed ones: half a minute, doubling, an hour at most. */
export const backoffSeconds = (tries: number): number => Math.min(30 * 2 ** (tries - 1), BACKOFF_SECONDS_MAX)

/**
 * Sends what is due, until nothing is. Any number of processes may do so at once; each delivery is held by one of them. A gateway that
 * fails is tried again with growing pauses; what no longer holds is skipped, with the reason kept; what has no sender, or no address, is
 * kept until there is one.
 * @returns how many deliveries were dealt with
 */
export async function sendDue(ctx: Ctx): Promise<number> {
  let dealt = 0
  for (;;) {
    const now = ctx.clock.now()
    const held = await claimDue(ctx.db, now, BATCH)
    if (held.length === 0) return dealt
    const receivers = await findReceivers(ctx.db, [
      ...new Set(held.flatMap((one) => (one.personId === null ? [] : [one.personId]))),
    ])
    const replies = held.filter(({ inboundId }) => inboundId !== null)
    const others = held.filter(({ inboundId }) => inboundId === null)
    await Promise.all([
      sendReplies(ctx, replies, (one, cause) => failed(ctx, [one], cause)),
      ...parcels(others).map((parcel) => sendParcel(ctx, parcel, receivers)),
    ])
    dealt += held.length
  }
}

// Everything of one person's digest goes out as one message.
function parcels(held: readonly Held[]): Held[][] {
  const digests = new Map<string, Held[]>()
  const all: Held[][] = []
  for (const one of held) {
    const key = `${one.personId} ${one.channel}`
    const open = one.digest ? digests.get(key) : undefined
    if (open !== undefined) open.push(one)
    else {
      const parcel = [one]
      all.push(parcel)
      if (one.digest) digests.set(key, parcel)
    }
  }
  return all
}

async function sendParcel(ctx: Ctx, parcel: readonly Held[], receivers: ReadonlyMap<string, Receiver>): Promise<void> {
  const now = ctx.clock.now()
  const live: Held[] = []
  for (const one of parcel) {
    const why = await outdated(ctx.db, one, now)
    if (why === undefined) live.push(one)
    else await endHeld(ctx.db, [one], { state: 'skipped', reason: why }, now)
  }
  const [first] = live
  // Sending later than the lease could say the same twice: whoever holds it now does it.
  if (first === undefined || Temporal.Instant.compare(ctx.clock.now(), first.leaseEnds) >= 0) return
  try {
    if (first.activityId !== null) await sendToEmergencyContact(ctx, first, first.activityId)
    else if (first.giftId !== null) await sendToDonor(ctx, first, first.giftId)
    else if (first.personId === null) await sendToHelped(ctx, first)
    else if (first.kind === INVITED) await sendInvitation(ctx, first, first.personId)
    else await sendToPerson(ctx, live, receivers.get(first.personId))
  } catch (cause) {
    await failed(ctx, live, cause)
  }
}

async function failed(ctx: Ctx, live: readonly Held[], cause: unknown): Promise<void> {
  const now = ctx.clock.now()
  const tries = Math.max(...live.map((one) => one.tries))
  const reason = reasonOf(cause)
  ctx.log('notices.send-failed', { channel: live[0]?.channel, tries, reason })
  const isPause = cause instanceof SendError && cause.afterSeconds !== undefined
  const isOver = (tries >= TRIES_MAX && !isPause) || (cause instanceof SendError && cause.refused)
  if (isOver)
    await passOn(
      ctx,
      live.map((one) => one.id),
      reason,
    )
  else {
    // A pause somebody asked for is no failed try.
    const asked = cause instanceof SendError ? cause.afterSeconds : undefined
    const at = now.add({ seconds: asked ?? backoffSeconds(tries) })
    await putBack(ctx.db, live, { at, reason, uncounted: asked !== undefined })
  }
}

// Answers of gateways can quote addresses, so only codes are kept.
const reasonOf = (cause: unknown): string => {
  const failure = cause as { code?: unknown; responseCode?: unknown; message?: unknown }
  const code = failure.responseCode ?? failure.code ?? /answered (\d{3})/.exec(String(failure.message))?.[1]
  return code === undefined ? 'gateway' : `gateway-${String(code).slice(0, 20)}`
}

const rowOf = (held: Held): NoticeRow => ({ id: held.noticeId, kind: held.kind, path: held.path, values: held.values })

async function sendToPerson(ctx: Ctx, live: readonly Held[], receiver: Receiver | undefined): Promise<void> {
  const { db } = ctx
  const now = ctx.clock.now()
  const [first] = live
  if (first === undefined) return
  const skip = (reason: string) => endHeld(db, live, { state: 'skipped', reason }, now)
  if (receiver === undefined || receiver.pageOnly) return void (await skip('person-gone'))
  const { wishes } = receiver
  const { channel } = first
  const to = channel === 'contact' ? null : wishes.addresses[channel]
  if (channel === 'contact' || to === null) return findAnotherWay(ctx, live, receiver)
  if (!wishes.on[channel]) return void (await skip('turned-off'))
  if (isQuiet(now, wishes.quiet) && !live.some((one) => mayWake(one, wishes))) {
    const at = afterQuiet(now, wishes.quiet)
    return void (await putBack(db, live, { at, reason: 'quiet-hours', uncounted: true }))
  }
  if (ctx.ports[channel] === undefined) return keep(db, live, 'no-sender', now)
  const facts = await findFacts(db, live.map(rowOf))
  if (channel === 'voice') {
    const words = messengerText(rowOf(first), facts, receiver.lang)
    const { personId, lang } = receiver
    await callPerson(ctx, { deliveryId: first.id, personId, to, lang, words, code: await codeToAnswer(db, live) })
    return endSent(ctx, live, first)
  }
  const lines = await Promise.all(
    live.map(async (one) => ({
      text:
        channel === 'telegram' || channel === 'push'
          ? messengerText(rowOf(one), facts, receiver.lang)
          : renderNotice(rowOf(one), facts, receiver.lang),
      link: `${ctx.config.url}${await pathOf(db, one, now)}`,
    })),
  )
  const text = shortMessage(receiver.lang, lines, ctx.config.url)
  const replies = channel === 'email' ? await repliesTo(ctx, first.id) : undefined
  const code = channel === 'email' && replies?.replyTo === undefined ? undefined : await codeToAnswer(db, live)
  const how = code === undefined ? '' : translator(receiver.lang)('talk.howToAnswer', { code })
  if (channel === 'email') {
    const off = `${ctx.config.url}/notices/off/${await unsubscribeToken(db, receiver.personId)}`
    await ctx.ports.email?.({ to, ...letter(receiver.lang, lines, how, off), listUnsubscribe: off, ...replies })
  } else if (channel === 'push') {
    const [line] = lines
    const isOne = lines.length === 1 && line !== undefined
    const path = isOne ? line.link.slice(ctx.config.url.length) : '/me/notices'
    const body = isOne ? line.text : translator(receiver.lang)('notices.digest.subject', { count: lines.length })
    const answerPath = path.startsWith('/a/') ? `${path}/push` : undefined
    const payload = pushPayload({ id: first.noticeId, body, path, answerPath }, receiver.lang)
    await ctx.ports.push?.({ personId: to, payload, isUrgent: live.some(({ pace }) => pace === 'now') })
  } else if (channel === 'telegram') {
    const buttons = code === undefined ? [] : askButtons(receiver.lang, code)
    await ctx.ports.telegram?.send({ chatId: to, text: `${text} ${how}`.trim(), buttons })
  } else await ctx.ports.sms?.({ to, text: `${text} ${how}`.trim(), deliveryId: first.id })
  return endSent(ctx, live, first)
}

async function endSent({ db, clock }: Ctx, live: readonly Held[], { pace }: Held): Promise<void> {
  const now = clock.now()
  await endHeld(db, live, { state: 'sent', nextDoorAt: nextDoorAt(pace, now) }, now)
}

// An ask can be answered with a word; its code tells it from others of the same telephone.
async function codeToAnswer(db: Db, live: readonly Held[]): Promise<string | undefined> {
  const askId = live.length === 1 && live[0]?.kind === 'asked' ? live[0].values.askId : undefined
  if (askId === undefined) return undefined
  return (await db.selectFrom('asks').select('code').where('id', '=', askId).executeTakeFirst())?.code
}

// An ask is answered, and what somebody said for a person taken back, from the message itself, without signing in; every other notice
// leads to the person's own pages.
async function pathOf(db: Db, { kind, path, values }: Held, now: Temporal.Instant): Promise<string> {
  const { askId, answerId } = values
  if (kind === 'asked' && askId !== undefined) return (await makeAskLink(db, askId, now)) ?? path
  if (kind === 'answered-for-you' && answerId !== undefined) return (await makeUndoLink(db, answerId, now)) ?? path
  return path
}

type Line = { readonly text: string; readonly link: string }

function letter(lang: Lang, lines: readonly Line[], how: string, off: string): { subject: string; text: string } {
  const t = translator(lang)
  const [first] = lines
  const subject = lines.length === 1 ? (first?.text ?? '') : t('notices.digest.subject', { count: lines.length })
  const body = [...lines.map(({ text, link }) => `${text}\n${link}`), ...(how === '' ? [] : [how])].join('\n\n')
  return {
    subject: subject.slice(0, 180),
    text: `${t('notices.mail.greeting')}\n\n${body}\n\n${t('notices.mail.not112')}\n\n-- \n${t('notices.mail.off')}\n${off}\n`,
  }
}

const shortMessage = (lang: Lang, lines: readonly Line[], url: string): string =>
  lines.length === 1
    ? `${lines[0]?.text ?? ''} ${lines[0]?.link ?? ''}`
    : `${translator(lang)('notices.digest.subject', { count: lines.length })} ${url}/me/notices`

// Only a text message of this hour is of use: what cannot go out is not kept, the coordinator rings all the same.
async function sendToEmergencyContact(ctx: Ctx, held: Held, activityId: string): Promise<void> {
  const way = await emergencyWayOf(ctx.db, activityId)
  const now = ctx.clock.now()
  const { sms } = ctx.ports
  if (way === undefined || sms === undefined) {
    const reason = way === undefined ? 'no-contact' : 'no-sender'
    return void (await endHeld(ctx.db, [held], { state: 'skipped', reason }, now))
  }
  const facts = await findFacts(ctx.db, [rowOf(held)])
  await sms({ to: way.phone, text: renderNotice(rowOf(held), facts, way.lang), deliveryId: held.id })
  await endHeld(ctx.db, [held], { state: 'sent' }, ctx.clock.now())
}

async function sendToDonor(ctx: Ctx, held: Held, giftId: string): Promise<void> {
  const { db, ports } = ctx
  const now = ctx.clock.now()
  const way = await donorWayOf(ctx, giftId)
  if (way === undefined) return void (await endHeld(db, [held], { state: 'skipped', reason: 'no-contact' }, now))
  if (ports[way.kind === 'email' ? 'email' : 'sms'] === undefined) return keep(db, [held], 'no-sender', now)
  const expiresAt = now.add({ hours: 24 * LINK_DAYS })
  const secret = await makeSecretLink(db, { purpose: 'gift', subjectId: giftId, expiresAt }, now)
  const text = renderNotice(rowOf(held), await findFacts(db, [rowOf(held)]), way.lang)
  const line = { text, link: `${ctx.config.url}/g/${secret}` }
  if (way.kind === 'phone') {
    const text = shortMessage(way.lang, [line], ctx.config.url)
    await ports.sms?.({ to: way.to, text, deliveryId: held.id })
  } else {
    const t = translator(way.lang)
    const letterText = `${t('notices.mail.greeting')}\n\n${line.text}\n${line.link}\n`
    const replies = await repliesTo(ctx, held.id)
    await ports.email?.({ to: way.to, subject: t('notices.mail.donorSubject'), text: letterText, ...replies })
  }
  await endHeld(db, [held], { state: 'sent', channel: way.kind === 'email' ? 'email' : 'sms' }, ctx.clock.now())
}

async function sendToHelped(ctx: Ctx, held: Held): Promise<void> {
  const { db, ports } = ctx
  const needId = held.needId ?? ''
  const way = await safeWayTo(ctx, needId)
  const now = ctx.clock.now()
  if (way.way === 'none') {
    if (way.why === 'no-sender') await keep(db, [held], 'no-sender', now)
    else await endHeld(db, [held], { state: 'skipped', reason: way.why }, now)
    return
  }
  if (way.way === 'operator') {
    await putBack(db, [held], { at: now, reason: null, channel: 'operator' })
    return
  }
  const facts = await findFacts(db, [rowOf(held)])
  const line = { text: renderNotice(rowOf(held), facts, way.lang), link: await linkTo(ctx, db, needId) }
  if (way.way === 'telegram') await ports.telegram?.send({ chatId: way.to, ...newsInChat(way.lang, line.link) })
  else if (way.way === 'sms') {
    const text = shortMessage(way.lang, [line], ctx.config.url)
    await ports.sms?.({ to: way.to, text, deliveryId: held.id })
  } else {
    const t = translator(way.lang)
    const text = `${t('notices.mail.greeting')}\n\n${line.text}\n${line.link}\n\n${t('notices.mail.not112')}\n`
    const replies = await repliesTo(ctx, held.id)
    await ports.email?.({ to: way.to, subject: t('notices.mail.helpedSubject'), text, ...replies })
  }
  const shown = way.way === 'telegram' ? [] : (facts.visits.get(held.values.visitId ?? '')?.personIds ?? [])
  await recordLooks(
    db,
    ctx,
    shown.map((personId) => ({
      subjectPersonId: personId,
      subjectKind: 'need',
      subjectId: needId,
      what: ['first-name'],
    })),
  )
  await endHeld(db, [held], { state: 'sent', channel: way.way }, ctx.clock.now())
}

// Stored links are hashes, so each message carries a fresh one; changing or cancelling still needs the code.
async function linkTo(ctx: Ctx, db: Db, needId: string): Promise<string> {
  const now = ctx.clock.now()
  const expiresAt = now.add({ hours: 24 * LINK_DAYS })
  return `${ctx.config.url}/n/${await makeSecretLink(db, { purpose: 'need', subjectId: needId, expiresAt }, now)}`
}

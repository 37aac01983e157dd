import { type Selectable, sql } from 'kysely'
import { ok } from '../../kit/result'
import { type Ctx, type DB, type Db, inCommand } from '../../platform'
import { isLang, type Lang, translator } from '../../web'
import { messageAlarm } from '../entries'
import { act } from './act'
import type { Conversation } from './conversation'
import { decidePlan } from './decide-plan'
import { readText } from './grammar/read-text'
import type { TextDoor } from './keep-inbound'
import { langOfText } from './lang-of-text'
import { isMachine } from './machine'
import type { Attention, Expects, Outcome, Plan, Undo } from './plan'
import { openTogether, type Together } from './together'
import type { Writer } from './who-writes'
import { type Answer, writeAnswers } from './write-answers'

const BATCH = 500
const TRIES_MAX = 3
// What takes long is not waited for: what came meanwhile is looked for.
const WAIT_MS = 100
const BUSY_MAX = 1000

type Message = Omit<Selectable<DB['inbound_messages']>, 'door'> & { readonly door: TextDoor }

/**
 * Understands and answers what waits, in the order of keeping for each sender. One process does it at a time; one that died leaves its
 * messages to the next, which acts on what was read then and does nothing twice.
 * @returns how many were answered
 */
export async function understandWaiting(ctx: Ctx): Promise<number> {
  const together = openTogether(ctx)
  const busy = new Map<string, Promise<void>>()
  // What could not even be read waits for the next look.
  const left = new Set<string>()
  let answered = 0
  for (;;) {
    while (busy.size >= BUSY_MAX) await Promise.race(busy.values())
    const wasIdle = busy.size === 0
    const waiting = await listWaiting(ctx.db, [...busy.keys(), ...left])
    if (waiting.length === 0 && busy.size === 0) {
      if (wasIdle) return answered
      // Whoever was answered during the look was left out of it, with all else that they wrote.
      continue
    }
    const begun = waiting.map((message) => {
      const key = senderOf(message)
      const done = understand(ctx, together, message)
        .catch((cause) => {
          left.add(key)
          ctx.log('talk.failed', { message: cause instanceof Error ? cause.message : 'unknown' })
        })
        .finally(() => busy.delete(key))
      busy.set(key, done)
      return done
    })
    answered += begun.length
    // One that takes long holds up its own sender alone.
    await (begun.length === 0 ? Promise.race(busy.values()) : Promise.race([Promise.all(begun), pause()]))
  }
}

const pause = () => new Promise((resolve) => setTimeout(resolve, WAIT_MS))
const senderOf = ({ door, sender }: { door: string; sender: string }): string => `${door} ${sender}`

/** The first message of each sender that waits, but for those who are being answered. Served by inbound_messages_waiting_idx. */
async function listWaiting(db: Db, busy: readonly string[]): Promise<Message[]> {
  const rows = await db
    .selectFrom('inbound_messages')
    .selectAll()
    .where('answered_at', 'is', null)
    .where(sql<boolean>`door || ' ' || sender <> ALL (${busy}::text[])`)
    .orderBy('seq')
    .limit(BATCH)
    .execute()
  const first = new Map<string, Message>()
  for (const row of rows) if (!first.has(senderOf(row))) first.set(senderOf(row), row as Message)
  return [...first.values()]
}

async function understand(ctx: Ctx, together: Together, message: Message): Promise<void> {
  const { door } = message
  const [conversation, writers, before] = await Promise.all([
    together.conversationOf(message),
    together.writersOf(message),
    together.saidBefore({ ...message, keptAt: message.kept_at }),
  ])
  const known: Known = { together, message, conversation, writers }
  try {
    if (isMachine({ ...message, keptAt: message.kept_at }, before)) {
      return await finish(ctx, known, 'machine', { reply: null, attention: 'machine' }, 'kk')
    }
    const reading = readText(message.text)
    const lang = langOf(ctx, known)
    const talk =
      conversation !== undefined && Temporal.Instant.compare(conversation.ends_at, message.kept_at) > 0
        ? conversation
        : undefined
    const plan =
      (message.reading as Plan | null) ??
      (await decidePlan(ctx, {
        door,
        sender: message.sender,
        text: message.text,
        saidAt: message.said_at,
        reading,
        writers,
        lang,
        expects: (talk?.expects ?? null) as Expects | null,
        undo: (talk?.undo ?? null) as Undo | null,
        together,
      }))
    if (plan.do !== 'say' && message.reading === null) await together.keepPlan({ messageId: message.id, plan })
    const outcome = await act(ctx, { id: message.id, door, sender: message.sender, lang, writers, together }, plan)
    await finish(ctx, known, reading.intent.kind, outcome, outcome.lang ?? lang)
  } catch (cause) {
    ctx.log('talk.failed', { tries: message.tries, message: cause instanceof Error ? cause.message : 'unknown' })
    if (message.tries + 1 < TRIES_MAX) await countTry(ctx.db, message.id)
    else {
      const passed: Outcome = { reply: { key: 'passedOn', values: {} }, attention: 'fault' }
      await finish(ctx, known, 'words', passed, langOf(ctx, known))
    }
  }
}

type Known = {
  readonly together: Together
  readonly message: Message
  readonly conversation: Conversation | undefined
  readonly writers: readonly Writer[]
}

function langOf(ctx: Ctx, { message, conversation, writers }: Known): Lang {
  const kept = conversation?.lang
  if (kept !== undefined && isLang(kept)) return kept
  return langOfText(message.text) ?? writers[0]?.lang ?? ctx.config.locale
}

const countTry = (db: Db, id: string) =>
  db
    .updateTable('inbound_messages')
    .set((eb) => ({ tries: eb('tries', '+', 1) }))
    .where('id', '=', id)
    .execute()

/** Writes reply, list for people and conversation together with the mark that the message is answered: once, whoever repeats it. */
async function finish(ctx: Ctx, known: Known, intent: string, outcome: Outcome, lang: Lang): Promise<void> {
  const { together, message, conversation, writers } = known
  const personId = outcome.personId ?? (writers.length === 1 ? (writers[0]?.personId ?? null) : null)
  const regionId = outcome.regionId ?? writers[0]?.regionId ?? (await together.regionOfHouse(null))
  const text = outcome.reply === null ? null : translator(lang)(`talk.reply.${outcome.reply.key}`, outcome.reply.values)
  const attention: Attention | null = outcome.attention ?? null
  const stoppedAt = outcome.stopped === true ? ctx.clock.now() : null
  const answer: Answer = {
    messageId: message.id,
    door: message.door,
    sender: message.sender,
    intent,
    text,
    lang,
    attention,
    personId,
    needId: outcome.needId ?? null,
    regionId,
    expects: outcome.expects === undefined ? conversation?.expects : outcome.expects,
    undo: outcome.undo === undefined ? conversation?.undo : outcome.undo,
    forgets: outcome.forgets === true,
    stoppedAt: outcome.stopped === undefined ? (conversation?.stopped_at ?? null) : stoppedAt,
  }
  if (attention !== 'danger' || answer.needId !== null) return void (await together.writeAnswer(answer))
  await inCommand({ ...ctx, idempotency: undefined }, 'raiseAlarm', async (tx) => {
    if ((await writeAnswers(tx.db, [answer], tx.now))[0] === true)
      tx.append(messageAlarm.entry({ subjectId: message.id, regionId, body: { door: message.door }, public: {} }))
    return ok(null)
  })
}

import { type Selectable, sql } from 'kysely'
import { newId } from '../../kit/ids'
import { ok } from '../../kit/result'
import { type Ctx, type DB, type Db, inCommand } from '../../platform'
import { isLang, type Lang, translator } from '../../web'
import { messageAlarm } from '../entries'
import { act } from './act'
import { decidePlan } from './decide-plan'
import { readText } from './grammar/read-text'
import type { TextDoor } from './keep-inbound'
import { langOfText } from './lang-of-text'
import { isMachine } from './machine'
import type { Attention, Expects, Outcome, Plan, Undo } from './plan'
import { type Writer, whoWrites } from './who-writes'

const BATCH = 500
const AT_ONCE = 8
const TRIES_MAX = 3
const TALK_HOURS = 24

type Message = Selectable<DB['inbound_messages']>
type Conversation = Selectable<DB['conversations']>

/**
 * Understands and answers what waits, in the order of keeping for each sender. One process does it at a time; one that died leaves its
 * messages to the next, which acts on what was read then and does nothing twice.
 * @returns how many were answered
 */
export async function understandWaiting(ctx: Ctx): Promise<number> {
  let answered = 0
  for (;;) {
    const waiting = await ctx.db
      .selectFrom('inbound_messages')
      .selectAll()
      .where('answered_at', 'is', null)
      .orderBy('seq')
      .limit(BATCH)
      .execute()
    if (waiting.length === 0) return answered
    const senders = [...Map.groupBy(waiting, (message) => `${message.door} ${message.sender}`).values()]
    let next = 0
    await Promise.all(
      Array.from({ length: Math.min(AT_ONCE, senders.length) }, async () => {
        for (let mine = senders[next++]; mine !== undefined; mine = senders[next++]) {
          for (const message of mine) await understand(ctx, message)
        }
      }),
    )
    answered += waiting.length
  }
}

async function understand(ctx: Ctx, message: Message): Promise<void> {
  const door = message.door as TextDoor
  const [conversation, writers] = await Promise.all([
    findConversation(ctx.db, message),
    whoWrites(ctx.db, door, message.sender),
  ])
  try {
    if (await isMachine(ctx.db, { ...message, door, keptAt: message.kept_at })) {
      const known = { reply: null, attention: 'machine' as const }
      return await finish(ctx, message, conversation, writers, 'machine', known, 'kk')
    }
    const reading = readText(message.text)
    const lang = langOf(ctx, message, conversation, writers)
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
      }))
    if (plan.do !== 'say' && message.reading === null) await keepPlan(ctx.db, message.id, plan)
    const outcome = await act(ctx, { id: message.id, door, sender: message.sender, lang, writers }, plan)
    await finish(ctx, message, conversation, writers, reading.intent.kind, outcome, outcome.lang ?? lang)
  } catch (cause) {
    ctx.log('talk.failed', { tries: message.tries, message: cause instanceof Error ? cause.message : 'unknown' })
    if (message.tries + 1 < TRIES_MAX) await countTry(ctx.db, message.id)
    else {
      const passed: Outcome = { reply: { key: 'passedOn', values: {} }, attention: 'fault' }
      await finish(ctx, message, conversation, writers, 'words', passed, langOf(ctx, message, conversation, writers))
    }
  }
}

const langOf = (
  ctx: Ctx,
  message: Message,
  conversation: Conversation | undefined,
  writers: readonly Writer[],
): Lang => {
  const kept = conversation?.lang
  if (kept !== undefined && isLang(kept)) return kept
  return langOfText(message.text) ?? writers[0]?.lang ?? ctx.config.locale
}

const findConversation = (db: Db, message: Message): Promise<Conversation | undefined> =>
  db
    .selectFrom('conversations')
    .selectAll()
    .where('door', '=', message.door)
    .where('sender', '=', message.sender)
    .executeTakeFirst()

const keepPlan = (db: Db, id: string, plan: Plan) =>
  db
    .updateTable('inbound_messages')
    .set({ reading: JSON.stringify(plan) })
    .where('id', '=', id)
    .execute()

const countTry = (db: Db, id: string) =>
  db
    .updateTable('inbound_messages')
    .set((eb) => ({ tries: eb('tries', '+', 1) }))
    .where('id', '=', id)
    .execute()

/** Whoever is unknown and names no place is looked after where the house is at home. */
async function regionOfHouse(db: Db): Promise<string> {
  const found =
    (await db.selectFrom('organizations').select('region_id').orderBy('created_at').limit(1).executeTakeFirst()) ??
    (await db.selectFrom('regions').select('id as region_id').orderBy('id').limit(1).executeTakeFirst())
  if (found === undefined) throw new Error('a house without a region was expected to have none who writes to it')
  return found.region_id
}

const channelOf = { sms: 'sms', mail: 'email', telegram: 'telegram' } as const satisfies Record<TextDoor, string>

/** Writes reply, list for people and conversation together with the mark that the message is answered: once, whoever repeats it. */
async function finish(
  ctx: Ctx,
  message: Message,
  conversation: Conversation | undefined,
  writers: readonly Writer[],
  intent: string,
  outcome: Outcome,
  lang: Lang,
): Promise<void> {
  const personId = outcome.personId ?? (writers.length === 1 ? (writers[0]?.personId ?? null) : null)
  const regionId = outcome.regionId ?? writers[0]?.regionId ?? (await regionOfHouse(ctx.db))
  const text = outcome.reply === null ? null : translator(lang)(`talk.reply.${outcome.reply.key}`, outcome.reply.values)
  const attention: Attention | null = outcome.attention ?? null
  await inCommand({ ...ctx, idempotency: undefined }, 'answerMessage', async (tx) => {
    const { now } = tx
    const written = await tx.db
      .updateTable('inbound_messages')
      .set({
        answered_at: now,
        intent,
        reply: text,
        lang,
        attention,
        person_id: personId,
        need_id: outcome.needId ?? null,
        region_id: regionId,
      })
      .where('id', '=', message.id)
      .where('answered_at', 'is', null)
      .executeTakeFirst()
    if (written.numUpdatedRows === 0n) return ok(null)
    if (text !== null) await writeReply(tx.db, message, regionId, now)
    if (outcome.reply !== null)
      await keepConversation(tx.db, message, {
        lang,
        personId,
        expects: outcome.expects === undefined ? conversation?.expects : outcome.expects,
        undo: outcome.undo === undefined ? conversation?.undo : outcome.undo,
        stoppedAt: outcome.stopped === undefined ? (conversation?.stopped_at ?? null) : outcome.stopped ? now : null,
        now,
      })
    if (attention === 'danger' && outcome.needId == null)
      tx.append(messageAlarm.entry({ subjectId: message.id, regionId, body: { door: message.door }, public: {} }))
    return ok(null)
  })
}

async function writeReply(db: Db, message: Message, regionId: string, now: Temporal.Instant): Promise<void> {
  const id = newId()
  await sql`WITH notice AS (
      INSERT INTO notices (id, inbound_id, kind, subject_kind, subject_id, path, pace, made_at, due_at, dedupe)
      VALUES (${id}, ${message.id}, 'talk-reply', 'message', ${message.id}, '', 'now', ${now}, ${now}, ${`reply ${message.id}`}) RETURNING id)
    INSERT INTO notice_deliveries (id, notice_id, region_id, channel, state, next_try_at)
    SELECT ${newId()}, notice.id, ${regionId}, ${channelOf[message.door as TextDoor]}, 'waiting', ${now} FROM notice`.execute(
    db,
  )
}

async function keepConversation(
  db: Db,
  message: Message,
  talk: {
    lang: string
    personId: string | null
    expects: unknown
    undo: unknown
    stoppedAt: Temporal.Instant | null
    now: Temporal.Instant
  },
): Promise<void> {
  const json = (value: unknown) => (value == null ? null : JSON.stringify(value))
  const row = {
    lang: talk.lang,
    person_id: talk.personId,
    expects: json(talk.expects),
    undo: json(talk.undo),
    stopped_at: talk.stoppedAt,
    ends_at: talk.now.add({ hours: TALK_HOURS }),
  }
  await db
    .insertInto('conversations')
    .values({ door: message.door, sender: message.sender, ...row })
    .onConflict((clash) => clash.columns(['door', 'sender']).doUpdateSet(row))
    .execute()
}

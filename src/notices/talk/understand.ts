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
const AT_ONCE = 12
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
  const now = ctx.clock.now()
  const answer: Answer = {
    intent,
    text,
    lang,
    attention,
    personId,
    needId: outcome.needId ?? null,
    regionId,
    expects: outcome.expects === undefined ? conversation?.expects : outcome.expects,
    undo: outcome.undo === undefined ? conversation?.undo : outcome.undo,
    stoppedAt: outcome.stopped === undefined ? (conversation?.stopped_at ?? null) : outcome.stopped ? now : null,
  }
  if (attention !== 'danger' || answer.needId !== null) return void (await writeAnswer(ctx.db, message, answer, now))
  await inCommand({ ...ctx, idempotency: undefined }, 'raiseAlarm', async (tx) => {
    if (await writeAnswer(tx.db, message, answer, tx.now))
      tx.append(messageAlarm.entry({ subjectId: message.id, regionId, body: { door: message.door }, public: {} }))
    return ok(null)
  })
}

type Answer = {
  readonly intent: string
  readonly text: string | null
  readonly lang: Lang
  readonly attention: Attention | null
  readonly personId: string | null
  readonly needId: string | null
  readonly regionId: string
  readonly expects: unknown
  readonly undo: unknown
  readonly stoppedAt: Temporal.Instant | null
}

/** One statement, so that all of it is there or nothing, and a message answered meanwhile is left alone. @returns whether it was ours to answer */
async function writeAnswer(db: Db, message: Message, answer: Answer, now: Temporal.Instant): Promise<boolean> {
  const json = (value: unknown) => (value == null ? null : JSON.stringify(value))
  const { text, lang, regionId } = answer
  const channel = channelOf[message.door as TextDoor]
  const { rows } = await sql<{ id: string }>`WITH done AS (
      UPDATE inbound_messages SET answered_at = ${now}, intent = ${answer.intent}, reply = ${text}, lang = ${lang},
        attention = ${answer.attention}, person_id = ${answer.personId}::uuid, need_id = ${answer.needId}::uuid, region_id = ${regionId}
      WHERE id = ${message.id} AND answered_at IS NULL RETURNING id),
    notice AS (
      INSERT INTO notices (id, inbound_id, kind, subject_kind, subject_id, path, pace, made_at, due_at, dedupe)
      SELECT ${newId()}::uuid, done.id, 'talk-reply', 'message', done.id, '', 'now', ${now}, ${now}, ${`reply ${message.id}`}
      FROM done WHERE ${text !== null} RETURNING id),
    delivery AS (
      INSERT INTO notice_deliveries (id, notice_id, region_id, channel, state, next_try_at)
      SELECT ${newId()}::uuid, notice.id, ${regionId}, ${channel}, 'waiting', ${now} FROM notice),
    talk AS (
      INSERT INTO conversations (door, sender, lang, person_id, expects, undo, stopped_at, ends_at)
      SELECT ${message.door}, ${message.sender}, ${lang}, ${answer.personId}::uuid, ${json(answer.expects)}::jsonb, ${json(answer.undo)}::jsonb,
        ${answer.stoppedAt}::timestamptz, ${now.add({ hours: TALK_HOURS })}::timestamptz
      FROM done WHERE ${text !== null}
      ON CONFLICT (door, sender) DO UPDATE SET lang = excluded.lang, person_id = excluded.person_id, expects = excluded.expects,
        undo = excluded.undo, stopped_at = excluded.stopped_at, ends_at = excluded.ends_at)
    SELECT id FROM done`.execute(db)
  return rows.length > 0
}

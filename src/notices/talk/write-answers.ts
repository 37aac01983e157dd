import { sql } from 'kysely'
import { newId } from '../../kit/ids'
import type { Db } from '../../platform'
import type { Lang } from '../../web'
import type { TextDoor } from './keep-inbound'
import type { Attention } from './plan'

const TALK_HOURS = 24

/** What is written of a message that was understood: reply, list for people, conversation, and the mark that it is answered. */
export type Answer = {
  readonly messageId: string
  readonly door: TextDoor
  readonly sender: string
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
  /** What was written is emptied with the answer. */
  readonly forgets: boolean
}

const channelOf = { sms: 'sms', mail: 'email', telegram: 'telegram', voice: 'voice' } as const satisfies Record<
  TextDoor,
  string
>

// Said so that the index of what waits cannot serve it: with many waiting, it would be read whole for each list of answers.
const isUnanswered = sql`coalesce(m.answered_at, '-infinity') = '-infinity'`

/**
 * Writes answers in one statement, so that all of each is there or nothing; a message answered meanwhile is left alone.
 * @param answers to messages of different senders
 * @returns whether each was ours to write
 */
export async function writeAnswers(db: Db, answers: readonly Answer[], now: Temporal.Instant): Promise<boolean[]> {
  const rows = answers.map((answer) => ({
    ...answer,
    channel: channelOf[answer.door],
    noticeId: newId(),
    deliveryId: newId(),
    stoppedAt: answer.stoppedAt?.toString() ?? null,
    expects: answer.expects ?? null,
    undo: answer.undo ?? null,
  }))
  const written = await sql<{ id: string }>`/* one plan */ WITH said AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS s ("messageId" uuid, door text, sender text, intent text, text text, lang text,
        attention text, "personId" uuid, "needId" uuid, "regionId" text, expects jsonb, undo jsonb, "stoppedAt" timestamptz, forgets boolean, channel text,
        "noticeId" uuid, "deliveryId" uuid)),
    done AS (
      UPDATE inbound_messages m SET answered_at = ${now}, intent = said.intent, reply = said.text, lang = said.lang, attention = said.attention,
        person_id = said."personId", need_id = said."needId", region_id = said."regionId", text = CASE WHEN said.forgets THEN '' ELSE m.text END
      FROM said WHERE m.id = said."messageId" AND ${isUnanswered} RETURNING m.id),
    mine AS (SELECT said.* FROM said JOIN done ON done.id = said."messageId" WHERE said.text IS NOT NULL),
    notice AS (
      INSERT INTO notices (id, inbound_id, kind, subject_kind, subject_id, path, pace, made_at, due_at, dedupe)
      SELECT "noticeId", "messageId", 'talk-reply', 'message', "messageId", '', 'now', ${now}, ${now}, 'reply ' || "messageId" FROM mine),
    delivery AS (
      INSERT INTO notice_deliveries (id, notice_id, region_id, channel, state, next_try_at)
      SELECT "deliveryId", "noticeId", "regionId", channel, 'waiting', ${now} FROM mine),
    talk AS (
      INSERT INTO conversations (door, sender, lang, person_id, expects, undo, stopped_at, ends_at)
      SELECT door, sender, lang, "personId", expects, undo, "stoppedAt", ${now.add({ hours: TALK_HOURS })}::timestamptz FROM mine
      ON CONFLICT (door, sender) DO UPDATE SET lang = excluded.lang, person_id = excluded.person_id, expects = excluded.expects,
        undo = excluded.undo, stopped_at = excluded.stopped_at, ends_at = excluded.ends_at)
    SELECT id FROM done`.execute(db)
  const ours = new Set(written.rows.map(({ id }) => id))
  return answers.map(({ messageId }) => ours.has(messageId))
}

/** Writes down how messages are understood, before anything is done of it. */
export async function keepPlans(
  db: Db,
  plans: readonly { readonly messageId: string; readonly plan: unknown }[],
): Promise<null[]> {
  await sql`/* one plan */ UPDATE inbound_messages m SET reading = p.plan
    FROM jsonb_to_recordset(${JSON.stringify(plans)}::jsonb) AS p ("messageId" uuid, plan jsonb) WHERE m.id = p."messageId"`.execute(
    db,
  )
  return plans.map(() => null)
}

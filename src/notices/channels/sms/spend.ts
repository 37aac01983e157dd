import { sql } from 'kysely'
import type { Db } from '../../../platform'

/** A message's share of a day: parts and what they cost, in tiyn. */
export type Cost = { readonly day: string; readonly parts: number; readonly tiyn: number }

/** The day a message counts for, in the zone the house keeps its accounts in. */
export const dayOf = (now: Temporal.Instant): string => now.toZonedDateTimeISO('Asia/Almaty').toPlainDate().toString()

/** Sets a message's cost aside, in one statement, so that two processes never go past the cap together. @returns whether there was room */
export async function reserve(db: Db, { day, parts, tiyn }: Cost, capTiyn: number | undefined): Promise<boolean> {
  await db
    .insertInto('sms_days')
    .values({ day })
    .onConflict((clash) => clash.column('day').doNothing())
    .execute()
  const { rows } = await sql<{ fits: boolean }>`
    UPDATE sms_days SET
      messages = messages + (CASE WHEN fits THEN 1 ELSE 0 END), parts = parts + (CASE WHEN fits THEN ${parts}::int ELSE 0 END),
      tiyn = tiyn + (CASE WHEN fits THEN ${tiyn}::bigint ELSE 0 END), held_back = held_back + (CASE WHEN fits THEN 0 ELSE 1 END)
    FROM (SELECT d.day AS of_day, ${capTiyn ?? null}::bigint IS NULL OR d.tiyn + ${tiyn}::bigint <= ${capTiyn ?? null}::bigint AS fits
      FROM sms_days d WHERE d.day = ${day}::date FOR UPDATE) AS room
    WHERE day = room.of_day RETURNING room.fits`.execute(db)
  return rows[0]?.fits ?? false
}

/** Gives back what was set aside for a message nobody took. */
export const giveBack = (db: Db, { day, parts, tiyn }: Cost) =>
  db
    .updateTable('sms_days')
    .set((eb) => ({
      messages: eb('messages', '-', 1),
      parts: eb('parts', '-', parts),
      tiyn: eb('tiyn', '-', tiyn),
    }))
    .where('day', '=', day)
    .execute()

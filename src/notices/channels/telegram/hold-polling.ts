import { sql } from 'kysely'
import { newId } from '../../../kit/ids'
import type { Ctx } from '../../../platform'

const KEY = 'telegram.polled-by'
// Longer than one question to Telegram takes, so that whoever asks keeps it.
const LEASE_SECONDS = 90

/**
 * Whether this process is the one that asks Telegram for messages: two at once disturb each other. The turn is taken by one conditional write,
 * kept by asking again, and falls to another process when its holder is gone.
 */
export function holdPolling({ db, clock }: Ctx): () => Promise<boolean> {
  const holder = newId()
  return async () => {
    const now = clock.now()
    const turn = JSON.stringify({ holder, until: now.add({ seconds: LEASE_SECONDS }).toString() })
    const { rows } = await sql`
      INSERT INTO settings AS s (key, value) VALUES (${KEY}, ${turn}::jsonb) ON CONFLICT (key) DO UPDATE SET value = excluded.value
      WHERE s.value->>'holder' = ${holder} OR (s.value->>'until')::timestamptz <= ${now}::timestamptz RETURNING 1`.execute(
      db,
    )
    return rows.length > 0
  }
}

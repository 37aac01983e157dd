import { sql } from 'kysely'
import type { Tx } from '../../platform'

/** Writes down who comes next in a call-out, in this order. One parameter however many they are. */
export async function keepReserve(tx: Tx, callOutId: string, order: readonly string[]): Promise<void> {
  await sql`INSERT INTO call_out_reserve (call_out_id, volunteer_id, place)
    SELECT ${callOutId}, volunteer_id, place - 1 FROM unnest(${order}::uuid[]) WITH ORDINALITY AS o(volunteer_id, place)`.execute(
    tx.db,
  )
}

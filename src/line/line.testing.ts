import pg from 'pg'
import type { World } from '../../test/world'
import { newId } from '../kit/ids'

/** Gives somebody a telephone, past the commands: what a test stands on. */
export async function givePhone(world: World, personId: string, phone: string): Promise<void> {
  const client = new pg.Client(world.connection('postgres'))
  await client.connect()
  try {
    await client.query('SET session_replication_role = replica')
    await client.query(
      "INSERT INTO contact_channels (id, person_id, kind, value, created_at) VALUES ($1, $2, 'phone', $3, $4)",
      [newId(), personId, phone, world.clock.now().toString()],
    )
  } finally {
    await client.end()
  }
}

/** Makes somebody wish to be rung, since some minutes ago. */
export async function wishCall(world: World, kind: 'person' | 'need', id: string, minutes = 10): Promise<void> {
  const client = new pg.Client(world.connection('postgres'))
  await client.connect()
  try {
    await client.query('SET session_replication_role = replica')
    const since = world.clock.now().subtract({ minutes }).toString()
    await client.query(
      `INSERT INTO line_calls (callee_kind, callee_id, region_id, wished_at) VALUES ($1, $2, 'KZ-27', $3)
        ON CONFLICT (callee_kind, callee_id) DO UPDATE SET wished_at = excluded.wished_at, next_at = NULL`,
      [kind, id, since],
    )
  } finally {
    await client.end()
  }
}

/** The session of somebody signed in, as a context names it. */
export async function sessionOf(world: World, personId: string): Promise<string> {
  await world.browser(personId)
  const rows = world.db.selectFrom('sessions').select('id').where('person_id', '=', personId)
  return (await rows.orderBy('created_at', 'desc').limit(1).executeTakeFirstOrThrow()).id
}

/** Puts a request into a state, past the commands: helped a while ago. */
export async function setState(world: World, needId: string, state: string): Promise<void> {
  const client = new pg.Client(world.connection('postgres'))
  await client.connect()
  try {
    await client.query('SET session_replication_role = replica')
    await client.query("UPDATE needs SET state = $2, helped_at = $3::timestamptz - interval '3 days' WHERE id = $1", [
      needId,
      state,
      world.clock.now().toString(),
    ])
  } finally {
    await client.end()
  }
}

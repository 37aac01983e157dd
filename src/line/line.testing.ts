import pg from 'pg'
import type { Browser, World } from '../../test/world'
import { newId, newPublicId } from '../kit/ids'
import type { Ctx, Db } from '../platform'

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

/** An operator of a test: what their requests run as, and their browser. */
export type Operator = { readonly ctx: Ctx; readonly browser: Browser }

/** Operators of a region, signed in; every second one works on `other`, as in another process. */
export async function addOperators(world: World, region: string, count: number, other: Db): Promise<Operator[]> {
  const client = new pg.Client(world.connection('postgres'))
  await client.connect()
  try {
    await client.query('SET session_replication_role = replica')
    const operators: Operator[] = []
    for (let i = 0; i < count; i++) {
      const [id, now] = [newPublicId(), world.clock.now().toString()]
      await client.query(
        `INSERT INTO people (id, region_id, name, lang, zone, age_band, state, came_by, created_at)
          VALUES ($1, $2, $3, 'kk', 'Asia/Oral', '18-64', 'active', 'self', $4)`,
        [id, region, `Operator ${i}`, now],
      )
      await client.query(
        "INSERT INTO role_grants (id, person_id, role, region_id, granted_at) VALUES (gen_random_uuid(), $1, 'operator', $2, $3)",
        [id, region, now],
      )
      const browser = await world.browser(id)
      const session = await world.db
        .selectFrom('sessions')
        .select('id')
        .where('person_id', '=', id)
        .executeTakeFirstOrThrow()
      const grants = [{ role: 'operator', organizationId: null, regionId: region }] as const
      const actor = { kind: 'person', personId: id, name: `Operator ${i}`, sessionId: session.id, grants } as const
      operators.push({ ctx: { ...world.system, actor, door: 'web', ...(i % 2 === 0 ? {} : { db: other }) }, browser })
    }
    return operators
  } finally {
    await client.end()
  }
}

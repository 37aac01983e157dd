import type { Client } from 'pg'

// Advisory locks belong to a session, so the operating system gives them back when their process dies in any way.
const lockClass = 0x41534152

/** `server`: one at a time. `guests`: shared by all who use the server. `prepare`: held while the database is made. */
export type LockName = 'server' | 'guests' | 'prepare'

const lockNumbers = { server: 1, guests: 2, prepare: 3 } satisfies Record<LockName, number>

/** What the holder of the server lock does: serve, or stop the database server. */
export type LockRole = 'server' | 'stopper' | 'guest'

/** Name under which a session appears in `pg_stat_activity`, so that others can say who holds a lock. */
export function applicationNameFor(role: LockRole): string {
  return `asar ${role} ${process.pid}`
}

/** Takes the lock for this session if nobody else holds it. */
export async function tryLock(client: Client, name: LockName): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1, $2) AS taken', [
    lockClass,
    lockNumbers[name],
  ])
  return rows[0]?.taken === true
}

/** Takes the lock for this session, waiting for others. */
export async function takeLock(client: Client, name: LockName): Promise<void> {
  await client.query('SELECT pg_advisory_lock($1, $2)', [lockClass, lockNumbers[name]])
}

/** Takes the lock together with other sessions that share it. */
export async function shareLock(client: Client, name: LockName): Promise<void> {
  await client.query('SELECT pg_advisory_lock_shared($1, $2)', [lockClass, lockNumbers[name]])
}

/** Gives back a lock that this session shares. */
export async function unshareLock(client: Client, name: LockName): Promise<void> {
  await client.query('SELECT pg_advisory_unlock_shared($1, $2)', [lockClass, lockNumbers[name]])
}

/** Gives back a lock that this session alone holds. */
export async function releaseLock(client: Client, name: LockName): Promise<void> {
  await client.query('SELECT pg_advisory_unlock($1, $2)', [lockClass, lockNumbers[name]])
}

/** Who holds the lock: role and process id, or undefined when it has just been given back. */
export async function findHolder(client: Client, name: LockName): Promise<{ role: LockRole; pid: number } | undefined> {
  const { rows } = await client.query<{ application_name: string }>(
    `SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a USING (pid)
     WHERE l.locktype = 'advisory' AND l.classid = $1 AND l.objid = $2 AND l.objsubid = 2 AND l.granted LIMIT 1`,
    [lockClass, lockNumbers[name]],
  )
  const found = /^asar (server|stopper|guest) (\d+)$/.exec(rows[0]?.application_name ?? '')
  return found ? { role: found[1] as LockRole, pid: Number(found[2]) } : undefined
}

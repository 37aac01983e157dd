import { randomUUID } from 'node:crypto'
import { unwrap } from '../src/kit/result'
import { createKey, type NewKey } from '../src/platform'
import type { World } from './world'

/** What the interface answered: its status and its body. */
export type ApiAnswer = { readonly status: number; readonly body: Record<string, unknown> }

/** A partner's system with a key of its own. */
export type ApiCaller = {
  readonly keyId: string
  get(path: string): Promise<ApiAnswer>
  /** Posts JSON, or a text as it is, with a fresh idempotency key, unless `repeat` is given. */
  post(path: string, body?: unknown, repeat?: string): Promise<ApiAnswer>
}

/** Makes a key and calls `/api/v1` with it. */
export async function openCaller(world: World, key: Omit<NewKey, 'name'>): Promise<ApiCaller> {
  const { id, secret } = unwrap(await createKey(world.system, { name: 'partner', ...key }))
  const send = async (path: string, init: RequestInit): Promise<ApiAnswer> => {
    const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json', ...init.headers }
    const response = await world.http.request(`http://127.0.0.1:8080/api/v1${path}`, { ...init, headers })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
  return {
    keyId: id,
    get: (path) => send(path, { method: 'GET' }),
    post: (path, body = {}, repeat = randomUUID()) =>
      send(path, {
        method: 'POST',
        body: typeof body === 'string' ? body : JSON.stringify(body),
        headers: { 'idempotency-key': repeat },
      }),
  }
}

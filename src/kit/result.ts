/** Outcome of something the domain expects to fail sometimes: a value or a named error, never a throw. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E }

/** A success that carries `value`. */
export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value })

/** A failure that carries a named `error`, by convention `{ kind: '…', … }`. */
export const err = <const E>(error: E): { readonly ok: false; readonly error: E } => ({ ok: false, error })

/** The value of a success. @throws {Error} naming the error, where a failure means a bug. */
export function unwrap<T, E>(result: Result<T, E>): T {
  if (result.ok) return result.value
  throw new Error(`expected a success, got ${JSON.stringify(result.error)}`)
}

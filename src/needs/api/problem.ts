import { z } from 'zod'
import { err, ok, type Result } from '../../kit/result'
import type { Problem } from '../../platform'

/** Group of the room's operations in the description. */
export const tag = 'Needs'
/** What is not there, and what is not for this key to know of. */
export const notFound: Problem = {
  status: 404,
  kind: 'not-found',
  detail: 'There is no such need, line or claim for this key.',
}
/** The key, or the person it names, does not reach this. */
export const forbidden: Problem = {
  status: 403,
  kind: 'forbidden',
  detail: 'The key, or the person it names, does not reach this region or organization.',
}
/** Money is not an item. */
export const moneyIsNoItem: Problem = {
  status: 422,
  kind: 'money-is-no-item',
  detail: 'Money is not an item: name what it would buy.',
}
/** A need of the examples. */
export const needId = '5f0e9d8c-4c62-4f0e-9d8c-0b8f7c8e1a11'

/** A failure of a command as problem details; every kind has its sentence. */
export function problemOf(error: { readonly kind: string }): Problem {
  switch (error.kind) {
    case 'not-found':
      return notFound
    case 'forbidden':
      return forbidden
    case 'wrong-state':
      return { status: 409, kind: 'wrong-state', detail: 'The need is no longer in a state that allows this.' }
    case 'by-lines':
      return {
        status: 409,
        kind: 'by-lines',
        detail:
          'Goods were handed over: answer each delivery (POST /lines/{id}/receipts); the whole follows from those.',
      }
    case 'not-verified':
      return { status: 422, kind: 'not-verified', detail: 'Only a verified organization may claim a need at a home.' }
    case 'suspended':
      return { status: 409, kind: 'suspended', detail: 'The organization is suspended.' }
    case 'less-open':
      return {
        status: 409,
        kind: 'less-open',
        detail: 'Only what is still open can be lowered; `lowest` is what the rest comes to.',
        more: { line: 'lineId' in error ? error.lineId : null, lowest: 'lowest' in error ? error.lowest : null },
      }
    case 'unknown-place':
      return { status: 422, kind: 'unknown-place', detail: 'Expected a known region, and a district of it.' }
    case 'destroyed':
      return {
        status: 410,
        kind: 'destroyed',
        detail: 'Contact, place and words of this need were destroyed, as promised.',
      }
    case 'still-open':
      return {
        status: 409,
        kind: 'still-open',
        detail: 'What would have made it unnecessary is said once it is closed or helped.',
      }
    case 'decided':
      return { status: 409, kind: 'decided', detail: 'Somebody has decided this already.' }
    case 'wrong-time':
      return { status: 422, kind: 'wrong-time', detail: 'Expected a moment ahead, within 30 days.' }
    case 'too-many-open':
      return {
        status: 409,
        kind: 'too-many-open',
        detail:
          'The organization holds as many open claims as it may for what it has closed: close or release some first.',
        more: { open: 'open' in error ? error.open : null, allowed: 'allowed' in error ? error.allowed : null },
      }
    case 'too-much':
      return {
        status: 409,
        kind: 'too-much',
        detail: 'Less is free: others hold the rest.',
        more: 'free' in error ? { free: error.free } : {},
      }
    default:
      return { status: 409, kind: error.kind, detail: 'This has already ended.' }
  }
}

/** What a command came to, as an operation answers it. */
export const answer = <T, E extends { readonly kind: string }>(result: Result<T, E>): Result<T, Problem> =>
  result.ok ? result : err(problemOf(result.error))

/** An operation without a query. */
export const none = z.strictObject({})

/** The answer of a step on a need. */
export const done = z.strictObject({ id: z.uuid() })

/** A step's own answer: the need it was taken on. */
export const sayDone = <E extends { readonly kind: string }>(
  result: Result<{ readonly needId: string }, E>,
): Result<{ id: string }, Problem> => (result.ok ? ok({ id: result.value.needId }) : err(problemOf(result.error)))

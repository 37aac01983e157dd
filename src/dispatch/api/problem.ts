import { err, type Result } from '../../kit/result'
import type { Problem } from '../../platform'

/** Group of the room's operations in the description. */
export const tag = 'Dispatch'
/** An id of the examples. */
export const sampleId = '0d9f8f4e-2c1b-4c59-9a57-6f0a4d8a7c21'

/** What is not there, and what is not for this key to know of. */
export const notFound: Problem = { status: 404, kind: 'not-found', detail: 'There is no such post, call-out or ask.' }
/** What the key does not reach. */
export const forbidden: Problem = {
  status: 403,
  kind: 'forbidden',
  detail: 'The key does not reach this organization or region.',
}

const conflicts: Readonly<Record<string, string>> = {
  'not-open': 'The activity takes nobody at the moment.',
  over: 'The work is over.',
  full: 'Every seat is taken.',
  nobody: 'Nobody who may come is left to ask.',
  'already-running': 'A call-out for this post is running already.',
  'already-asked': 'This person has been asked for this post under its terms.',
  'already-seated': 'This person has a seat already; a seat is given back, not refused.',
  'not-running': 'The call-out has ended already.',
  'terms-changed': 'Time or place has changed since the ask; this person has to be asked anew.',
}

const refusals: Readonly<Record<string, string>> = {
  'not-theirs': 'Another person’s answer needs the consent under which it is passed on: send consent or how.',
  'consent-invalid': 'The consent does not cover this answer, was withdrawn or has ended.',
  'power-over-person': 'Whoever leads the work or an organization of the person may not pass on their yes.',
  excluded: 'A rule keeps this person from this post.',
  quiet: 'The person has quiet hours now.',
  'law-refused': 'The law does not let this person do this work; `rule` and `article` say which, `openBy` what would.',
  'accept-first': 'The person has to accept the briefing or the code of ethics first, on the page of the ask.',
}

/**
 * A failure of a command as problem details; what comes from private facts of a person is not told apart. The law and what would lift it are
 * told to whoever passes a word on, as on every other door.
 */
export function problemOf(error: { readonly kind: string }): Problem {
  if (error.kind === 'unknown') return notFound
  if (error.kind === 'forbidden') return forbidden
  const conflict = conflicts[error.kind]
  if (conflict !== undefined) return { status: 409, kind: error.kind, detail: conflict }
  const refusal = refusals[error.kind]
  return refusal === undefined
    ? { status: 422, kind: 'not-available', detail: 'The person may not or cannot take this post.' }
    : {
        status: 422,
        kind: error.kind,
        detail: refusal,
        ...(error.kind === 'law-refused' ? { more: lawOf(error) } : {}),
      }
}

const lawOf = ({ kind: _, ...law }: { readonly kind: string }) => law

/** What a command came to, as an operation answers it. */
export const answer = <T, E extends { readonly kind: string }>(result: Result<T, E>): Result<T, Problem> =>
  result.ok ? result : err(problemOf(result.error))

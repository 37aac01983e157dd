import { z } from 'zod'
import { isId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { type Ctx, may, type Problem } from '../../platform'
import { isAllowed } from '../activity'
import { type ActivityView, findActivity } from '../queries/find-activity'

/** Group of the room's operations in the description. */
export const tag = 'Activities'
/** An id of the examples. */
export const exampleId = '5f0e9d8c-4c62-4f0e-9d8c-0b8f7c8e1a21'
/** A moment with its offset. */
export const instant = z.iso.datetime({ offset: true })
/** An operation without a query or a body. */
export const none = z.strictObject({})

/** What is not there, and what is not for this key to know of. */
export const notFound: Problem = {
  status: 404,
  kind: 'not-found',
  detail: 'There is no such activity, post or person here.',
}

const missing = new Set(['unknown', 'not-volunteer'])
const forbidden = new Set(['forbidden', 'not-theirs', 'consent-invalid', 'power-over-person'])
const invalid = new Set(['unknown-work', 'time-invalid', 'over', 'coordinator-unknown', 'empty', 'rule-invalid'])

/** A failure of a command as problem details: its kind, a sentence, and whatever else the command said. */
export function problemOf(error: { readonly kind: string }): Problem {
  const { kind, ...more } = error
  if (missing.has(kind)) return notFound
  const status = forbidden.has(kind) ? 403 : invalid.has(kind) ? 422 : 409
  return { status, kind, detail: sentences[kind] ?? `The command was refused: ${kind.replaceAll('-', ' ')}.`, more }
}

const sentences: Readonly<Record<string, string>> = {
  'law-refused': 'The law does not let this person do this work; `rule` and `article` say which.',
  'obligations-missing': 'Obligations of its risk are not met yet; `obligations` names them.',
  'accept-first': 'The person must first accept the versions named here.',
  'power-over-person': 'Nobody with power over a person may pass on their yes.',
  'consent-invalid': 'The consent is unknown, withdrawn or expired.',
  'seats-taken': 'Fewer seats would end assignments; `filled` says how many are taken.',
  overlap: 'The person has something else at that time.',
  forbidden: 'The key, or the person it names, may not do this here.',
  'not-theirs': 'This is the person’s own word: send the consent that helpPerson gave this key.',
  witness: 'It takes a witness who was there: neither the person nor whoever says it.',
  'other-cannot': 'One of the two may not or cannot take the other seat any more.',
  'rule-invalid':
    'Expected a rule of RFC 5545 with FREQ=DAILY, WEEKLY or MONTHLY and COUNT or UNTIL, at most 60 times.',
}

/** What a command came to, as an operation answers it. */
export const answered = <T, E extends { readonly kind: string }, O>(
  result: Result<T, E>,
  shape: (value: T) => O,
): Result<O, Problem> => (result.ok ? ok(shape(result.value)) : err(problemOf(result.error)))

/** Where, as a caller names it. */
export const place = z.strictObject({ locality: z.uuid(), words: z.string().max(200).default('') })
/** A competence that somebody must have, and how well. */
export const requirement = z.strictObject({ competence: z.string(), level: z.int().min(1).max(3) })

/** Where an activity stands, for the question who may. */
export const scopeOf = (row: ActivityView) => ({ organizationId: row.organization_id, regionId: row.region_id })

/** An activity this key may know of. */
export async function readVisible(ctx: Ctx, id: string | undefined): Promise<ActivityView | undefined> {
  const row = isId(id) ? await findActivity(ctx.db, id) : undefined
  if (row === undefined) return undefined
  return isAllowed('show', row.state) || may(ctx, 'activities:manage', scopeOf(row)) ? row : undefined
}

const NO_ID = '00000000-0000-4000-8000-000000000000'
/** An id of the address; what is none names nothing. */
export const idOf = (text: string | undefined): string => (isId(text) ? text : NO_ID)

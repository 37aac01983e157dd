import { z } from 'zod'
import { isId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import type { Problem } from '../../platform'
import type { StopView } from '../queries/find-round'
import { roundStates, stopKinds, stopStates } from '../round'

/** Group of the room's operations in the description. */
export const tag = 'Rounds'
/** An id of the examples. */
export const exampleId = '5f0e9d8c-4c62-4f0e-9d8c-0b8f7c8e1a11'
/** An operation without a query or a body. */
export const none = z.strictObject({})

/** What is not there, and what is not for this key to know of. */
export const notFound: Problem = {
  status: 404,
  kind: 'not-found',
  detail: 'There is no such plan, round, stop, vehicle or need for this key.',
}
/** What the key does not reach. */
export const forbidden: Problem = {
  status: 403,
  kind: 'forbidden',
  detail: 'The key, or the person it names, does not reach this organization, round or vehicle.',
}

const invalid: Readonly<Record<string, string>> = {
  'time-invalid': 'Expected a start before the end.',
  'site-unknown': 'This is no open site of the organization.',
  'coordinator-unknown': 'Expected a person who runs rounds of the organization.',
  'reason-missing': 'Expected why it was not taken.',
  'wrong-quantity': 'Expected no more of each thing than there is.',
}

const conflicts: Readonly<Record<string, string>> = {
  'nothing-waits': 'Nothing that is in no round waits to be delivered.',
  'not-proposed': 'This round was sent out already.',
  'goods-taken': 'Some of the things are in another round or not there any more: plan again.',
  'need-ended': 'One of the needs has ended: plan again.',
  'vehicle-gone': 'The vehicle is not free any more at that time: plan again.',
  'obligations-missing': 'Obligations of its risk are not met yet; `obligations` names them.',
  'not-running': 'The round does not run.',
  ended: 'The round has ended.',
  'fits-nowhere': 'It fits none of the vehicles on the road.',
  'changed-meanwhile': 'A stop was reported meanwhile: try again with a fresh Idempotency-Key.',
  conflict: 'Something else was recorded of this stop before; `state` says what.',
  over: 'This time is over.',
  'not-open': 'The activity of the round takes nobody at the moment.',
  'already-asked': 'The driver was asked already.',
  'already-seated': 'The driver said yes already.',
  quiet: 'The driver has quiet hours now.',
  'too-many': 'The person offers as many vehicles as one person may.',
  'under-way': 'The vehicle is on the road: withdraw it when the round is over.',
}

// What else a command said, where the caller can do something with it.
const moreOf = (error: object): Record<string, unknown> => ({
  ...('state' in error ? { state: error.state } : {}),
  ...('obligations' in error ? { obligations: error.obligations } : {}),
})

/** A failure of a command as problem details. Why somebody may not drive is their own: all such reasons are one. */
export function problemOf(error: { readonly kind: string }): Problem {
  const { kind } = error
  if (kind === 'unknown') return notFound
  if (kind === 'forbidden') return forbidden
  if (kind === 'no-volunteer')
    return { status: 403, kind, detail: 'The person does not volunteer, or the consent does not stand.' }
  if (kind === 'excluded') return { status: 422, kind: 'not-available', detail: 'The driver may not or cannot drive.' }
  const detail = invalid[kind]
  return detail === undefined
    ? { status: 409, kind, detail: conflicts[kind] ?? 'This is not possible now.', more: moreOf(error) }
    : { status: 422, kind, detail }
}

/** What a command came to, as an operation answers it. */
export const answered = <T, E extends { readonly kind: string }, O>(
  result: Result<T, E>,
  shape: (value: T) => O,
): Result<O, Problem> => (result.ok ? ok(shape(result.value)) : err(problemOf(result.error)))

const NO_ID = '00000000-0000-4000-8000-000000000000'
/** An id of the address; what is none names nothing. */
export const idOf = (text: string | undefined): string => (isId(text) ? text : NO_ID)

const stop = z.strictObject({
  id: z.uuid(),
  kind: z.enum(stopKinds),
  state: z.enum(stopStates),
  need: z.uuid().nullable(),
  site: z.string().nullable(),
  arrivesAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  reason: z.string().nullable(),
})

/** Fields of every round that is shown: no address, and nobody's name. */
export const roundFields = {
  id: z.uuid(),
  reference: z.string(),
  state: z.enum(roundStates),
  activity: z.uuid().nullable(),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  stops: z.array(stop).meta({ description: 'In their order; no address of anybody stands here.' }),
}

type ShownRound = {
  readonly id: string
  readonly reference: string
  readonly state: string
  readonly activity_id: string | null
  readonly starts_at: Temporal.Instant
  readonly ends_at: Temporal.Instant
}

/** A round with those of these stops that are its own, as {@link roundFields} describe it. */
export const showRound = (round: ShownRound, stops: readonly StopView[]) => ({
  id: round.id,
  reference: round.reference,
  state: round.state as (typeof roundStates)[number],
  activity: round.activity_id,
  startsAt: round.starts_at.toString(),
  endsAt: round.ends_at.toString(),
  stops: stops
    .filter(({ round_id }) => round_id === round.id)
    .map((row) => ({
      id: row.id,
      kind: row.kind as (typeof stopKinds)[number],
      state: row.state as (typeof stopStates)[number],
      need: row.need_id,
      site: row.site,
      arrivesAt: row.arrives_at.toString(),
      endedAt: row.ended_at?.toString() ?? null,
      reason: row.reason,
    })),
})

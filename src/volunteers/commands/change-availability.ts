import { newId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { type EnteredSheet, takeSheet } from '../../paper'
import { actsFor } from '../../people'
import { type Ctx, inCommand, type Tx } from '../../platform'
import { availabilityChanged } from '../entries'
import { type DayRange, mergeRanges } from '../volunteer'

/** `not-a-volunteer`: never joined, or left. `too-many`: more rules or exceptions than a week or a year needs. */
export type AvailabilityError =
  | { readonly kind: 'not-own' }
  | { readonly kind: 'not-a-volunteer' }
  | { readonly kind: 'too-many' }
  | EnteredSheet

/** A day that differs from the usual week: free or not, in minutes of that day, half-open. */
export type AvailabilityException = {
  readonly date: Temporal.PlainDate
  readonly free: boolean
  readonly startMinute: number
  readonly endMinute: number
}

const RULES_MAX = 7 * 12
const EXCEPTIONS_MAX = 200

/** Replaces the usual week of a volunteer by what they say now. Overlapping and touching ranges become one. */
export const changeWeek = (
  ctx: Ctx,
  input: {
    readonly volunteerId: string
    readonly rules: readonly DayRange[]
    /** Number of the paper form that says so; it counts once. */
    readonly sheet?: string
  },
): Promise<Result<null, AvailabilityError>> =>
  inCommand<null, AvailabilityError>(ctx, 'changeWeek', async (tx) => {
    const own = await lockOwn(tx, input.volunteerId)
    if (!own.ok) return own
    const rules = mergeRanges(input.rules)
    if (rules.length > RULES_MAX) return err({ kind: 'too-many' })
    if (input.sheet !== undefined) {
      const { volunteerId: subjectId, sheet: number } = input
      const taken = await takeSheet(tx, { number, form: 'availability', subjectId, regionId: own.value.regionId })
      if (!taken.ok) return taken
    }
    await writeRules(tx, input.volunteerId, rules)
    await say(tx, input.volunteerId, own.value.regionId)
    return ok(null)
  })

/** Adds a day that differs from the usual week. What was said of the same hours before is replaced. */
export const addException = (
  ctx: Ctx,
  input: { readonly volunteerId: string; readonly exception: AvailabilityException },
): Promise<Result<null, AvailabilityError>> =>
  inCommand<null, AvailabilityError>(ctx, 'addException', async (tx) => {
    const own = await lockOwn(tx, input.volunteerId)
    if (!own.ok) return own
    const { date, free, startMinute, endMinute } = input.exception
    const { count } = await tx.db
      .selectFrom('availability_exceptions')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('volunteer_id', '=', input.volunteerId)
      .executeTakeFirstOrThrow()
    if (count >= EXCEPTIONS_MAX) return err({ kind: 'too-many' })
    await tx.db
      .deleteFrom('availability_exceptions')
      .where('volunteer_id', '=', input.volunteerId)
      .where('on_date', '=', date.toString())
      .where('start_minute', '>=', startMinute)
      .where('end_minute', '<=', endMinute)
      .execute()
    await tx.db
      .insertInto('availability_exceptions')
      .values({
        id: newId(tx.now.epochMilliseconds),
        volunteer_id: input.volunteerId,
        on_date: date.toString(),
        free,
        start_minute: startMinute,
        end_minute: endMinute,
      })
      .execute()
    await say(tx, input.volunteerId, own.value.regionId)
    return ok(null)
  })

/** Takes an exception back; the usual week holds again on that day. Quiet where it is gone already. */
export const removeException = (
  ctx: Ctx,
  input: { readonly volunteerId: string; readonly exceptionId: string },
): Promise<Result<null, AvailabilityError>> =>
  inCommand<null, AvailabilityError>(ctx, 'removeException', async (tx) => {
    const own = await lockOwn(tx, input.volunteerId)
    if (!own.ok) return own
    await tx.db
      .deleteFrom('availability_exceptions')
      .where('volunteer_id', '=', input.volunteerId)
      .where('id', '=', input.exceptionId)
      .execute()
    await say(tx, input.volunteerId, own.value.regionId)
    return ok(null)
  })

/** Locks the row of the volunteer the actor is, or helps as an operator with their consent. Nobody else's time is theirs to say. */
export async function lockOwn(
  tx: Tx,
  volunteerId: string,
): Promise<Result<{ regionId: string; state: string }, { kind: 'not-own' } | { kind: 'not-a-volunteer' }>> {
  if (!(await actsFor(tx, volunteerId))) return err({ kind: 'not-own' })
  const row = await tx.db
    .selectFrom('volunteers')
    .select(['region_id', 'state'])
    .where('id', '=', volunteerId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (row === undefined || row.state === 'left') return err({ kind: 'not-a-volunteer' })
  return ok({ regionId: row.region_id, state: row.state })
}

/** Writes the usual week in place of the one before. The volunteer's row is locked. */
export async function writeRules(tx: Tx, volunteerId: string, rules: readonly DayRange[]): Promise<void> {
  await tx.db.deleteFrom('availability_rules').where('volunteer_id', '=', volunteerId).execute()
  if (rules.length === 0) return
  await tx.db
    .insertInto('availability_rules')
    .values(
      rules.map((rule) => ({
        id: newId(tx.now.epochMilliseconds),
        volunteer_id: volunteerId,
        weekday: rule.weekday,
        start_minute: rule.startMinute,
        end_minute: rule.endMinute,
      })),
    )
    .execute()
}

async function say(tx: Tx, volunteerId: string, regionId: string): Promise<void> {
  const { minutes } = await tx.db
    .selectFrom('availability_rules')
    .select((eb) =>
      eb.fn.coalesce(eb.fn.sum<number>(eb('end_minute', '-', eb.ref('start_minute'))), eb.lit(0)).as('minutes'),
    )
    .where('volunteer_id', '=', volunteerId)
    .executeTakeFirstOrThrow()
  const { exceptions } = await tx.db
    .selectFrom('availability_exceptions')
    .select((eb) => eb.fn.countAll<number>().as('exceptions'))
    .where('volunteer_id', '=', volunteerId)
    .executeTakeFirstOrThrow()
  tx.append(
    availabilityChanged.entry({
      subjectId: volunteerId,
      regionId,
      body: { minutes: Number(minutes), exceptions },
      public: {},
    }),
  )
}

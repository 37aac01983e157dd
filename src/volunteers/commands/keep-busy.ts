import { sql } from 'kysely'
import { newId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { type Ctx, during, inCommand } from '../../platform'
import { busyChanged } from '../entries'
import { type AvailabilityError, lockOwn } from './change-availability'

/** `shift-there`: a shift of theirs stands in that time, to be given back first. `wrong-times`: ends before it begins, past, or too long. */
export type BusyError = AvailabilityError | { readonly kind: 'shift-there' } | { readonly kind: 'wrong-times' }

const BUSY_HOURS_MAX = 24 * 92
const BUSY_MAX = 200

/** Enters a time the person is busy with something of their own. Touching and overlapping busy times become one. */
export const addBusy = (
  ctx: Ctx,
  input: { readonly volunteerId: string; readonly startsAt: Temporal.Instant; readonly endsAt: Temporal.Instant },
): Promise<Result<null, BusyError>> =>
  inCommand<null, BusyError>(ctx, 'addBusy', async (tx) => {
    const { volunteerId, startsAt, endsAt } = input
    const own = await lockOwn(tx, volunteerId)
    if (!own.ok) return own
    const hours = (endsAt.epochMilliseconds - startsAt.epochMilliseconds) / 3_600_000
    if (hours <= 0 || hours > BUSY_HOURS_MAX || Temporal.Instant.compare(endsAt, tx.now) <= 0)
      return err({ kind: 'wrong-times' })
    const near = await tx.db
      .selectFrom('occupancy')
      .select(['id', 'kind'])
      .select([
        sql<Temporal.Instant>`lower(during)`.as('start'),
        sql<Temporal.Instant>`upper(during)`.as('end'),
        sql<boolean>`during && ${during(startsAt, endsAt)}`.as('overlaps'),
      ])
      .where('volunteer_id', '=', volunteerId)
      .where(sql<boolean>`(during && ${during(startsAt, endsAt)} OR during -|- ${during(startsAt, endsAt)})`)
      .limit(1000)
      .execute()
    if (near.some((one) => one.kind === 'assignment' && one.overlaps)) return err({ kind: 'shift-there' })
    const joined = near.filter((one) => one.kind === 'busy')
    const { count } = await tx.db
      .selectFrom('occupancy')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('volunteer_id', '=', volunteerId)
      .where('kind', '=', 'busy')
      .executeTakeFirstOrThrow()
    if (count - joined.length >= BUSY_MAX) return err({ kind: 'too-many' })
    if (joined.length > 0)
      await tx.db
        .deleteFrom('occupancy')
        .where(
          'id',
          'in',
          joined.map((one) => one.id),
        )
        .execute()
    const starts = [startsAt, ...joined.map((one) => one.start)].sort(Temporal.Instant.compare)
    const ends = [endsAt, ...joined.map((one) => one.end)].sort(Temporal.Instant.compare)
    await tx.db
      .insertInto('occupancy')
      .values({
        id: newId(tx.now.epochMilliseconds),
        volunteer_id: volunteerId,
        during: during(starts[0] ?? startsAt, ends.at(-1) ?? endsAt),
        kind: 'busy',
      })
      .execute()
    tx.append(
      busyChanged.entry({ subjectId: volunteerId, regionId: own.value.regionId, body: { added: true }, public: {} }),
    )
    return ok(null)
  })

/** Takes one of the person's own busy times back. Quiet where it is gone already. */
export const removeBusy = (
  ctx: Ctx,
  input: { readonly volunteerId: string; readonly busyId: string },
): Promise<Result<null, AvailabilityError>> =>
  inCommand<null, AvailabilityError>(ctx, 'removeBusy', async (tx) => {
    const own = await lockOwn(tx, input.volunteerId)
    if (!own.ok) return own
    await tx.db
      .deleteFrom('occupancy')
      .where('volunteer_id', '=', input.volunteerId)
      .where('kind', '=', 'busy')
      .where('id', '=', input.busyId)
      .execute()
    tx.append(
      busyChanged.entry({
        subjectId: input.volunteerId,
        regionId: own.value.regionId,
        body: { added: false },
        public: {},
      }),
    )
    return ok(null)
  })

import { z } from 'zod'
import { entryKind } from '../journal'

const id = z.uuid()
const count = z.int().min(0)

/** Somebody offered their vehicle, changed what they say of it, or took it back. */
export const vehicleChanged = entryKind('vehicle.changed', {
  subject: 'vehicle',
  body: z.object({ change: z.enum(['offered', 'changed', 'withdrawn']) }),
  public: [],
})

/** It is known when somebody can be called on. */
export const deliveryWished = entryKind('delivery.wished', {
  subject: 'need',
  body: z.object({ fromMinute: count, untilMinute: count, minutes: count }),
  public: [],
})

/** Rounds were proposed for a day. Nobody was asked and nothing moved by it. */
export const roundPlanMade = entryKind('round-plan.made', {
  subject: 'round-plan',
  body: z.object({ rounds: count, stops: count, leftOut: count, vehicles: count }),
  public: ['region', 'organization', 'count'],
})

/** A plan, and the proposals of it that nobody sent out, were destroyed. */
export const roundPlanDestroyed = entryKind('round-plan.destroyed', {
  subject: 'round-plan',
  body: z.object({}),
  public: [],
})

const about = { roundId: id, activityId: id }

/** A coordinator sent a proposed round out: it is an activity now, and its driver is asked. */
export const roundSent = entryKind('round.sent', {
  subject: 'round',
  body: z.object({ ...about, vehicleId: id, stops: count, meters: count }),
  public: ['region', 'day', 'activity', 'organization', 'count'],
})

/** What changed the stops of a round. */
export const roundCauses = ['refused', 'absent', 'cancelled-need', 'vehicle-lost', 'added', 'taken-over'] as const
/** One of {@link roundCauses}. */
export type RoundCause = (typeof roundCauses)[number]

/** Stops were added, left out, given to another vehicle or given another time; whoever drives is told. */
export const roundChanged = entryKind('round.changed', {
  subject: 'round',
  body: z.object({ ...about, cause: z.enum(roundCauses), version: z.int(), added: count, leftOut: count }),
  public: [],
})

export const roundLeft = entryKind('round.left', {
  subject: 'round',
  body: z.object({ ...about, saidAt: z.iso.datetime() }),
  public: [],
})

/** What happened at a stop, as whoever drove reported it; `saidAt` is the time on their telephone. */
export const stopReported = entryKind('round.stop-reported', {
  subject: 'round',
  body: z.object({
    ...about,
    stopId: id,
    stop: z.enum(['load', 'fetch', 'hand', 'unload']),
    what: z.enum(['arrived', 'done', 'refused', 'absent']),
    reason: z.string().nullable(),
    codeSaid: z.boolean().nullable(),
    goods: z.array(z.object({ goodsId: id, quantity: count })),
    saidAt: z.iso.datetime(),
  }),
  public: [],
})

/** Everything is handed over or brought back. */
export const roundDone = entryKind('round.done', {
  subject: 'round',
  body: z.object({ ...about, handed: count, refused: count, absent: count }),
  public: ['region', 'day', 'activity', 'organization', 'count'],
})

export const roundCancelled = entryKind('round.cancelled', {
  subject: 'round',
  body: z.object(about),
  public: ['region', 'activity', 'organization'],
})

/** The vehicle drives on no more. */
export const vehicleLost = entryKind('round.vehicle-lost', {
  subject: 'round',
  body: z.object({ ...about, aboard: count }),
  public: [],
})

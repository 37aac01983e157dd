import type { Tx } from '../../platform'
import { lockVolunteers } from '../../volunteers'
import { type HeldActivity, holdActivity } from './hold-activity'
import { listLive } from './leave-seat'

/**
 * Locks everyone with a seat, then the activity against all booking. Whoever booked between the two is locked after it: the one place
 * where the order may be broken, and a deadlock that comes of it is retried.
 */
export async function holdWithEveryone(
  tx: Tx,
  activityId: string,
  postId?: string,
): Promise<{ activity: HeldActivity; live: Awaited<ReturnType<typeof listLive>> } | undefined> {
  const before = await listLive(tx, activityId, postId)
  const locked = await lockVolunteers(
    tx,
    before.map((one) => one.volunteer_id),
  )
  const activity = await holdActivity(tx, activityId, 'change')
  if (activity === undefined) return undefined
  const live = await listLive(tx, activityId, postId)
  await lockVolunteers(
    tx,
    live.map((one) => one.volunteer_id).filter((id) => !locked.has(id)),
  )
  return { activity, live }
}

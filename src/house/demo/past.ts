import { catchUp, type Journal } from '../../journal'
import { type Ctx, jobsOn, newTimeline, type Room } from '../../platform'

/** A house without work of its own in the background: what is to happen in it happens when it is told to. */
export type QuietHouse = {
  readonly system: Ctx
  readonly journal: Pick<Journal, 'caughtUp'>
  readonly rooms: readonly Room[]
}

/** Something that happened, told in order: it yields the moment at which it goes on. */
export type Scene = AsyncGenerator<Temporal.Instant, void, void>

const SWEEP_HOURS = 24
const SOON_MINUTES = 75

/**
 * Plays scenes that began on a day in the past up to the present moment, each command by the clock of its moment. Followers and timed work
 * of all rooms run in between, as they would have; wake-ups of the future are left to the server. What lies ahead of now in a scene is not
 * played.
 * @param prepare is given the system's context in the time of the story, which stands at its start
 */
export async function playPast<T>(
  house: QuietHouse,
  start: Temporal.Instant,
  prepare: (ctx: Ctx) => Promise<{ readonly scenes: readonly Scene[]; readonly result: T }>,
): Promise<T> {
  const now = house.system.clock.now()
  const timeline = newTimeline(start)
  const jobs = house.rooms.flatMap((room) => room.jobs ?? [])
  const past = jobsOn(timeline, async (job, data) => jobs.find(({ name }) => name === job)?.run(ctx, data))
  const ctx: Ctx = {
    ...house.system,
    clock: timeline.clock,
    jobs: {
      send: (db, job, data, at, key) =>
        (Temporal.Instant.compare(at, now) <= 0 ? past : house.system.jobs).send(db, job, data, at, key),
    },
    // What was written to the people of the story has reached them; it is not sent again today.
    ports: { email: async () => {}, sms: undefined },
    committed: () => {},
  }
  const followers = house.rooms.flatMap((room) => room.followers?.(ctx) ?? []).filter(({ durable }) => durable)
  const { scenes, result } = await prepare(ctx)
  for (const scene of scenes) {
    const goOn = async (): Promise<void> => {
      const next = await scene.next()
      if (next.done !== true) timeline.at(next.value, goOn)
    }
    timeline.at(start, goOn)
  }
  const sweep = async (): Promise<void> => {
    for (const job of jobs)
      if (job.everyMinutes !== undefined) await job.run(ctx, { at: timeline.clock.now().epochMilliseconds })
    timeline.after(SWEEP_HOURS * 60, sweep)
  }
  timeline.after(SWEEP_HOURS * 60, sweep)
  // What a server looks at every minute or sooner, such as messages that are due: whenever something has happened.
  const soon = jobs.filter(({ everyMinutes }) => everyMinutes !== undefined && everyMinutes <= 1)
  let soonAt = start
  const lookAround = async (): Promise<void> => {
    if (timeline.clock.now().since(soonAt).total('minutes') < SOON_MINUTES) return
    soonAt = timeline.clock.now()
    for (const job of soon) await job.run(ctx, { at: soonAt.epochMilliseconds })
  }
  let readSeq = 0
  // What a follower writes may be what another waits for.
  const follow = async (): Promise<boolean> => {
    for (let last = await lastSeq(ctx); last !== readSeq; last = await lastSeq(ctx)) {
      readSeq = last
      await house.journal.caughtUp()
      await Promise.all(followers.map((follower) => catchUp(ctx.db, follower)))
    }
    await lookAround()
    return true
  }
  await timeline.play(now, follow)
  return result
}

async function lastSeq({ db }: Ctx): Promise<number> {
  const row = await db
    .selectFrom('journal')
    .select(({ fn }) => fn.max('seq').as('seq'))
    .executeTakeFirst()
  return row?.seq ?? 0
}

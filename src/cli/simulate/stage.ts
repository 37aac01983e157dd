import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { openApp, rooms } from '../../app'
import { catchUp } from '../../journal'
import { type Chance, newChance } from '../../kit/chance'
import { withRandomIds, withRepeatableIds } from '../../kit/ids'
import {
  type Actor,
  type Config,
  type ConnectionSettings,
  type Ctx,
  jobsOn,
  newTimeline,
  RepeatRefused,
  silentLog,
  type Timeline,
} from '../../platform'

/** Where a simulation plays: the whole house over a space of its own, in simulated time, seen by two processes at once. */
export type Stage = {
  readonly timeline: Timeline
  readonly chance: Chance
  /** The system's own context. */
  readonly system: Ctx
  /** A request of this actor; each call is a request of its own. */
  as(actor: Actor): Ctx
  /** Sends the same request twice, at the same moment, through two processes. @returns what the sender hears in the end */
  twice<T>(actor: Actor, send: (ctx: Ctx) => Promise<T>): Promise<T>
  /** Lets time pass until `end`; `afterEach` looks at what has come of each event, and says whether to go on. */
  play(end: Temporal.Instant, afterEach: () => Promise<boolean>): Promise<void>
  /** Gives an id the name by which chance knows it: ids of one run are not those of the next. */
  name(id: string, name: string): void
  nameOf(id: string): string
  /** A stream of chance of what carries these ids. */
  chanceOf(what: string, ...ids: readonly string[]): Chance
  /** Number of the newest entry, also of those that wait for their position: the same, if nothing happened since. */
  lastSeq(): Promise<number>
  /** Lets the sequencer and all followers read everything. */
  settle(): Promise<void>
  close(): Promise<void>
}

const SWEEP_MINUTES = 30
const SETTLE_MINUTES = 10

/**
 * Opens a stage over an empty, migrated database.
 * @param start first moment of the simulated time
 */
export async function openStage(
  config: Config,
  connection: ConnectionSettings,
  seed: string,
  start: Temporal.Instant,
): Promise<Stage> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'asar-drill-'))
  const timeline = newTimeline(start)
  const chance = newChance(seed)
  // Nobody real hears of a drill: it has no senders.
  const apart: Config = {
    ...config,
    dataFolder,
    databaseUrl: undefined,
    smtpUrl: undefined,
    mailbox: undefined,
    sms: undefined,
    demo: false,
  }
  const jobs = jobsOn(timeline, (job, data) => wake(job, data))
  const parts = {
    config: apart,
    connection,
    log: silentLog,
    clock: timeline.clock,
    jobs,
    publicFolder: resolve(import.meta.dirname, '../public'),
  }
  // Nothing runs by itself: followers and jobs are run by the simulated time, so that the same seed gives the same story.
  const app = await openApp({ ...parts, background: false })
  const other = await openApp({ ...parts, background: false })
  const known = new Map(rooms.flatMap((room) => room.jobs ?? []).map((job) => [job.name, job]))
  const quiet = { committed: () => {} }
  const system: Ctx = { ...app.system, ...quiet, door: 'simulation' }
  const wake = async (job: string, data: Record<string, string | number>): Promise<void> => {
    await known.get(job)?.run(system, data)
  }
  const followers = rooms.flatMap((room) => room.followers?.(system) ?? []).filter((follower) => follower.durable)
  const names = new Map<string, string>()
  const nameOf = (id: string): string => names.get(id) ?? 'nameless'
  let settledSeq = 0
  const lastSeq = async (): Promise<number> => {
    const row = await system.db
      .selectFrom('journal')
      .select(({ fn }) => fn.max('seq').as('seq'))
      .executeTakeFirst()
    return row?.seq ?? 0
  }
  let requests = 0
  const idempotency = (actor: Actor): NonNullable<Ctx['idempotency']> => {
    requests += 1
    const key = `${seed} ${requests}`
    return { scope: `simulation ${scopeOf(actor)}`, key, requestHash: createHash('sha256').update(key).digest() }
  }
  const as = (actor: Actor): Ctx => ({ ...system, actor, door: 'web', idempotency: idempotency(actor) })
  const stage: Stage = {
    timeline,
    chance,
    system,
    as,
    twice: async (actor, send) => {
      const first = as(actor)
      const second: Ctx = { ...first, db: other.system.db }
      const heard = await Promise.allSettled([send(first), send(second)])
      const answer = heard.find((one) => one.status === 'fulfilled')
      for (const one of heard) if (one.status === 'rejected' && !(one.reason instanceof RepeatRefused)) throw one.reason
      // Both may have been told that the other is still running: then they try again, as a browser does.
      return answer === undefined ? send(first) : answer.value
    },
    play: async (end, afterEach) => {
      let events = 0
      let settledAt = start
      const sweep = async (): Promise<void> => {
        for (const job of known.values())
          if (isDue(job.everyMinutes)) await job.run(system, { at: timeline.clock.now().epochMilliseconds })
        timeline.after(SWEEP_MINUTES, sweep)
      }
      const isDue = (everyMinutes: number | undefined): boolean => {
        if (everyMinutes === undefined) return false
        const minute = Math.round(timeline.clock.now().since(start).total('minutes') / SWEEP_MINUTES) * SWEEP_MINUTES
        return minute % Math.max(SWEEP_MINUTES, Math.ceil(everyMinutes / SWEEP_MINUTES) * SWEEP_MINUTES) === 0
      }
      timeline.after(SWEEP_MINUTES, sweep)
      // Ids are drawn anew for each event, so that what runs beside it cannot shift those of the next.
      const ids = () => newChance(`${seed}/event/${events++}`).next
      const settleThenLook = async () => {
        if (timeline.clock.now().since(settledAt).total('minutes') >= SETTLE_MINUTES) {
          settledAt = timeline.clock.now()
          await stage.settle()
        }
        return afterEach()
      }
      await timeline.play(end, settleThenLook, ids)
    },
    settle: async () => {
      const seq = await lastSeq()
      if (seq === settledSeq) return
      settledSeq = seq
      await withRandomIds(() => app.journal.caughtUp())
      for (const follower of followers) await catchUp(system.db, follower)
    },
    lastSeq,
    name: (id, name) => void names.set(id, name),
    nameOf,
    chanceOf: (what, ...ids) => chance.fork([what, ...ids.map(nameOf)].join(' ')),
    close: async () => {
      await app.stop()
      await other.stop()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
  return stage
}

/** Runs something that comes before the first event, with ids that repeat themselves. */
export const inPrologue = <T>(seed: string, run: () => Promise<T>): Promise<T> =>
  withRepeatableIds(newChance(`${seed}/prologue`).next, run)

const scopeOf = (actor: Actor): string =>
  actor.kind === 'person' ? actor.personId : actor.kind === 'link' ? actor.linkId : actor.kind

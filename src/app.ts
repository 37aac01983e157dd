import type { Hono } from 'hono'
import { activitiesRoom } from './activities'
import { badgesRoom } from './badges'
import { contributionsRoom } from './contributions'
import { dispatchRoom } from './dispatch'
import { erasureLedger } from './erasure-ledger'
import { goodsRoom } from './goods'
import { houseRoom, listDemoPersons, setUpStep } from './house'
import { indicatorsRoom } from './indicators'
import { type Journal, listenToJournal, logRoom, originOf, startJournal, transparencyLog } from './journal'
import { lineRoom } from './line'
import { needsRoom } from './needs'
import {
  followMailbox,
  hearSms,
  hearUpdate,
  holdPolling,
  noticesRoom,
  openSms,
  openTelegram,
  pushSender,
  TELEGRAM_PATH,
  VOICE_PATH,
  voiceGateway,
} from './notices'
import { openRoom } from './open'
import { organizationsRoom } from './organizations'
import { pairingRoom } from './pairing'
import { paperRoom } from './paper'
import { peopleRoom } from './people'
import { placesRoom } from './places'
import {
  asSystem,
  buildServer,
  type Clock,
  type Config,
  type ConnectionSettings,
  type Ctx,
  type Jobs,
  type Log,
  openDb,
  openJobs,
  openLive,
  openPool,
  type Room,
  smtpSender,
  systemClock,
} from './platform'
import { healthRoutes } from './platform/health'
import { reportsRoom } from './reports'
import { roundsRoom } from './rounds'
import { safetyRoom } from './safety'
import { standardsRoom } from './standards'
import { trainingRoom } from './training'
import { volunteersRoom } from './volunteers'

/** Every room of the house, in the order of the design; the only list of them all. */
export const rooms: readonly Room[] = [
  placesRoom,
  peopleRoom,
  organizationsRoom,
  standardsRoom,
  trainingRoom,
  paperRoom,
  volunteersRoom,
  needsRoom,
  goodsRoom,
  activitiesRoom,
  dispatchRoom,
  pairingRoom,
  roundsRoom,
  contributionsRoom,
  badgesRoom,
  safetyRoom,
  indicatorsRoom,
  reportsRoom,
  openRoom,
  noticesRoom,
  lineRoom,
  houseRoom,
  logRoom,
]

/** A wired house over one database: its HTTP service, its followers and jobs, and how to leave it. */
export type App = {
  readonly http: Hono
  /** The system's own context, for the command line and tests. */
  readonly system: Ctx
  readonly journal: Journal
  stop(): Promise<void>
}

/** What a house is built from. Tests bring a clock that stands still and senders of their own. */
export type AppParts = {
  readonly config: Config
  readonly connection: ConnectionSettings
  readonly log: Log
  readonly clock?: Clock
  readonly publicFolder: string
  /** Whether this process also sequences, follows and works off jobs; `false` for short commands. */
  readonly background: boolean
  /** Whether this process also seals entries in the transparency log of its data folder, as servers do; `false` by itself. */
  readonly seals?: boolean
  /** Whether everyone is sent to the set-up until it is done, as the server does; `false` by itself. */
  readonly asksSetUp?: boolean
  /** Wake-ups of a simulation, which has a time of its own; whoever brings them also works them off. */
  readonly jobs?: Jobs
}

// Once done, it is never asked again; until then another process may finish it at any moment.
const setUpGate = (db: Ctx['db']) => {
  let isDone = false
  return async (): Promise<string | undefined> => {
    isDone ||= (await setUpStep(db)) === 'done'
    return isDone ? undefined : '/set-up'
  }
}

const signerOf = ({ db, clock, config }: Ctx) => ({
  dataFolder: config.dataFolder,
  origin: originOf(config.url),
  isReady: async () => (await setUpStep(db)) === 'done',
  clock,
})

/** Opens the house on a migrated database. */
export async function openApp({
  config,
  connection,
  log,
  clock = systemClock,
  publicFolder,
  background,
  seals = false,
  asksSetUp = false,
  jobs: broughtJobs,
}: AppParts): Promise<App> {
  const pool = openPool(connection)
  const db = openDb(pool)
  const jobs: Jobs & Partial<Awaited<ReturnType<typeof openJobs>>> = broughtJobs ?? (await openJobs(pool, log))
  let journal: Journal | undefined
  const sms = config.sms === undefined ? undefined : openSms(config.sms, { db, clock, log })
  const telegram = config.telegram === undefined ? undefined : openTelegram(config.telegram, { clock, log })
  const base: Omit<Ctx, 'actor' | 'door' | 'lang'> = {
    db,
    clock,
    config,
    log,
    jobs,
    ports: {
      email: config.smtpUrl === undefined ? undefined : smtpSender(config.smtpUrl, config.mailFrom),
      sms: sms?.send,
      telegram: telegram?.port,
      push: pushSender({ db, clock, config, log }),
      voice: config.voice === undefined ? undefined : voiceGateway(config.voice, clock, `${config.url}${VOICE_PATH}`),
    },
    committed: () => journal?.nudge(),
  }
  const system = asSystem(
    { ...base, actor: { kind: 'system', name: 'house' }, door: 'system', lang: config.locale },
    'house',
  )
  const live = openLive(
    rooms.flatMap((room) => room.topics ?? []),
    () => system,
    log,
  )
  const followers = [
    ...rooms.flatMap((room) => room.followers?.(system) ?? []),
    erasureLedger(config.dataFolder),
    ...(seals ? [transparencyLog(db, signerOf(system), log)] : []),
    live.follower,
  ]
  journal = await startJournal(db, background ? followers : [], log)
  // After the followers' place is fixed, so that nothing falls between what is read here and what they are handed.
  for (const room of rooms) await room.opened?.(system)
  const ears = background ? listenToJournal(connection, () => journal.heard(), log) : undefined
  if (background) sms?.listen(hearSms(system))
  if (background)
    telegram?.listen((update) => hearUpdate(system, update), `${config.url}${TELEGRAM_PATH}`, holdPolling(system))
  const mailbox = background && config.mailbox !== undefined ? followMailbox(system, config.mailbox) : undefined
  const stopWork = background
    ? await jobs.work?.(
        system,
        clock,
        rooms.flatMap((room) => room.jobs ?? []),
      )
    : undefined
  const http = buildServer({
    base,
    routes: [...healthRoutes, live.route, ...rooms.flatMap((room) => room.routes)],
    operations: rooms.flatMap((room) => room.operations ?? []),
    demoPersons: (lang) => listDemoPersons(db, lang),
    setUpPath: asksSetUp ? setUpGate(db) : async () => undefined,
    publicFolder,
    pool,
  })
  return {
    http,
    system,
    journal,
    stop: async () => {
      live.stop()
      stopWork?.()
      await ears?.stop()
      await journal.stop()
      await jobs.stop?.()
      await mailbox?.close()
      await sms?.close()
      await telegram?.close()
      await db.destroy()
    },
  }
}

import { statfs } from 'node:fs/promises'
import { sql } from 'kysely'
import { listGoodsFaults } from '../goods'
import {
  findCheckpoint,
  findLogKey,
  lastPosition,
  listEntriesAfter,
  readSigningKeys,
  sequencerLagSeconds,
} from '../journal'
import { findMailboxState, findPushKeys, readSmsState } from '../notices'
import type { Ctx } from '../platform'
import { findLastBackup } from './backup/backups-made'
import type { CliCommand } from './command'
import { version } from './version'

type Finding = { readonly check: string; readonly ok: boolean; readonly found: string; readonly advice?: string }

/** `asar doctor`: looks at the installation and says what is well and what to do about the rest. */
export const doctor: CliCommand = {
  name: 'doctor',
  usage: 'doctor [--json]',
  summary: 'Looks at database, disk, journal, followers, locks, backups and senders, and says what to do.',
  run: ({ json, print, say, withApp }) =>
    withApp(async ({ system }) => {
      const findings = await examine(system)
      if (json) print({ ok: findings.every((finding) => finding.ok), findings })
      else
        for (const { check, ok, found, advice } of findings)
          say(`${ok ? 'well ' : 'look '} ${check}: ${found}${advice === undefined ? '' : `\n      ${advice}`}`)
      return findings.every((finding) => finding.ok) ? 0 : 1
    }),
}

async function examine(ctx: Ctx): Promise<Finding[]> {
  const { db, config } = ctx
  const server = await sql<{
    v: string
    size: string
  }>`SELECT current_setting('server_version') AS v, pg_size_pretty(pg_database_size(current_database())) AS size`.execute(
    db,
  )
  const lag = await sequencerLagSeconds(db)
  const last = await lastPosition(db)
  const gaps = await sql<{
    gaps: number
  }>`SELECT (coalesce(max(position), 0) - count(*))::int AS gaps FROM journal_positions`.execute(db)
  const followers = await db
    .selectFrom('followers')
    .select(['name', 'position', 'failure'])
    .orderBy('name')
    .limit(100)
    .execute()
  const stuck = followers.filter((follower) => follower.failure !== null)
  return [
    { check: 'version', ok: true, found: `Asar ${version}, Node ${process.versions.node}` },
    { check: 'database', ok: true, found: `PostgreSQL ${server.rows[0]?.v}, ${server.rows[0]?.size}` },
    {
      check: 'journal',
      ok: lag <= 5 && gaps.rows[0]?.gaps === 0,
      found: `${last} entries, ${gaps.rows[0]?.gaps} gaps, oldest waiting ${Math.round(lag)} s`,
      ...(lag > 5 ? { advice: 'Entries wait for their position: is a server running on this database?' } : {}),
    },
    {
      check: 'followers',
      ok: stuck.length === 0,
      found: followers.map((follower) => `${follower.name} at ${follower.position}`).join(', ') || 'none yet',
      ...(stuck.length > 0
        ? {
            advice: `Stopped with a failure: ${stuck.map((follower) => `${follower.name} (${follower.failure})`).join('; ')}`,
          }
        : {}),
    },
    await examineLog(ctx, last),
    await examineGoods(ctx),
    await examineNotices(ctx),
    {
      check: 'e-mail',
      ok: config.smtpUrl !== undefined,
      found: config.smtpUrl === undefined ? 'no sender' : 'sender set',
      ...(config.smtpUrl === undefined
        ? { advice: 'Set ASAR_SMTP_URL (smtp://user:password@host:587) so that people can sign in and be told.' }
        : {}),
    },
    await examineMailbox(ctx),
    await examineDisk(config.dataFolder),
    await examineLocks(ctx),
    await examineBackups(ctx),
    await examineTelegram(ctx),
    await examinePush(ctx),
    {
      check: 'automatic calls',
      ok: true,
      found: config.voice === undefined ? 'no gateway: operators ring (set ASAR_VOICE_URL to offer it)' : 'gateway set',
    },
    await examineSms(ctx),
  ]
}

async function examineSms(ctx: Ctx): Promise<Finding> {
  const check = 'text messages'
  const state = await readSmsState(ctx)
  if (state === undefined) return { check, ok: true, found: 'no gateway: telephones are not offered for sign-in' }
  const { tiyn, capTiyn, heldBack, isNearCap } = state.today
  const failing = state.providers.filter(({ demotedUntil }) => demotedUntil !== null).map(({ name }) => name)
  const tenge = (sum: number) => `${(sum / 100).toFixed(2)} KZT`
  const cost = `${tenge(tiyn)} today${capTiyn === undefined ? ', no cap' : ` of at most ${tenge(capTiyn)}`}`
  const advice = [
    ...(isNearCap
      ? [
          `${heldBack} held back so far: raise dailyCapTiyn, or let people choose another door. Past the cap nothing is sent.`,
        ]
      : []),
    ...(failing.length > 0 ? [`${failing.join(', ')} failed lately and is passed over: see /notices/sms.`] : []),
  ].join(' ')
  const found = `${state.providers.map(({ name }) => name).join(', ')}; ${cost}`
  return advice === '' ? { check, ok: true, found } : { check, ok: false, found, advice }
}

async function examineTelegram({ config, ports }: Ctx): Promise<Finding> {
  const check = 'Telegram'
  if (config.telegram === undefined) return { check, ok: true, found: 'no bot: set ASAR_TELEGRAM_TOKEN to offer it' }
  const name = await ports.telegram?.name()
  if (name === undefined)
    return {
      check,
      ok: false,
      found: `no answer at ${config.telegram.apiRoot}`,
      advice: 'Look at ASAR_TELEGRAM_TOKEN, and whether this machine reaches that address.',
    }
  const isPublic = config.url.startsWith('https://')
  if (config.telegram.secret !== undefined && !isPublic)
    return {
      check,
      ok: false,
      found: `@${name}, to be called at ${config.url}`,
      advice:
        'Telegram calls https alone: set ASAR_URL, or unset ASAR_TELEGRAM_SECRET so that the house asks by itself.',
    }
  return {
    check,
    ok: true,
    found: `@${name}, ${config.telegram.secret === undefined ? 'asks by itself' : 'is called'}`,
  }
}

async function examinePush(ctx: Ctx): Promise<Finding> {
  const check = 'notifications on devices'
  const state = await findPushKeys(ctx)
  if (state.kind === 'none') return { check, ok: true, found: 'no key yet: it is made when the server starts' }
  if (state.kind === 'refused')
    return { check, ok: false, found: state.why, advice: 'Nothing is sent to devices until it is put right.' }
  if (state.kind === 'elsewhere')
    return {
      check,
      ok: false,
      found: `the secret half of ${state.publicKey} is on another machine`,
      advice:
        'Copy push.key from its data folder. Where it is lost, `asar push rotate` makes another; people turn notifications on again.',
    }
  return { check, ok: true, found: `key ${state.keys.publicKey}, in this data folder` }
}

const UNSIGNED_SECONDS_MAX = 60

// Entries that no checkpoint stands on for longer than a moment: the machine that holds the key does not run, or refuses to sign.
async function examineLog({ db, clock, config }: Ctx, last: number): Promise<Finding> {
  const [checkpoint, key] = [await findCheckpoint(db), await findLogKey(db)]
  if (checkpoint === undefined || key === undefined)
    return { check: 'log', ok: true, found: 'not begun: it does when the set-up is finished and the server runs' }
  const waiting = Math.max(0, last - checkpoint.size)
  const [oldest] = waiting === 0 ? [] : await listEntriesAfter(db, checkpoint.size, 1)
  const seconds = oldest === undefined ? 0 : Math.round(clock.now().since(oldest.at).total('seconds'))
  const ok = seconds <= UNSIGNED_SECONDS_MAX
  const here = (await readSigningKeys(config.dataFolder)).some((own) => own.line === key.verifier_key)
  return {
    check: 'log',
    ok,
    found: `checkpoint over ${checkpoint.size} entries, ${waiting} wait; the key is ${here ? 'in this data folder' : 'on another machine'}`,
    ...(ok
      ? {}
      : {
          advice: `The oldest of them has waited for ${seconds} s: does a server run where log.key lies? \`asar verify database\` tells whether the record was changed.`,
        }),
  }
}

// Asked of the movements alone, past every counter that the triggers keep.
async function examineGoods({ db }: Ctx): Promise<Finding> {
  const faults = await listGoodsFaults(db)
  const kinds = [...new Set(faults.map(({ fault }) => fault))].join(', ')
  const some = faults
    .slice(0, 5)
    .map(({ fault, id }) => `${fault} ${id}`)
    .join(', ')
  return {
    check: 'goods',
    ok: faults.length === 0,
    found:
      faults.length === 0
        ? 'lines, promises, stock and what is set aside add up'
        : `${faults.length} that do not add up (${kinds})`,
    ...(faults.length === 0 ? {} : { advice: `Something wrote past the commands: look at ${some}.` }),
  }
}

const FAILED_DAYS = 7

async function examineNotices({ db, clock }: Ctx): Promise<Finding> {
  const since = clock.now().subtract({ hours: 24 * FAILED_DAYS })
  const { rows } = await sql<{ failed: number; kept: number }>`
    SELECT (SELECT count(*)::int FROM notice_deliveries WHERE state = 'failed' AND ended_at > ${since}) AS failed,
      (SELECT count(*)::int FROM notice_deliveries WHERE state = 'waiting' AND reason IN ('no-sender', 'no-address')) AS kept`.execute(
    db,
  )
  const { failed, kept } = rows[0] ?? { failed: 0, kept: 0 }
  return {
    check: 'notices',
    ok: failed + kept === 0,
    found: `${failed} given up in the last ${FAILED_DAYS} days, ${kept} kept until they can be sent`,
    ...(failed + kept === 0
      ? {}
      : { advice: 'Operators see whom they did not reach, and why, on their line (/line).' }),
  }
}

const MAILBOX_MINUTES_MAX = 10

async function examineMailbox(ctx: Ctx): Promise<Finding> {
  const { mailbox } = ctx.config
  const check = 'answers by mail'
  if (mailbox === undefined) return { check, ok: true, found: 'no mailbox: letters ask nobody to answer them' }
  const state = await findMailboxState(ctx, mailbox.address)
  const minutes = state?.read_at == null ? undefined : ctx.clock.now().since(state.read_at).total('minutes')
  const ok =
    state?.failure == null && minutes !== undefined && minutes <= MAILBOX_MINUTES_MAX && state?.unreadable === 0
  const { kept = 0, bounces = 0, machines = 0, unreadable = 0 } = state ?? {}
  const read = state?.read_at == null ? 'never read' : `read last at ${state.read_at}`
  return {
    check,
    ok,
    found: `${read}; ${kept} answers, ${bounces} reports of failure, ${machines} from machines, ${unreadable} unreadable`,
    ...(ok
      ? {}
      : {
          advice:
            state?.failure != null
              ? `The mail server could not be read (${state.failure}): look at ASAR_IMAP_URL.`
              : unreadable > 0
                ? 'What could not be read is flagged in the mailbox: look at it there.'
                : 'Does a server run? It reads the mailbox at least once a minute.',
        }),
  }
}

const DISK_GIGABYTES_MIN = 2

async function examineDisk(folder: string): Promise<Finding> {
  const disk = await statfs(folder).catch(() => undefined)
  if (disk === undefined) return { check: 'disk', ok: true, found: 'no data folder here' }
  const gigabytes = (blocks: number): number => Math.round((blocks * disk.bsize) / 100_000_000) / 10
  const free = gigabytes(disk.bavail)
  return {
    check: 'disk',
    ok: free >= DISK_GIGABYTES_MIN,
    found: `${free} of ${gigabytes(disk.blocks)} GB free where the data are`,
    ...(free >= DISK_GIGABYTES_MIN
      ? {}
      : {
          advice: `Make room: below ${DISK_GIGABYTES_MIN} GB free, a busy day can fill it, and then nothing can be written.`,
        }),
  }
}

// A transaction left open keeps its locks, and every vacuum from cleaning up behind it.
async function examineLocks({ db }: Ctx): Promise<Finding> {
  const { rows } = await sql<{ idle: number; prepared: number }>`
    SELECT
      (SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database()
        AND state LIKE 'idle in transaction%' AND state_change < now() - interval '1 minute') AS idle,
      (SELECT count(*)::int FROM pg_prepared_xacts WHERE database = current_database()) AS prepared`.execute(db)
  const { idle, prepared } = rows[0] ?? { idle: 0, prepared: 0 }
  return {
    check: 'locks',
    ok: idle + prepared === 0,
    found: `${idle} transactions left open, ${prepared} prepared and never finished`,
    ...(idle + prepared === 0
      ? {}
      : {
          advice:
            'A program other than Asar holds them: end its session, or finish with COMMIT PREPARED or ROLLBACK PREPARED.',
        }),
  }
}

const BACKUP_DAYS_MAX = 7

async function examineBackups({ config, clock }: Ctx): Promise<Finding> {
  const last = await findLastBackup(config.dataFolder)
  const days = last === undefined ? undefined : clock.now().since(Temporal.Instant.from(last.at)).total('hours') / 24
  const ok = days !== undefined && days <= BACKUP_DAYS_MAX
  return {
    check: 'backups',
    ok,
    found: last === undefined ? 'none made with `asar backup` yet' : `the last one at ${last.at}, in ${last.folder}`,
    ...(ok ? {} : { advice: 'Run `asar backup FOLDER` onto another disk, at best every night.' }),
  }
}

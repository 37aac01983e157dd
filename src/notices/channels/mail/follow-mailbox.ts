import { setTimeout as pause } from 'node:timers/promises'
import type { ImapFlow } from 'imapflow'
import { type Ctx, isLoopback, type MailboxSettings } from '../../../platform'
import { noteFailure, noteRead, type ReadCounts } from './mailbox-state'
import { readMail } from './read-mail'
import { takeMail } from './take-mail'

/** Of a longer mail only the beginning is fetched: nobody answers in half a megabyte. */
const FETCHED_BYTES = 512 * 1024
const AT_ONCE = 200
const LOOK_SECONDS = 60
const TIMEOUT_MS = 30_000
const BACKOFF_SECONDS_MAX = 300
const KEPT_DAYS = 30

/** A mailbox that is being read. */
export type FollowedMailbox = { close(): Promise<void> }

/**
 * Reads the mailbox that answers come to, as they come, for as long as the house is open. A mail is marked as read when it is dealt with:
 * after a crash in between it is read again and dealt with once. What cannot be read is flagged in the mailbox for a person. After thirty
 * days mails that were read are destroyed there.
 */
export function followMailbox(ctx: Ctx, settings: MailboxSettings): FollowedMailbox {
  const stopped = new AbortController()
  let client: ImapFlow | undefined
  const done = (async () => {
    for (let failures = 0; !stopped.signal.aborted; ) {
      try {
        client = await connect(settings)
        await read(ctx, client, stopped.signal, () => {
          failures = 0
        })
      } catch (cause) {
        failures++
        if (stopped.signal.aborted) break
        const failure = codeOf(cause)
        ctx.log('mailbox.failed', { failure, failures })
        await noteFailure(ctx, settings.address, failure).catch(() => undefined)
      } finally {
        client?.close()
      }
      const seconds = Math.min(2 ** Math.min(failures, 9), BACKOFF_SECONDS_MAX)
      await pause(seconds * 1000, undefined, { signal: stopped.signal }).catch(() => undefined)
    }
  })()
  return {
    close: async () => {
      stopped.abort()
      client?.close()
      await done
    },
  }
}

async function connect(settings: MailboxSettings): Promise<ImapFlow> {
  const { ImapFlow } = await import('imapflow')
  const client = new ImapFlow({
    host: settings.host,
    port: settings.port,
    secure: settings.tls,
    // Without it a server could be made to take the password in the open.
    ...(settings.tls ? {} : { doSTARTTLS: !isLoopback(settings.host) }),
    auth: { user: settings.user, pass: settings.password },
    logger: false,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
  })
  // Told by the command that fails as well; unheard it would end the process.
  client.on('error', () => undefined)
  await client.connect()
  return client
}

async function read(ctx: Ctx, client: ImapFlow, signal: AbortSignal, isWell: () => void): Promise<void> {
  let wake = () => {}
  client.on('exists', () => wake())
  client.on('close', () => wake())
  await client.mailboxOpen('INBOX')
  while (!signal.aborted && client.usable) {
    const woken = new Promise<void>((resolve) => {
      wake = resolve
    })
    const isMore = await readUnseen(ctx, client)
    isWell()
    if (isMore) continue
    await destroyOld(ctx, client)
    // Broken off by the next command; servers without IDLE are asked again each minute.
    void client.idle().catch(() => undefined)
    const over = new AbortController()
    await Promise.race([woken, pause(LOOK_SECONDS * 1000, undefined, { signal: over.signal }).catch(() => undefined)])
    over.abort()
  }
  if (!signal.aborted) throw Object.assign(new Error('the mail server closed the connection'), { code: 'closed' })
}

/** Deals with what nobody read yet, oldest first. @returns whether more waits */
async function readUnseen(ctx: Ctx, client: ImapFlow): Promise<boolean> {
  const found = (await client.search({ seen: false }, { uid: true })) || []
  const uids = found.sort((a, b) => a - b).slice(0, AT_ONCE)
  const counts: ReadCounts = { kept: 0, bounce: 0, machine: 0, empty: 0, unreadable: 0 }
  for (const uid of uids) {
    const source = { maxLength: FETCHED_BYTES }
    const fetched = await client.fetchOne(`${uid}`, { source, internalDate: true }, { uid: true })
    if (fetched === false) continue
    const mail = await readMail(fetched.source ?? new Uint8Array()).catch(() => undefined)
    const became = mail === undefined ? 'unreadable' : await takeMail(ctx, mail, instantOf(ctx, fetched.internalDate))
    counts[became]++
    const flags = became === 'unreadable' ? ['\\Seen', '\\Flagged'] : ['\\Seen']
    await client.messageFlagsAdd(`${uid}`, flags, { uid: true })
  }
  await noteRead(ctx, ctx.config.mailbox?.address ?? '', counts)
  return found.length > uids.length
}

async function destroyOld(ctx: Ctx, client: ImapFlow): Promise<void> {
  const before = new Date(ctx.clock.now().subtract({ hours: 24 * KEPT_DAYS }).epochMilliseconds)
  const old = (await client.search({ seen: true, before }, { uid: true })) || []
  if (old.length > 0) await client.messageDelete(old.slice(0, AT_ONCE).join(','), { uid: true })
}

const instantOf = (ctx: Ctx, date: Date | string | undefined): Temporal.Instant => {
  const milliseconds = new Date(date ?? Number.NaN).getTime()
  return Number.isNaN(milliseconds) ? ctx.clock.now() : Temporal.Instant.fromEpochMilliseconds(milliseconds)
}

// Answers of servers can quote what was sent, so only codes are kept.
function codeOf(cause: unknown): string {
  const { authenticationFailed, code } = cause as { authenticationFailed?: boolean; code?: unknown }
  return authenticationFailed === true ? 'sign-in refused' : typeof code === 'string' ? code.slice(0, 40) : 'broken'
}

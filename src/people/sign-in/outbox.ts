import { newId } from '../../kit/ids'
import type { Ctx, Db, JobDefinition } from '../../platform'
import type { Contact } from '../contact'
import { openSealed, seal, sealingKey } from './sealing-key'

/** A short-lived message that must not be read from a copy of the database: a one-time code, a secret link. */
export type SealedMessage = {
  readonly to: Contact
  /** Subject of an e-mail; text messages have none. */
  readonly subject: string
  readonly text: string
  readonly expiresAt: Temporal.Instant
}

const JOB = 'people.send-sealed'
const CLAIM_SECONDS = 30
const TRIES_MAX = 8

/** Whether a message of this kind can leave the house. */
export const hasSender = (ctx: Ctx, kind: Contact['kind']): boolean =>
  (kind === 'email' ? ctx.ports.email : ctx.ports.sms) !== undefined

/** Puts a message into the outbox and wakes its sender, both in the caller's transaction. */
export async function sendSealed(ctx: Ctx, db: Db, message: SealedMessage): Promise<void> {
  const key = await sealingKey(ctx.config.dataFolder)
  const now = ctx.clock.now()
  const id = newId(now.epochMilliseconds)
  await db
    .insertInto('code_outbox')
    .values({
      id,
      channel: message.to.kind,
      key_id: key.id,
      sealed: seal(key, id, JSON.stringify({ to: message.to.value, subject: message.subject, text: message.text })),
      created_at: now,
      expires_at: message.expiresAt,
      next_try_at: now,
    })
    .execute()
  await ctx.jobs.send(db, JOB, { id }, now)
}

/**
 * Sends what is due. A row is claimed for 30 seconds before it is sent, so two workers do not send it twice; a worker that dies in
 * between leaves it to the next try. Sent, expired and given-up rows are deleted.
 */
export async function deliverSealed(ctx: Ctx): Promise<void> {
  const key = await sealingKey(ctx.config.dataFolder)
  const now = ctx.clock.now()
  await ctx.db
    .deleteFrom('code_outbox')
    .where((eb) => eb.or([eb('expires_at', '<=', now), eb('tries', '>=', TRIES_MAX)]))
    .execute()
  for (;;) {
    const row = await claim(ctx.db, key.id, now)
    if (row === undefined) return
    try {
      const { to, subject, text } = JSON.parse(openSealed(key, row.id, row.sealed).toString()) as Record<
        'to' | 'subject' | 'text',
        string
      >
      const { email, sms } = ctx.ports
      if (row.channel === 'email' && email !== undefined) await email({ to, subject, text })
      else if (row.channel === 'phone' && sms !== undefined) await sms({ to, text })
      else throw new Error('no sender is set up')
      await ctx.db.deleteFrom('code_outbox').where('id', '=', row.id).execute()
    } catch (cause) {
      // Senders quote addresses in their messages, so only the kind of failure is kept.
      ctx.log('outbox.send-failed', { channel: row.channel, tries: row.tries, name: nameOf(cause) })
      const again = ctx.clock.now().add({ seconds: 2 ** row.tries })
      await ctx.db.updateTable('code_outbox').set({ next_try_at: again }).where('id', '=', row.id).execute()
      await ctx.jobs.send(ctx.db, JOB, { id: row.id }, again)
    }
  }
}

async function claim(db: Db, keyId: string, now: Temporal.Instant) {
  return db
    .updateTable('code_outbox')
    .set((eb) => ({ tries: eb('tries', '+', 1), next_try_at: now.add({ seconds: CLAIM_SECONDS }) }))
    .where('id', '=', (eb) =>
      eb
        .selectFrom('code_outbox')
        .select('id')
        .where('key_id', '=', keyId)
        .where('next_try_at', '<=', now)
        .orderBy('next_try_at')
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returning(['id', 'channel', 'sealed', 'tries'])
    .executeTakeFirst()
}

const nameOf = (cause: unknown): string => {
  const code = (cause as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : cause instanceof Error ? cause.name : 'unknown'
}

const OLD_CODE_HOURS = 24

/** The outbox's worker: woken by each message, and each minute for what a stopped process left behind. */
export const sealedJobs: readonly JobDefinition<Ctx>[] = [
  { name: JOB, everyMinutes: 1, run: deliverSealed },
  {
    name: 'people.forget-codes',
    everyMinutes: 30,
    run: async ({ db, clock }) => {
      const now = clock.now()
      const old = now.subtract({ hours: OLD_CODE_HOURS })
      await db.deleteFrom('login_codes').where('created_at', '<', old).execute()
      await db.deleteFrom('companion_requests').where('expires_at', '<', now).execute()
      await db.deleteFrom('passkey_challenges').where('expires_at', '<', now).execute()
      await db.deleteFrom('sessions').where('expires_at', '<', now).execute()
    },
  },
]

import { createHash } from 'node:crypto'
import { gather } from '../../kit/gather'
import { newId } from '../../kit/ids'
import type { Ctx, Db } from '../../platform'

/** Doors through which people write words. */
export const textDoors = ['sms', 'telegram', 'mail', 'voice'] as const
/** One of {@link textDoors}. */
export type TextDoor = (typeof textDoors)[number]

/** A message as a channel hands it over: joined and decoded, and nothing more. */
export type InboundMessage = {
  readonly door: TextDoor
  /** Which of our numbers, bots or addresses it came to. */
  readonly line: string
  /** Number in E.164, id of the chat, or address it came from. */
  readonly from: string
  readonly text: string
  /** The provider's own id of it: the same id again is the same message. */
  readonly providerId: string
  /** When it was sent, as far as the provider says. */
  readonly at: Temporal.Instant
}

/** More than this of one message is nobody's answer; its length is kept. */
export const KEPT_CHARACTERS = 4000
const NAME_CHARACTERS = 200

/**
 * Keeps a message once (by door, line and the provider's id), before anything of it is understood; whoever brings it may then forget it.
 * Understanding follows by itself, in the order of keeping for each sender.
 * @returns `kept: false` for one that was kept before
 */
export function keepInbound(ctx: Ctx, message: InboundMessage): Promise<{ readonly kept: boolean }> {
  const keepOne = keepers.get(ctx.db) ?? gather((messages) => keepAll(ctx.db, messages))
  keepers.set(ctx.db, keepOne)
  return keepOne({ ...message, keptAt: ctx.clock.now() })
}

// What a provider hands over in one breath is written at once.
const keepers = new WeakMap<Db, (message: Keepable) => Promise<{ readonly kept: boolean }>>()

type Keepable = InboundMessage & { readonly keptAt: Temporal.Instant }

async function keepAll(db: Db, messages: readonly Keepable[]): Promise<{ readonly kept: boolean }[]> {
  const rows = messages.map((message) => ({
    id: newId(),
    door: message.door,
    line: named(message.line),
    sender: named(message.from),
    provider_id: named(message.providerId),
    text: storable(message.text.slice(0, KEPT_CHARACTERS)),
    length: message.text.length,
    said_at: message.at,
    kept_at: message.keptAt,
  }))
  const written = await db
    .insertInto('inbound_messages')
    .values(rows)
    .onConflict((clash) => clash.columns(['door', 'line', 'provider_id']).doNothing())
    .returning('id')
    .execute()
  const kept = new Set(written.map(({ id }) => id))
  return rows.map(({ id }) => ({ kept: kept.has(id) }))
}

// Text of the database holds neither the character 0 nor half a character.
const storable = (text: string): string => text.replaceAll('\u0000', ' ').toWellFormed()

// A name longer than any real one is still told apart from others like it.
const named = (name: string): string =>
  name.length <= NAME_CHARACTERS ? storable(name) : createHash('sha256').update(name).digest('hex')

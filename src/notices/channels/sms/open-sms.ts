import { newId } from '../../../kit/ids'
import { type SplitText, splitText } from '../../../kit/split-text'
import {
  type Clock,
  type Db,
  type Log,
  SendError,
  type SmsProvider,
  type SmsSender,
  type SmsSettings,
} from '../../../platform'
import { httpGateway } from './http-gateway'
import { demote, inOrder, noteTaken } from './provider-health'
import { smppLink } from './smpp-link'
import type { SmsChannel, SmsEars } from './sms-channel'
import { type Cost, dayOf, giveBack, reserve } from './spend'

/** Text messages of this house, whoever carries them. */
export type Sms = {
  readonly send: SmsSender
  /** Hears what comes over connections that the house keeps. */
  listen(ears: SmsEars): void
  close(): Promise<void>
}

/**
 * Opens the way out for text messages. Each goes to the first provider that takes it: one that fails is put behind the others for a
 * while, and the next is tried at once; a message that is itself refused is tried nowhere else. Nothing is sent past the day's cap.
 */
export function openSms(settings: SmsSettings, { db, clock, log }: { db: Db; clock: Clock; log: Log }): Sms {
  const channels = new Map(settings.providers.map((one) => [one.name, channelOf(one, log)]))

  async function send({ to, text, deliveryId }: Parameters<SmsSender>[0]): Promise<void> {
    const split = splitText(text)
    let last = new SendError('no-provider')
    for (const provider of await inOrder(db, settings.providers, clock.now())) {
      const cost: Cost = {
        day: dayOf(clock.now()),
        parts: split.parts.length,
        tiyn: split.parts.length * provider.tiynPerPart,
      }
      if (!(await reserve(db, cost, settings.dailyCapTiyn))) {
        last = new SendError('daily-cap', true)
        continue
      }
      try {
        const ids = await channels.get(provider.name)?.send({ to, text, split })
        await keepTaken(provider, { split, cost, ids: ids ?? [], deliveryId })
        return
      } catch (cause) {
        last = cause instanceof SendError ? cause : new SendError('broken')
        const parts = cost.parts - last.partsTaken
        await giveBack(db, { ...cost, parts, tiyn: parts * provider.tiynPerPart })
        if (last.refused) break
        await demote(db, provider.name, last.code, clock.now())
        log('sms.provider-failed', { provider: provider.name, code: last.code })
      }
    }
    throw last
  }

  async function keepTaken(
    provider: SmsProvider,
    taken: { split: SplitText; cost: Cost; ids: readonly string[]; deliveryId: string | undefined },
  ): Promise<void> {
    const now = clock.now()
    try {
      await noteTaken(db, provider.name, now)
      const id = newId(now.epochMilliseconds)
      await db.transaction().execute(async (tx) => {
        await tx
          .insertInto('sms_messages')
          .values({
            id,
            provider: provider.name,
            delivery_id: taken.deliveryId ?? null,
            encoding: taken.split.encoding,
            parts: taken.split.parts.length,
            tiyn: taken.cost.tiyn,
            state: 'taken',
            taken_at: now,
          })
          .execute()
        if (taken.ids.length === 0) return
        await tx
          .insertInto('sms_parts')
          .values(taken.ids.map((one) => ({ provider: provider.name, provider_id: one.slice(0, 200), message_id: id })))
          // An id given twice belongs to the message that had it first.
          .onConflict((clash) => clash.doNothing())
          .execute()
      })
    } catch (cause) {
      // It is on its way: to fail here would send it again.
      log('sms.not-counted', { provider: provider.name, name: cause instanceof Error ? cause.name : 'unknown' })
    }
  }

  return {
    send,
    listen: (ears) => {
      for (const channel of channels.values()) channel.listen?.(ears)
    },
    close: async () => void (await Promise.all([...channels.values()].map((channel) => channel.close()))),
  }
}

const channelOf = (provider: SmsProvider, log: Log): SmsChannel =>
  provider.kind === 'smpp' ? smppLink(provider, log) : httpGateway(provider)

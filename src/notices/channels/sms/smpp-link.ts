import { randomInt } from 'node:crypto'
import type { Pdu, Session } from 'smpp'
import { encodeGsm7 } from '../../../kit/gsm7'
import { type Log, SendError, type SmppProvider } from '../../../platform'
import { partHeader } from './part-header'
import { readDelivered } from './read-delivered'
import { openSaidAgain } from './said-again'
import type { SmsChannel, SmsEars } from './sms-channel'

const ANSWER_MS = 10_000
const ENQUIRE_MS = 30_000
const AGAIN_MS_MAX = 60_000

const TON = { unknown: 0, international: 1, networkSpecific: 3, alphanumeric: 5 } as const
const NPI_ISDN = 1
const DATA_CODING = { gsm7: 0, ucs2: 8 } as const
const UDH = 0x40
// Statuses of SMPP 3.4 (5.1.3) that say the message itself is wrong: no other try will be better.
const refusedStatuses = new Set([0x01, 0x0b, 0x50, 0x51])
const TEMPORARY_APP_ERROR = 0x64

/**
 * A connection to a message centre by SMPP 3.4, bound as a transceiver. It is opened by the first message, or by listening, and opened
 * again when it breaks; the library is loaded only then.
 */
export function smppLink(provider: SmppProvider, log: Log): SmsChannel {
  let bound: Promise<Session> | undefined
  let ears: SmsEars | undefined
  let closed = false
  let failures = 0
  let nextAt = 0
  let reference = randomInt(256)
  let again: NodeJS.Timeout | undefined

  const bind = (): Promise<Session> => {
    bound ??= open().catch((cause: unknown) => {
      bound = undefined
      throw cause
    })
    return bound
  }

  async function open(): Promise<Session> {
    const { default: smpp } = await import('smpp')
    const { host, port, tls, systemId, password, systemType } = provider
    const session = smpp.connect({ host, port, tls, connectTimeout: ANSWER_MS })
    let enquiring: NodeJS.Timeout | undefined
    session.on('error', (cause: NodeJS.ErrnoException) => {
      log('sms.link-error', { provider: provider.name, code: cause.code ?? 'protocol' })
      session.destroy()
    })
    session.on('close', () => {
      clearInterval(enquiring)
      bound = undefined
      keepListening()
    })
    session.on('enquire_link', (pdu: Pdu) => session.send(pdu.response()))
    const saidAgain = openSaidAgain()
    session.on('deliver_sm', (pdu: Pdu) => void hear(session, pdu, saidAgain))
    await asked(session, (answered) => {
      session.on(tls ? 'secureConnect' : 'connect', () =>
        session.bind_transceiver(
          { system_id: systemId, password, system_type: systemType, interface_version: 0x34 },
          answered,
        ),
      )
    })
    failures = 0
    enquiring = setInterval(
      () => void asked(session, (answered) => session.enquire_link({}, answered)).catch(() => {}),
      ENQUIRE_MS,
    )
    enquiring.unref()
    return session
  }

  // While somebody listens, the connection is made again, after pauses that grow.
  function keepListening(): void {
    if (ears === undefined || closed) return
    clearTimeout(again)
    again = setTimeout(() => void bind().catch(keepListening), Math.min(1000 * 2 ** failures++, AGAIN_MS_MAX))
    again.unref()
  }

  async function hear(session: Session, pdu: Pdu, saidAgain: ReturnType<typeof openSaidAgain>): Promise<void> {
    const began = Date.now()
    try {
      const heard = readDelivered(pdu)
      if (ears === undefined) throw new Error('nobody listens')
      if (heard.kind === 'report') await ears.report(provider.name, heard.report)
      else await ears.message(provider.name, saidAgain.mark(heard.message))
      if (session.send(pdu.response()) && heard.kind === 'message')
        saidAgain.answered(heard.message, Date.now() - began)
    } catch (cause) {
      log('sms.not-kept', { provider: provider.name, name: cause instanceof Error ? cause.name : 'unknown' })
      // The centre keeps it and brings it again.
      session.send(pdu.response({ command_status: TEMPORARY_APP_ERROR }))
    }
  }

  async function pace(): Promise<void> {
    const now = Date.now()
    const at = Math.max(now, nextAt)
    nextAt = at + 1000 / provider.perSecond
    if (at > now) await new Promise((resolve) => setTimeout(resolve, at - now))
  }

  return {
    send: async ({ to, split }) => {
      const session = await bind()
      const own = reference++
      const ids: string[] = []
      for (const [i, text] of split.parts.entries()) {
        await pace()
        const octets = split.encoding === 'gsm7' ? encodeGsm7(text) : Buffer.from(text, 'utf16le').swap16()
        const header = partHeader({ reference: own, total: split.parts.length, part: i + 1 })
        const answer = await asked(session, (answered) =>
          session.submit_sm(
            {
              ...sourceOf(provider.from),
              dest_addr_ton: TON.international,
              dest_addr_npi: NPI_ISDN,
              destination_addr: to.replace(/^\+/, ''),
              data_coding: DATA_CODING[split.encoding],
              registered_delivery: 1,
              ...(split.parts.length === 1
                ? { short_message: octets }
                : { esm_class: UDH, short_message: Buffer.concat([header, octets]) }),
            },
            answered,
          ),
        ).catch((cause: unknown) => {
          throw cause instanceof SendError ? new SendError(cause.code, cause.refused, undefined, i) : cause
        })
        if (answer.message_id !== undefined && answer.message_id !== '') ids.push(answer.message_id)
      }
      return ids
    },
    listen: (listener) => {
      ears = listener
      void bind().catch(keepListening)
    },
    close: async () => {
      closed = true
      clearTimeout(again)
      const session = await bound?.catch(() => undefined)
      session?.unbind()
      session?.close()
    },
  }
}

const sourceOf = (from: string) => {
  const isNumber = /^\+?\d+$/.test(from)
  const ton = !isNumber ? TON.alphanumeric : from.startsWith('+') ? TON.international : TON.networkSpecific
  return { source_addr_ton: ton, source_addr_npi: isNumber ? NPI_ISDN : 0, source_addr: from.replace(/^\+/, '') }
}

/** One question and its answer. A silent or broken session is given up, so that the next message opens another. */
function asked(session: Session, ask: (answered: (pdu: Pdu) => void) => unknown): Promise<Pdu> {
  return new Promise((resolve, reject) => {
    const give = (code: string, refused = false): void => {
      done()
      reject(new SendError(code, refused))
    }
    const lost = (): void => give('link-lost')
    const timer = setTimeout(() => {
      give('timeout')
      session.destroy()
    }, ANSWER_MS)
    const done = (): void => {
      clearTimeout(timer)
      session.off('close', lost)
    }
    session.once('close', lost)
    const sent = ask((pdu) => {
      if (pdu.command_status !== 0) return give(`smpp-${pdu.command_status}`, refusedStatuses.has(pdu.command_status))
      done()
      resolve(pdu)
    })
    if (sent === false) lost()
  })
}

import type { Pdu } from 'smpp'
import { parsePart, partOfHeader } from './part-header'
import type { DeliveryReport, InboundSms } from './sms-channel'

type Delivered =
  | { readonly kind: 'report'; readonly report: DeliveryReport }
  | { readonly kind: 'message'; readonly message: InboundSms }

const TYPE = 0x3c
const RECEIPT = 0x04
// Final states by number (5.2.28) and by the word of a receipt; every other is on its way.
const byNumber: Readonly<Record<number, DeliveryReport['state']>> = {
  2: 'arrived',
  3: 'lost',
  4: 'lost',
  5: 'lost',
  8: 'lost',
}
const byWord: Readonly<Record<string, DeliveryReport['state']>> = {
  DELIVRD: 'arrived',
  EXPIRED: 'lost',
  DELETED: 'lost',
  UNDELIV: 'lost',
  REJECTD: 'lost',
}

/** What a `deliver_sm` brings: a receipt of a message centre (SMPP 3.4, appendix B), or a message, or a part of one. */
export function readDelivered(pdu: Pdu): Delivered {
  const carried = [pdu.short_message, pdu.message_payload].find((one) => (one?.message.length ?? 0) > 0)
  const message = carried?.message ?? ''
  const text = typeof message === 'string' ? message : message.toString('latin1')
  if (((pdu.esm_class ?? 0) & TYPE) === RECEIPT) return { kind: 'report', report: readReceipt(pdu, text) }
  const partOf =
    partOfHeader(pdu.short_message?.udh ?? []) ??
    parsePart({
      reference: pdu.sar_msg_ref_num ?? 0,
      total: pdu.sar_total_segments ?? 0,
      part: pdu.sar_segment_seqnum ?? 0,
    })
  const from = pdu.source_addr ?? ''
  return {
    kind: 'message',
    message: {
      from: /^\d{7,15}$/.test(from) ? `+${from}` : from,
      to: pdu.destination_addr ?? '',
      text,
      providerId: pdu.receipted_message_id,
      partOf,
    },
  }
}

function readReceipt(pdu: Pdu, text: string): DeliveryReport {
  const [, id = ''] = /\bid:(\S+)/i.exec(text) ?? []
  const [, state = ''] = /\bstat:(\w+)/i.exec(text) ?? []
  const known = pdu.message_state === undefined ? byWord[state.toUpperCase()] : byNumber[pdu.message_state]
  return { providerId: pdu.receipted_message_id ?? id, state: known ?? 'underway' }
}

import type { SplitText } from '../../../kit/split-text'

/** A message on its way out. */
export type OutboundSms = { readonly to: string; readonly text: string; readonly split: SplitText }

/** A message, or a part of one, as a provider brought it. */
export type InboundSms = {
  readonly from: string
  readonly to: string
  readonly text: string
  /** The provider's own id; undefined where the protocol gives none. */
  readonly providerId: string | undefined
  /** The same short word again over a link on which the first was answered at once: said again, and not brought again. */
  readonly isSaidAgain?: boolean
  readonly partOf: { readonly reference: number; readonly total: number; readonly part: number } | undefined
}

/** What a provider says became of a part it took: `underway` is no end yet. */
export type DeliveryReport = { readonly providerId: string; readonly state: 'arrived' | 'lost' | 'underway' }

/** Who hears what providers bring. Each resolves when it is kept; until then the provider keeps it too. */
export type SmsEars = {
  readonly message: (provider: string, message: InboundSms) => Promise<void>
  readonly report: (provider: string, report: DeliveryReport) => Promise<void>
}

/** One provider of text messages, whatever it speaks. */
export type SmsChannel = {
  /**
   * Hands a message over; resolves with the provider's ids of its parts (none where it gives none) when all are taken.
   * @throws {SendError}
   */
  send(message: OutboundSms): Promise<readonly string[]>
  /** Begins to hear, where the provider keeps a connection for it; what is called over HTTP needs none. */
  listen?(ears: SmsEars): void
  close(): Promise<void>
}

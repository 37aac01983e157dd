import type { InboundSms } from './sms-channel'

/** A digit or a yes answers one question after the other; a whole sentence twice is one brought twice. */
const SHORT_MAX = 3
/** A centre that waited longer for our answer may have given it up, and bring the message once more. */
const AT_ONCE_MS = 5000
const REMEMBERED_MAX = 5000

/**
 * Tells a short word said again from one brought again, where messages have no id: over one connection nothing comes twice that was
 * answered at once. One for each connection.
 */
export function openSaidAgain() {
  const answered = new Set<string>()
  const keyOf = ({ from, to, text }: InboundSms): string => JSON.stringify([from, to, text])
  const isShort = ({ text, providerId, partOf }: InboundSms): boolean =>
    text.trim().length <= SHORT_MAX && providerId === undefined && partOf === undefined
  return {
    mark: (message: InboundSms): InboundSms =>
      isShort(message) && answered.has(keyOf(message)) ? { ...message, isSaidAgain: true } : message,
    /** @param tookMs between its coming and our answer */
    answered: (message: InboundSms, tookMs: number): void => {
      if (!isShort(message) || tookMs > AT_ONCE_MS) return
      if (answered.size >= REMEMBERED_MAX) answered.clear()
      answered.add(keyOf(message))
    },
  }
}

import { createHash } from 'node:crypto'
import type { Email } from 'postal-mime'
import { ownWords } from './own-words'

/** A mail as far as it concerns us. */
export type ReadMail = {
  /** `words` of a person; `bounce`: one of ours did not arrive; `machine`: an automatic answer, a list, or nothing a person wrote. */
  readonly kind: 'words' | 'bounce' | 'machine'
  /** As the mail claims: proves nothing. In small letters. */
  readonly from: string
  /** Addresses it came to. */
  readonly to: readonly string[]
  readonly text: string
  /** The same for each copy of one mail. */
  readonly id: string
  readonly date: Temporal.Instant | undefined
  readonly subject: string
  /** As its program named it, and the mails it says to go on from, oldest first. */
  readonly messageId: string | undefined
  readonly references: readonly string[]
}

const NESTING_MAX = 20
const HEADER_BYTES_MAX = 128 * 1024
const ADDRESSES_MAX = 50
const REFERENCES_MAX = 20
const HEADER_CHARACTERS = 8000
const REPORT_CHARACTERS = 20_000

/**
 * Reads a mail, or its beginning. Attachments are looked at only for the report of a mail server; nothing is unpacked, shown or kept.
 * @throws where the mail is no mail: broken beyond reading, nested or headed without end
 */
export async function readMail(source: Uint8Array): Promise<ReadMail> {
  const { default: PostalMime } = await import('postal-mime')
  const mail = await PostalMime.parse(source, { maxNestingDepth: NESTING_MAX, maxHeadersSize: HEADER_BYTES_MAX })
  const plain = mail.text?.trim() ?? ''
  const text = ownWords(
    plain !== '' || mail.html === undefined ? plain : (await import('./html-words')).htmlWords(mail.html),
  )
  return {
    kind: kindOf(mail),
    from: (mail.from?.address ?? '').toLowerCase(),
    to: addressesOf(mail),
    text,
    id: createHash('sha256')
      .update(`${mail.messageId ?? ''}\n${mail.date ?? ''}\n${text}`)
      .digest('base64url'),
    date: dateOf(mail.date),
    subject: (mail.subject ?? '').replaceAll(/\s+/g, ' ').trim(),
    messageId: idsIn(mail.messageId)[0],
    references: shortened(idsIn(mail.references ?? mail.inReplyTo)),
  }
}

const idsIn = (text = ''): string[] => text.slice(0, HEADER_CHARACTERS).match(/<[^<>\s]{1,250}>/g) ?? []

// The first mail and the last ones are what threads are found by.
const shortened = (ids: readonly string[]): readonly string[] =>
  ids.length <= REFERENCES_MAX ? ids : [...ids.slice(0, 1), ...ids.slice(1 - REFERENCES_MAX)]

const header = (mail: Email, name: string): string | undefined =>
  mail.headers
    .find(({ key }) => key === name)
    ?.value.trim()
    .toLowerCase()

const machines = /^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)([+._-][^@]*)?@/

/** Whoever answers these begins a loop (RFC 3834, 2): said to be automatic, sent to a list, or from nobody. */
function kindOf(mail: Email): ReadMail['kind'] {
  if (isFailure(mail)) return 'bounce'
  const submitted = header(mail, 'auto-submitted') ?? 'no'
  const precedence = header(mail, 'precedence') ?? ''
  const isMachine =
    !submitted.startsWith('no') ||
    /^(bulk|list|junk|auto_reply)/.test(precedence) ||
    header(mail, 'return-path') === '<>' ||
    ['x-autoreply', 'x-autorespond', 'x-auto-response-suppress', 'list-id', 'list-unsubscribe'].some(
      (name) => header(mail, name) !== undefined,
    ) ||
    /multipart\/report/.test(header(mail, 'content-type') ?? '') ||
    machines.test((mail.from?.address ?? '').toLowerCase())
  return isMachine ? 'machine' : 'words'
}

/** A report that something failed for good (RFC 3464); one of a delay is no end yet. */
function isFailure(mail: Email): boolean {
  const report = mail.attachments.find(({ mimeType }) => mimeType === 'message/delivery-status')
  if (report === undefined) return false
  const { content } = report
  const words = typeof content === 'string' ? content : new TextDecoder().decode(content)
  return /^action:\s*failed/im.test(words.slice(0, REPORT_CHARACTERS))
}

/** Where servers note whom a mail was for; the header a person sees alone may have been changed on the way. */
function addressesOf(mail: Email): string[] {
  const shown = [...(mail.to ?? []), ...(mail.cc ?? [])].flatMap((one) =>
    one.address === undefined ? one.group.map(({ address }) => address) : [one.address],
  )
  const noted = mail.headers
    .filter(({ key }) => ['delivered-to', 'x-original-to', 'envelope-to'].includes(key))
    .map(({ value }) => value.trim().replace(/^<|>$/g, ''))
  return [...new Set([...noted, ...shown].map((address) => address.toLowerCase()))].slice(0, ADDRESSES_MAX)
}

function dateOf(date: string | undefined): Temporal.Instant | undefined {
  try {
    return date === undefined ? undefined : Temporal.Instant.from(date)
  } catch {
    return undefined
  }
}

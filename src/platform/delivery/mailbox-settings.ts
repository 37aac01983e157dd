import { err, ok, type Result } from '../../kit/result'

/** Mailbox that answers by mail come to. */
export type MailboxSettings = {
  readonly host: string
  readonly port: number
  /** Encrypted from the first byte; else from STARTTLS on, which is demanded of every server but one on this machine. */
  readonly tls: boolean
  readonly user: string
  readonly password: string
  /** Address of the mailbox; what stands after a `+` in it names the letter that is answered. */
  readonly address: string
}

// With `+` and the token of a letter it fits into the 64 characters before the @ (RFC 5321, 4.5.3.1.1).
const ADDRESS = /^[a-z0-9][a-z0-9._-]{0,20}@[a-z0-9.-]+$/
const ports = { 'imaps:': 993, 'imap:': 143 }

/**
 * Reads where answers by mail come to.
 * @param url `imaps://user:password@mail.example.kz`; no mailbox without it
 * @param reply address of that mailbox, where the user's name is none
 * @returns the settings, or a sentence that says what was expected and never quotes the password
 */
export function readMailboxSettings(
  url: string | undefined,
  reply: string | undefined,
): Result<MailboxSettings | undefined, string> {
  if (url === undefined)
    return reply === undefined ? ok(undefined) : err('ASAR_MAIL_REPLY: expected ASAR_IMAP_URL beside it')
  const parsed = URL.parse(url)
  const protocol = parsed?.protocol
  if (parsed === null || (protocol !== 'imaps:' && protocol !== 'imap:') || parsed.hostname === '')
    return err('ASAR_IMAP_URL: expected an address such as imaps://user:password@mail.example.kz')
  const user = decodeURIComponent(parsed.username)
  const password = decodeURIComponent(parsed.password)
  if (user === '' || password === '') return err('ASAR_IMAP_URL: expected a user and a password in it')
  const address = (reply ?? user).toLowerCase()
  if (!ADDRESS.test(address))
    return err(
      'ASAR_MAIL_REPLY: expected the address of the mailbox, such as reply@example.kz, with at most 21 characters before the @',
    )
  const port = parsed.port === '' ? ports[protocol] : Number(parsed.port)
  return ok({ host: parsed.hostname, port, tls: protocol === 'imaps:', user, password, address })
}

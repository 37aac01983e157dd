import nodemailer from 'nodemailer'
import { type EmailSender, SendError } from './ports'

const TIMEOUT_MS = 10_000
const gone = new Set([550, 551, 553, 556])

/**
 * E-mail through an SMTP server.
 * @param url smtp:// or smtps:// with user and password where needed
 * @param from sender as people see it
 */
export function smtpSender(url: string, from: string): EmailSender {
  // The library's own patience is minutes: a worker would stand still behind one silent server.
  const transport = nodemailer.createTransport({
    url,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
  })
  return async ({ to, subject, text, html, listUnsubscribe, replyTo, isReply = false, references, ...names }) => {
    try {
      await transport.sendMail({
        from,
        to,
        subject,
        text,
        ...(html === undefined ? {} : { html }),
        // The name of the mail, and of the one it answers.
        ...names,
        ...(references === undefined ? {} : { references: [...references] }),
        // Reports of failure come back to the envelope's sender (RFC 5321, 4.5.5).
        ...(replyTo === undefined ? {} : { replyTo, envelope: { from: replyTo, to } }),
        headers: {
          'Auto-Submitted': isReply ? 'auto-replied' : 'auto-generated',
          ...(listUnsubscribe === undefined
            ? {}
            : {
                'List-Unsubscribe': `<${listUnsubscribe}>`,
                'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
              }),
        },
      })
    } catch (cause) {
      const { responseCode, command } = cause as { responseCode?: number; command?: string }
      // The server knows no such address, and will not tomorrow (RFC 5321, 4.2.3).
      if (command === 'RCPT TO' && responseCode !== undefined && gone.has(responseCode))
        throw new SendError(String(responseCode), true)
      throw cause
    }
  }
}

import nodemailer from 'nodemailer'
import type { EmailSender } from './ports'

const TIMEOUT_MS = 10_000

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
  return async ({ to, subject, text, html, listUnsubscribe }) => {
    await transport.sendMail({
      from,
      to,
      subject,
      text,
      ...(html === undefined ? {} : { html }),
      ...(listUnsubscribe === undefined
        ? {}
        : {
            headers: {
              'List-Unsubscribe': `<${listUnsubscribe}>`,
              'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
            },
          }),
    })
  }
}

import nodemailer from 'nodemailer'
import type { EmailSender } from './ports'

/**
 * E-mail through an SMTP server.
 * @param url smtp:// or smtps:// with user and password where needed
 * @param from sender as people see it
 */
export function smtpSender(url: string, from: string): EmailSender {
  const transport = nodemailer.createTransport(url)
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

import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import hoodiecrow from 'hoodiecrow-imap'
import nodemailer, { type SendMailOptions } from 'nodemailer'
import { SMTPServer } from 'smtp-server'
import type { MailboxSettings } from '../../../platform'

/**
 * The mail server of an imagined provider on this machine: SMTP takes what is sent to `reply@house.example`, with whatever stands after
 * a `+`, into a mailbox that IMAP shows.
 * @param now the moment mails arrive at
 */
export async function openMailServer(now: () => Temporal.Instant) {
  const imap = hoodiecrow({
    plugins: ['IDLE', 'UIDPLUS', 'LITERALPLUS', 'ENABLE', 'UNSELECT'],
    storage: { INBOX: { messages: [] } },
    users: { asar: { password: 'open sesame' } },
  })
  await new Promise<void>((listening) => imap.listen(0, '127.0.0.1', listening))
  const arrive = (raw: string) => imap.appendMessage('INBOX', [], new Date(now().epochMilliseconds), raw)
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData: (stream, session, done) => {
      void text(stream).then((raw) => {
        const [to] = session.envelope.rcptTo
        const { mailFrom } = session.envelope
        const path = mailFrom === false ? '' : mailFrom.address
        arrive(`Return-Path: <${path}>\r\nDelivered-To: ${to?.address ?? ''}\r\n${raw}`)
        done()
      })
    },
  })
  await new Promise<void>((listening) => smtp.listen(0, '127.0.0.1', () => listening()))
  const client = nodemailer.createTransport({
    host: '127.0.0.1',
    port: (smtp.server.address() as AddressInfo).port,
  })
  const inbox = () => imap.getMailbox('INBOX').messages
  return {
    settings: {
      host: '127.0.0.1',
      port: (imap.server.address() as AddressInfo).port,
      tls: false,
      user: 'asar',
      password: 'open sesame',
      address: 'reply@house.example',
    } satisfies MailboxSettings,
    /** Sends as somebody's mail program would. */
    write: (mail: SendMailOptions) => client.sendMail(mail),
    /** Puts a mail as it is into the mailbox. */
    arrive,
    /** Takes the marks off, as if the process had died before it made them. */
    forgetMarks: () => {
      for (const message of inbox()) Object.assign(message, { flags: [] })
    },
    flags: () => inbox().map(({ flags }) => [...flags].sort()),
    close: async () => {
      client.close()
      await new Promise<void>((closed) => smtp.close(() => closed()))
      await new Promise<void>((closed) => imap.close(() => closed()))
    },
  }
}

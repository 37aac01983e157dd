import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import { plainGateway } from '../src/platform'

/** A mail as a real mail server took it. */
export type Mail = { readonly to: string; readonly headers: string; readonly body: string }

/** A real SMTP server and a real HTTP gateway for text messages on this machine, both able to refuse. */
export async function openGateways() {
  const mails: Mail[] = []
  const messages: { to: string; text: string }[] = []
  const refuse = { mail: false, sms: false, number: false }
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData: (stream, session, done) => {
      void text(stream).then((raw) => {
        if (refuse.mail) return done(Object.assign(new Error('try again later'), { responseCode: 451 }))
        const cut = raw.indexOf('\r\n\r\n')
        const [to] = session.envelope.rcptTo
        mails.push({
          to: to?.address ?? '',
          headers: raw.slice(0, cut).replace(/\r\n\s+/g, ' '),
          body: decode(raw.slice(0, cut), raw.slice(cut + 4)),
        })
        done()
      })
    },
  })
  await new Promise<void>((listening) => smtp.listen(0, '127.0.0.1', () => listening()))
  const sms: Server = createServer((request, response) => {
    void text(request).then((raw) => {
      response.writeHead(refuse.number ? 422 : refuse.sms ? 503 : 202).end()
      if (!refuse.sms && !refuse.number) messages.push(JSON.parse(raw) as { to: string; text: string })
    })
  })
  await new Promise<void>((listening) => sms.listen(0, '127.0.0.1', listening))
  return {
    mails,
    messages,
    refuse,
    smtpUrl: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
    sms: plainGateway(`http://127.0.0.1:${(sms.address() as AddressInfo).port}/send`, undefined),
    close: async () => {
      await new Promise<void>((closed) => smtp.close(() => closed()))
      await new Promise<void>((closed) => sms.close(() => closed()))
    },
  }
}

function decode(headers: string, body: string): string {
  if (/content-transfer-encoding: base64/i.test(headers)) return Buffer.from(body, 'base64').toString('utf8')
  if (!/quoted-printable/i.test(headers)) return body
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

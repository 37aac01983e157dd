/** What goes out of the house. `app.ts` wires senders; without a gateway a channel is absent and pages do not offer it. */
export type OutboundPorts = {
  readonly email: EmailSender | undefined
  readonly sms: SmsSender | undefined
}

/** Sends one e-mail; resolves when the mail server has taken it, rejects when it must be tried again. */
export type EmailSender = (mail: {
  to: string
  subject: string
  text: string
  html?: string
  listUnsubscribe?: string
}) => Promise<void>

/** Sends one text message through the gateway; resolves when the gateway has taken it. `to` in E.164. */
export type SmsSender = (message: { to: string; text: string }) => Promise<void>

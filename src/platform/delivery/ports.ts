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

/**
 * Sends one text message; resolves when a provider has taken it, rejects when it must be tried again, or never, as {@link SendError} says.
 * `to` in E.164; `deliveryId`: what learns whether it arrived.
 */
export type SmsSender = (message: { to: string; text: string; deliveryId?: string }) => Promise<void>

/** Why something did not go out. `refused`: nobody will ever take it, so another way has to be found. */
export class SendError extends Error {
  constructor(
    readonly code: string,
    readonly refused = false,
  ) {
    super(`not sent: ${code}`)
  }
}

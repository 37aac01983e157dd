/** What goes out of the house. `app.ts` wires senders; without a gateway a channel is absent and pages do not offer it. */
export type OutboundPorts = {
  readonly email: EmailSender | undefined
  readonly sms: SmsSender | undefined
  readonly telegram?: TelegramPort | undefined
  readonly voice?: VoiceCaller | undefined
  readonly push?: PushSender | undefined
}

/** Sends one e-mail; resolves when the mail server has taken it, rejects when it must be tried again, or never, as {@link SendError} says. */
export type EmailSender = (mail: {
  to: string
  subject: string
  text: string
  html?: string
  listUnsubscribe?: string
  /** Where answers go, and reports that it did not arrive; by itself to the sender people see. */
  replyTo?: string
  /** Its name, with the brackets; by itself one made when it is sent. */
  messageId?: string
  /** The mail it answers, and those that one went on from (RFC 5322, 3.6.4). */
  inReplyTo?: string
  references?: readonly string[]
  /** It answers a message somebody wrote; else the house writes by itself (RFC 3834). */
  isReply?: boolean
}) => Promise<void>

/**
 * Sends one text message; resolves when a provider has taken it, rejects when it must be tried again, or never, as {@link SendError} says.
 * `to` in E.164; `deliveryId`: what learns whether it arrived.
 */
export type SmsSender = (message: { to: string; text: string; deliveryId?: string }) => Promise<void>

/**
 * Has a gateway ring somebody and say something; resolves when it has taken the call. What became of it comes back by its own door.
 * @throws {SendError}
 */
export type VoiceCaller = (call: {
  readonly id: string
  readonly to: string
  readonly lang: 'kk' | 'ru' | 'en'
  readonly say: string
  readonly keys: readonly string[]
}) => Promise<void>

/**
 * Sends one message to all devices of a person; resolves when one of them can be reached, rejects when it must be tried again, or never, as
 * {@link SendError} says.
 */
export type PushSender = (message: { personId: string; payload: string; isUrgent: boolean }) => Promise<void>

/** A button under a message: pressing it is writing what it says. `of`: the message it answers a question about, after whose answer it says nothing. */
export type ChatButton = { readonly label: string; readonly says: string; readonly of?: string }

/** The bot of this house. */
export type TelegramPort = {
  /**
   * Sends one message to a chat. Resolves when Telegram has taken it.
   * @throws {SendError}
   */
  send(message: { chatId: string; text: string; buttons?: readonly ChatButton[] }): Promise<void>
  /** Lets a pressed button rest, and says something short beside it. */
  answer(pressId: string, text?: string): Promise<void>
  /** The bot's name, for links to it; undefined while Telegram cannot be asked. */
  name(): Promise<string | undefined>
}

/**
 * Why something did not go out. `refused`: nobody will ever take it, so another way has to be found. `afterSeconds`: whoever refused it
 * asked for so long a pause. `partsTaken`: so many parts of it were taken before, and cost what they cost.
 */
export class SendError extends Error {
  constructor(
    readonly code: string,
    readonly refused = false,
    readonly afterSeconds?: number,
    readonly partsTaken = 0,
  ) {
    super(`not sent: ${code}`)
  }
}

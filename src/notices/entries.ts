import { z } from 'zod'
import { entryKind } from '../journal'

/** A person changed how they are told: which wishes, or that they turned e-mail off by the link of a message. */
export const noticeSettingsChanged = entryKind('notices.settings-changed', {
  subject: 'person',
  body: z.object({
    fields: z.array(
      z.enum(['digest', 'digest-at', 'email', 'sms', 'telegram', 'voice', 'push', 'operator', 'order', 'emergencies']),
    ),
    byLink: z.boolean(),
  }),
  public: [],
})

/** A person made a new address of their calendar; the one before ends. */
export const calendarLinkMade = entryKind('calendar.link-made', {
  subject: 'person',
  body: z.object({}),
  public: [],
})

/** An operator rang a person helped, who cannot be written to, and told them; or could not reach them. */
export const toldByOperator = entryKind('notice.told-by-operator', {
  subject: 'need',
  body: z.object({ noticeKind: z.string(), reached: z.boolean() }),
  public: ['region', 'day'],
})

/** Somebody wrote to one of our numbers of danger to life: a person looks at once. What they wrote stands with the message. */
export const messageAlarm = entryKind('message.danger', {
  subject: 'message',
  body: z.object({ door: z.string() }),
  public: [],
})

/** An operator saw to a message that no rule understood. */
export const messageHandled = entryKind('message.handled', {
  subject: 'message',
  body: z.object({ why: z.string() }),
  public: [],
})

/** Somebody without an account agreed in a chat that their request may go over servers abroad, to this wording and until then; and it ended. */
export const chatConsentGiven = entryKind('chat-consent.given', {
  subject: 'chat-consent',
  body: z.object({ terms: z.string(), data: z.array(z.string()), until: z.iso.datetime() }),
  public: [],
})
export const chatConsentEnded = entryKind('chat-consent.ended', {
  subject: 'chat-consent',
  body: z.object({ why: z.enum(['withdrawn', 'linked', 'term']) }),
  public: [],
})

/** A partner's system gets entries from now on, or no longer. */
export const webhookAdded = entryKind('webhook.added', {
  subject: 'webhook',
  body: z.object({ kinds: z.array(z.string()), region: z.string().nullable() }),
  public: [],
})
export const webhookEnded = entryKind('webhook.ended', {
  subject: 'webhook',
  body: z.object({ why: z.enum(['by-person', 'gone', 'failing']) }),
  public: [],
})

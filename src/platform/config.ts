import { z } from 'zod'
import { err, ok, type Result } from '../kit/result'
import { type AddressList, parseAddressList } from './address-list'
import { type MailboxSettings, readMailboxSettings } from './delivery/mailbox-settings'
import { plainGateway, readSmsSettings, type SmsSettings } from './delivery/sms-settings'

/** Settings of one process, read once from the environment at start. */
export type Config = {
  readonly port: number
  readonly host: string
  /** Public address without a trailing slash: the only source of links, passkey id, cookie flags and log origin. */
  readonly url: string
  /** Addresses of proxies whose forwarding headers are believed. */
  readonly proxies: AddressList
  readonly dataFolder: string
  readonly databaseUrl: string | undefined
  readonly locale: 'kk' | 'ru' | 'en'
  readonly demo: boolean
  /** Telephone of the operators in E.164, shown to whoever would rather call; without it none is offered. */
  readonly phone: string | undefined
  /** E-mail sender; without it mail waits, and is shown on the administrator's page as not set up. */
  readonly smtpUrl: string | undefined
  readonly mailFrom: string
  /** Mailbox that answers to our letters come to; without it letters ask nobody to answer. */
  readonly mailbox: MailboxSettings | undefined
  /** Providers of text messages. Without one telephones are not offered for sign-in. */
  readonly sms: SmsSettings | undefined
  /** The bot of this house. Without one nobody is offered Telegram. */
  readonly telegram: TelegramSettings | undefined
  /** The telephony gateway of this house. Without one nobody is offered automatic calls. */
  readonly voice: VoiceSettings | undefined
}

/** Where calls are ordered, and the secret that both sides sign with, in the form of Standard Webhooks. */
export type VoiceSettings = { readonly url: string; readonly secret: string }

/** How a bot is reached and reaches us. */
export type TelegramSettings = {
  readonly token: string
  /** Of Telegram, or of a Bot API server of one's own. */
  readonly apiRoot: string
  /** What Telegram says when it calls us; without it the house asks for messages by itself, and needs no public address. */
  readonly secret: string | undefined
}

const DEMO_PHONE = '+77112000000'
const loopback = new Set(['127.0.0.1', '::1', 'localhost'])

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  HOST: z.string().default('127.0.0.1'),
  ASAR_URL: z.url({ protocol: /^https?$/ }).optional(),
  ASAR_PROXIES: z.string().default(''),
  ASAR_DATA: z.string().min(1).default('./var'),
  DATABASE_URL: z.string().min(1).optional(),
  ASAR_LOCALE: z.enum(['kk', 'ru', 'en']).default('kk'),
  ASAR_PHONE: z
    .string()
    .regex(/^\+[1-9]\d{6,14}$/, 'expected a number such as +77112000000')
    .optional(),
  ASAR_SMTP_URL: z.string().min(1).optional(),
  ASAR_MAIL_FROM: z.string().default('Asar <asar@localhost>'),
  ASAR_IMAP_URL: z.string().min(1).optional(),
  ASAR_MAIL_REPLY: z.string().min(1).optional(),
  ASAR_SMS_URL: z.url({ protocol: /^https?$/ }).optional(),
  ASAR_SMS_TOKEN: z.string().optional(),
  ASAR_SMS_CONFIG: z.string().min(1).optional(),
  ASAR_VOICE_URL: z.url({ protocol: /^https?$/ }).optional(),
  ASAR_VOICE_SECRET: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/, 'expected whsec_ and at least 24 bytes in base64')
    .optional(),
  ASAR_TELEGRAM_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]{20,}$/, 'expected the token of a bot, as BotFather gives it')
    .optional(),
  ASAR_TELEGRAM_SECRET: z
    .string()
    .regex(/^[\w-]{24,256}$/, 'expected 24 to 256 letters, digits, hyphens and underscores')
    .optional(),
  ASAR_TELEGRAM_API: z.url({ protocol: /^https?$/ }).default('https://api.telegram.org'),
})

/** Whether an address can be reached from this machine alone. */
export const isLoopback = (host: string): boolean => loopback.has(host)

/**
 * Reads the settings of a process.
 * @param env environment variables by name
 * @param args command line after the program, only `--demo` is known
 * @returns the settings, or a sentence that says what was expected and what came
 */
export function parseConfig(env: Record<string, string | undefined>, args: readonly string[]): Result<Config, string> {
  const parsed = environment.safeParse(env)
  if (!parsed.success) {
    return err(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '))
  }
  const e = parsed.data
  const unknown = args.find((arg) => arg !== '--demo')
  if (unknown !== undefined) return err(`expected no argument or --demo, got ${unknown}`)
  const demo = args.includes('--demo')
  if (demo && !isLoopback(e.HOST)) return err(`--demo runs on a loopback HOST only (127.0.0.1), got ${e.HOST}`)
  if (!isLoopback(e.HOST) && e.ASAR_URL === undefined) {
    return err(
      `ASAR_URL is required when HOST is not loopback (got HOST=${e.HOST}): set it to the public address, such as https://asar.example.kz`,
    )
  }
  const proxies = parseAddressList(e.ASAR_PROXIES)
  if (!proxies.ok) return err(`ASAR_PROXIES: ${proxies.error}`)
  if (e.ASAR_SMS_URL !== undefined && e.ASAR_SMS_CONFIG !== undefined)
    return err('expected ASAR_SMS_URL or ASAR_SMS_CONFIG, got both')
  const sms = e.ASAR_SMS_CONFIG === undefined ? undefined : readSmsSettings(e.ASAR_SMS_CONFIG, env)
  if (sms?.ok === false) return err(`ASAR_SMS_CONFIG: ${sms.error}`)
  if ((e.ASAR_VOICE_URL === undefined) !== (e.ASAR_VOICE_SECRET === undefined))
    return err('expected both of ASAR_VOICE_URL and ASAR_VOICE_SECRET, or none')
  if (e.ASAR_TELEGRAM_SECRET !== undefined && e.ASAR_TELEGRAM_TOKEN === undefined)
    return err('expected ASAR_TELEGRAM_TOKEN beside ASAR_TELEGRAM_SECRET')
  const mailbox = readMailboxSettings(e.ASAR_IMAP_URL, e.ASAR_MAIL_REPLY)
  if (!mailbox.ok) return err(mailbox.error)
  return ok({
    port: e.PORT,
    host: e.HOST,
    url: (e.ASAR_URL ?? `http://${e.HOST === '::1' ? '[::1]' : e.HOST}:${e.PORT}`).replace(/\/+$/, ''),
    proxies: proxies.value,
    dataFolder: e.ASAR_DATA,
    databaseUrl: e.DATABASE_URL,
    locale: e.ASAR_LOCALE,
    demo,
    phone: e.ASAR_PHONE ?? (demo ? DEMO_PHONE : undefined),
    smtpUrl: e.ASAR_SMTP_URL,
    mailFrom: e.ASAR_MAIL_FROM,
    mailbox: mailbox.value,
    sms: e.ASAR_SMS_URL === undefined ? sms?.value : plainGateway(e.ASAR_SMS_URL, e.ASAR_SMS_TOKEN),
    voice:
      e.ASAR_VOICE_URL === undefined || e.ASAR_VOICE_SECRET === undefined
        ? undefined
        : { url: e.ASAR_VOICE_URL, secret: e.ASAR_VOICE_SECRET },
    telegram:
      e.ASAR_TELEGRAM_TOKEN === undefined
        ? undefined
        : {
            token: e.ASAR_TELEGRAM_TOKEN,
            apiRoot: e.ASAR_TELEGRAM_API.replace(/\/+$/, ''),
            secret: e.ASAR_TELEGRAM_SECRET,
          },
  })
}

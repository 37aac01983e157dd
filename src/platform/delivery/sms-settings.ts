import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { err, ok, type Result } from '../../kit/result'

const name = z.string().regex(/^[a-z0-9-]{1,40}$/, 'expected small letters, digits and hyphens')
// At least so long that nobody finds it by trying.
const secret = z.string().min(24, 'expected at least 24 characters')
const path = z.string().min(1)

const common = {
  name,
  /** Number or name people see, and the number they write to. */
  from: z.string().min(1).max(21),
  /** What one part of a message costs, in tiyn. */
  tiynPerPart: z.int().nonnegative().default(0),
}

const smpp = z.strictObject({
  ...common,
  kind: z.literal('smpp'),
  host: z.string().min(1),
  port: z.int().min(1).max(65535).default(2775),
  tls: z.boolean().default(false),
  systemId: z.string().max(15),
  password: z.string().max(8),
  systemType: z.string().max(12).default(''),
  /** Messages a second that the operator's centre accepts. */
  perSecond: z.int().min(1).max(1000).default(20),
})

const http = z.strictObject({
  ...common,
  kind: z.literal('http'),
  /** `{to}`, `{text}`, `{from}` and `{encoding}` are replaced, encoded for where they stand. */
  url: z.string().regex(/^https?:\/\//),
  method: z.enum(['POST', 'GET', 'PUT']).default('POST'),
  headers: z.record(z.string(), z.string()).default({}),
  /** A body as the gateway wants it; its content type says how the values are encoded. Without one none is sent. */
  body: z.string().optional(),
  /** Where in the JSON answer the id of the message stands, such as `data.0.id`. */
  messageId: path.optional(),
  /** Opens the addresses that the gateway calls: reports of delivery, and messages of people. */
  secret: secret.optional(),
  report: z
    .strictObject({
      id: path,
      state: path,
      delivered: z.array(z.string()).default(['delivered', 'DELIVRD']),
      failed: z
        .array(z.string())
        .default(['failed', 'undelivered', 'rejected', 'expired', 'UNDELIV', 'REJECTD', 'EXPIRED']),
    })
    .optional(),
  inbound: z.strictObject({ id: path, from: path, text: path, to: path.optional() }).optional(),
})

const settings = z.strictObject({
  /** What text messages may cost in a day, in tiyn; nothing is sent beyond it. */
  dailyCapTiyn: z.int().nonnegative().optional(),
  providers: z
    .array(z.discriminatedUnion('kind', [smpp, http]))
    .min(1)
    .max(9)
    .refine((all) => new Set(all.map((one) => one.name)).size === all.length, 'expected a name of its own for each'),
})

/** One way out for text messages, and in. */
export type SmsProvider = z.output<typeof settings>['providers'][number]
/** A way out by HTTP. */
export type HttpProvider = Extract<SmsProvider, { kind: 'http' }>
/** A way out by SMPP 3.4. */
export type SmppProvider = Extract<SmsProvider, { kind: 'smpp' }>
/** Ways out for text messages, the first of them first, and what a day may cost. */
export type SmsSettings = z.output<typeof settings>

/**
 * Reads the file that names the providers. `${NAME}` in its texts is replaced by the environment variable, so that no password stands in it.
 * @returns the settings, or a sentence that says what was expected
 */
export function readSmsSettings(file: string, env: Record<string, string | undefined>): Result<SmsSettings, string> {
  let raw: unknown
  const missing: string[] = []
  try {
    raw = JSON.parse(readFileSync(file, 'utf8'), (_, value: unknown) =>
      typeof value !== 'string'
        ? value
        : value.replace(/\$\{([A-Z0-9_]+)\}/g, (_all, variable: string) => {
            const found = env[variable]
            if (found === undefined) missing.push(variable)
            return found ?? ''
          }),
    )
  } catch (cause) {
    return err(`expected a readable file of JSON, got ${cause instanceof SyntaxError ? 'other text' : 'none'}`)
  }
  if (missing.length > 0) return err(`expected the environment to set ${missing.join(', ')}`)
  const parsed = settings.safeParse(raw)
  // Messages of the parser name fields, never their values.
  return parsed.success
    ? ok(parsed.data)
    : err(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '))
}

/** The short form for one gateway that takes `POST {to, text}` with a bearer token. */
export const plainGateway = (url: string, token: string | undefined): SmsSettings => ({
  providers: [
    {
      name: 'gateway',
      kind: 'http',
      from: 'Asar',
      tiynPerPart: 0,
      url,
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: '{"to":{to},"text":{text}}',
    },
  ],
})

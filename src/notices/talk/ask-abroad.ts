import { foldWords } from '../../kit/fold-words'
import { findPhones, listContacts, sayPhone } from '../../people'
import type { Ctx } from '../../platform'
import { type Lang, sayIn, translator } from '../../web'
import { agreedAbroad } from './chat-consent'
import type { Heard } from './decide-plan'
import { readTags } from './grammar/read-tags'
import { type Intent, type Reading, readText } from './grammar/read-text'
import type { Outcome, Plan } from './plan'

// What is said of a request, whoever says it.
const ofRequests: ReadonlySet<Intent['kind']> = new Set(['need', 'state', 'receipt'])
// What is said to an ask, and says nothing where nobody was asked.
const answers: ReadonlySet<Intent['kind']> = new Set(['yes', 'no', 'not-today', 'from'])
const TEXT_MAX = 1500
const calls = new Set(
  'перезвоните позвоните звонок звоните хабарласыңыз қоңырау шалыңыз соғыңыз соғыңызшы call'
    .split(' ')
    .flatMap(foldWords),
)

/** Whose word it is where an account may stand behind a chat: of several people nobody's, so the chat agrees for itself. */
const agreeingOf = ({ writers, sender }: Pick<Heard, 'writers' | 'sender'>) => {
  const [writer, other] = writers
  return { personId: writer !== undefined && other === undefined ? writer.personId : null, chat: sender }
}

/**
 * A messenger's servers stand abroad: of a request for help nothing is said there, and nothing that was said is kept, before whoever
 * writes agreed, once and on record. Whoever does not agree is shown the other doors or rung. Undefined where nothing stands in the way.
 */
export async function askAbroad(ctx: Ctx, heard: Heard): Promise<Plan | undefined> {
  const { reading, expects } = heard
  const agreeing = agreeingOf(heard)
  if (expects?.kind === 'call' && reading.intent.kind !== 'need') return rung(ctx, heard)
  if (expects?.kind === 'abroad') {
    if (reading.intent.kind === 'yes') return { do: 'agree-abroad', personId: agreeing.personId, text: expects.text }
    if (reading.digit === 3 || isCall(heard.text)) return askNumber(ctx, heard, agreeing.personId)
    if (reading.intent.kind === 'no' || reading.digit !== null)
      return say(ctx, heard, 'abroad.refused', { expects: null, forgets: true })
  }
  const isStranger = heard.writers.length === 0
  if (isStranger ? !tellsSomething(heard) : !['need', 'state'].includes(reading.intent.kind))
    return isStranger && !(await agreedAbroad(ctx, agreeing)) ? notLinked(ctx, heard) : undefined
  if (await agreedAbroad(ctx, agreeing)) return undefined
  const before = expects?.kind === 'abroad' && !expects.text.includes(heard.text) ? `${expects.text}\n` : ''
  const text = `${before}${heard.text}`.slice(0, TEXT_MAX)
  return say(ctx, heard, 'abroad.ask', { expects: { kind: 'abroad', text }, forgets: true })
}

/** What is said to a chat that is linked to nobody and asked for nothing. */
export const notLinked = (ctx: Ctx, heard: Heard): Plan => say(ctx, heard, 'stranger.chat', { forgets: true })

// A call that is on its way is called off by whoever would make it.
const callByPerson = { kind: 'by-person', why: 'words' } as const

const isCall = (text: string): boolean => foldWords(text).some((word) => calls.has(word))

/** Whether a message of somebody unknown may be a request, in whatever words: more than a greeting, a digit, or a yes to nothing. */
export const tellsSomething = ({ text, reading: { intent, digit } }: Pick<Heard, 'text' | 'reading'>): boolean =>
  digit === null && !answers.has(intent.kind) && readTags(foldWords(text)).some(({ tag }) => tag !== 'filler')

/** What was said before the consent, by somebody who asks for help: words of no other rule are the request itself. */
export function readRequest(text: string): Reading {
  const said = readText(text)
  return ofRequests.has(said.intent.kind) ? said : { ...said, intent: { kind: 'need' } }
}

/** Whoever would rather be rung: at the number of their account, or at one they send for this alone. */
async function askNumber(ctx: Ctx, heard: Heard, personId: string | null): Promise<Plan> {
  const contacts = personId === null ? [] : await listContacts(ctx.db, personId)
  return contacts.some(({ kind, verifiedAt }) => kind === 'phone' && verifiedAt !== null)
    ? say(ctx, heard, 'abroad.rung', { expects: null, attention: 'request', undo: callByPerson })
    : say(ctx, heard, 'abroad.number', { expects: { kind: 'call', tries: 0 } })
}

function rung(ctx: Ctx, heard: Heard): Plan {
  const { text, reading, expects } = heard
  if (findPhones(text).length > 0)
    return say(ctx, heard, 'abroad.rungAt', { expects: null, attention: 'request', undo: callByPerson })
  if (reading.intent.kind === 'no' || expects?.kind !== 'call' || expects.tries > 0)
    return say(ctx, heard, 'abroad.refused', { expects: null, forgets: true })
  return say(ctx, heard, 'abroad.numberAgain', { expects: { kind: 'call', tries: 1 }, forgets: true })
}

const say = (ctx: Ctx, { lang }: Heard, key: string, more: Omit<Outcome, 'reply'>): Plan => ({
  do: 'say',
  outcome: { reply: { key, values: { url: ctx.config.url, ways: otherWays(ctx, lang) } }, undo: null, ...more },
})

/** The doors that need no consent, in words: the page, and the numbers that this house has. */
function otherWays({ config: { url, phone, sms } }: Ctx, lang: Lang): string {
  const t = translator(lang)
  const number = sms?.providers.find(({ from }) => /^\+?\d{3,15}$/.test(from))?.from
  return sayIn(lang, 'UTC').list([
    t('telegram.way.page', { url }),
    ...(number === undefined ? [] : [t('telegram.way.sms', { number })]),
    ...(phone === undefined ? [] : [t('telegram.way.call', { number: sayPhone(phone) })]),
  ])
}

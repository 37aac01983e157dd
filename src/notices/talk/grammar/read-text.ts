import { foldWords } from '../../../kit/fold-words'
import { parseReference } from '../../../kit/reference'
import { findDanger } from '../../../needs'
import type { Tag } from './lexicon'
import { readReason, type SaidReason } from './read-reason'
import { readTags, type Tagged } from './read-tags'
import { readTime, type SaidTime } from './read-time'
import { isTens, numberIn, peopleIn } from './said-number'

/** What somebody wants by a message. Whatever is not surely one of the others is `words`, which a person reads. */
export type Intent =
  | { readonly kind: 'yes' | 'no' | 'not-today' | 'stop' | 'in' | 'out' | 'state' | 'shifts' | 'undo' }
  /** How to write to us; `isBare`: the word "help" alone, which may as well be a cry for it. */
  | { readonly kind: 'help'; readonly isBare: boolean }
  /** Nobody is to act for the one who writes any more. */
  | { readonly kind: 'end-companions' }
  /** Somebody asks for a companion, or says yes to the one who offered. */
  | { readonly kind: 'wish-companion' | 'agree-companion' }
  | { readonly kind: 'from'; readonly time: SaidTime }
  | { readonly kind: 'count'; readonly people: number }
  | { readonly kind: 'need' | 'danger' | 'words' }
  | { readonly kind: 'receipt'; readonly result: 'yes' | 'partly' | 'no'; readonly reason: SaidReason | null }
  | { readonly kind: 'language'; readonly lang: 'kk' | 'ru' | 'en' }

/** A message as read: what it wants, the code it names (or was meant to name), and the lone digit it is, if it is one. */
export type Reading = {
  readonly intent: Intent
  readonly code: string | null
  readonly isMiscoded: boolean
  readonly digit: number | null
}

const READ_CHARACTERS = 500
const SHORT_WORDS_MAX = 6
// Ahead of each place, so that a word of four letters before a code is not taken for its first half.
const CODE = /(?<![\p{L}\p{N}])(?=([\p{L}\p{N}]{4}[- ]?[\p{L}\p{N}]{4})(?![\p{L}\p{N}]))/gu
/** Meant as a code, by its dash and digits, and mistyped. */
const MISCODED = /(?<![\p{L}\p{N}])(?=[\p{L}-]{0,8}\d)[\p{L}\p{N}]{4}-[\p{L}\p{N}]{4}(?![\p{L}\p{N}])/u

/**
 * Reads a message in Kazakh (Cyrillic or Latin), Russian or English, mixed and misspelt. Yes and no are taken only where every word of the
 * message is known and none speaks against: a free answer is never made a plain yes or no.
 */
export function readText(text: string): Reading {
  const { code, rest } = takeCode(text.slice(0, READ_CHARACTERS))
  const lone = /^\s*(\d)\s*[.!)]?\s*$/.exec(rest)
  const digit = lone === null ? null : Number(lone[1])
  const isMiscoded = code === null && MISCODED.test(text)
  // Letters of a code may sound like danger: «9WVP-FYRE».
  const whole = `${rest} ${text.slice(READ_CHARACTERS)}`
  const intent = digit === null ? intentOf(whole, rest, code !== null || isMiscoded) : intentOfDigit(digit)
  return { intent, code, isMiscoded, digit }
}

/** A code of eight letters and digits with its check character, wherever it stands. */
function takeCode(text: string): { code: string | null; rest: string } {
  for (const { 1: found = '', index } of text.matchAll(CODE)) {
    const code = /[\d-]/.test(found) || found === found.toUpperCase() ? parseReference(found) : undefined
    if (code !== undefined) return { code, rest: `${text.slice(0, index)} ${text.slice(index + found.length)}` }
  }
  return { code: null, rest: text.replace(MISCODED, ' ') }
}

const intentOfDigit = (digit: number): Intent =>
  digit === 0 ? { kind: 'undo' } : digit === 1 ? { kind: 'yes' } : digit === 2 ? { kind: 'no' } : { kind: 'words' }

function intentOf(whole: string, text: string, hasCode: boolean): Intent {
  if (findDanger(whole) !== undefined) return { kind: 'danger' }
  const words = splitWords(text)
  if (/^[\s+!.]*\+[\s+!.]*$/u.test(text)) return { kind: 'yes' }
  if (words.length === 0)
    return /\?/.test(text) ? { kind: 'help', isBare: false } : { kind: hasCode ? 'state' : 'words' }
  const parts = readTags(words)
  const has = hasOf(parts)
  const short = words.length <= SHORT_WORDS_MAX
  return (
    orders(parts, has, short) ??
    asked(has, short, hasCode) ??
    received(parts, has, words, text) ??
    needed(parts, has) ??
    present(countedIn(words, parts)) ??
    answer(text, words, parts, has)
  )
}

/**
 * Words with digits apart from letters, and times of the clock marked. A letter drawn out counts once, a «не» by itself is a no. Russian «я» and «но» would fold to the letters of "иә" and "no", and the
 * Kazakh «ме» that asks to the English "me".
 */
const splitWords = (text: string): string[] =>
  foldWords(
    text
      .replaceAll(/(\p{L})\1{2,}/giu, '$1')
      .replaceAll(/(?<!\p{L})не(?=\s*[,.!])/giu, 'нет')
      .replaceAll(/(?<!\p{L})ме(?!\p{L})/giu, 'ба')
      .replaceAll(/(?<=(?:[iıyy]n|[eia]m|[iı]z)\s)me(?=\P{L}*$)/giu, 'ба')
      .replaceAll(/(?<!\p{L})я(?!\p{L})/giu, 'мен')
      .replaceAll(/(?<!\p{L})но(?!\p{L})/giu, 'бірақ')
      .replaceAll(/(?<!\d)(\d{1,2})[:.](\d{2})(?!\d)/g, '$1 colon $2')
      .replaceAll(/(\d)(\p{L})/gu, '$1 $2')
      .replaceAll(/(\p{L})(\d)/gu, '$1 $2'),
  )

type Has = (...tags: Tag[]) => boolean
const hasOf =
  (parts: readonly Tagged[]): Has =>
  (...tags) =>
    parts.some((part) => tags.includes(part.tag))

// A free word beside it is for a person: what ends may not be guessed.
const isOfCompanion = ({ tag }: Tagged): boolean => tag === 'uncompanion' || tag === 'filler' || tag === 'stop'

// Nothing that is not known may stand beside it.
function aboutCompanion(parts: readonly Tagged[], has: Has): Intent | undefined {
  const known = parts.every(({ tag }) => ['companion', 'need', 'help', 'yes', 'filler'].includes(tag))
  if (!known) return undefined
  if (has('yes')) return has('need', 'help') ? undefined : { kind: 'agree-companion' }
  return has('need', 'help') ? { kind: 'wish-companion' } : undefined
}

function orders(parts: readonly Tagged[], has: Has, short: boolean): Intent | undefined {
  if (!short) return undefined
  if (has('uncompanion')) return parts.every(isOfCompanion) ? { kind: 'end-companions' } : undefined
  if (has('companion')) return aboutCompanion(parts, has)
  // "Don't stop", «не понимаю русский»: what is denied is for a person.
  if (has('not', 'hedge')) return undefined
  if (has('stop')) return { kind: 'stop' }
  if (has('undo') && !has('yes', 'go')) return { kind: 'undo' }
  if (has('menu')) return { kind: 'help', isBare: false }
  for (const [tag, lang] of [
    ['kazakh', 'kk'],
    ['russian', 'ru'],
    ['english', 'en'],
  ] as const)
    if (has(tag)) return { kind: 'language', lang }
  return parts.length === 1 && has('help') ? { kind: 'help', isBare: true } : undefined
}

function asked(has: Has, short: boolean, hasCode: boolean): Intent | undefined {
  // «На смену не приду» is an answer.
  if (has('shifts')) return has('decline', 'not', 'no', 'yes', 'go', 'hedge') ? undefined : { kind: 'shifts' }
  if (short && has('status') && (hasCode || has('request') || !has('in', 'out', 'go', 'unknown')))
    return { kind: 'state' }
  if (has('request') && (has('asks', 'status') || short) && !has('need')) return { kind: 'state' }
  return undefined
}

function received(parts: readonly Tagged[], has: Has, words: readonly string[], text: string): Intent | undefined {
  if (has('hedge', 'asks', 'need')) return undefined
  const receipt = (result: 'yes' | 'partly' | 'no', reason: SaidReason | null = readReason(text)): Intent => ({
    kind: 'receipt',
    result,
    reason: result === 'yes' ? null : reason,
  })
  if (has('nobody')) return has('came', 'in', 'nothing', 'got') ? receipt('no', 'nobody-came') : undefined
  // «Бәрін алған жоқпын», "not received everything": some of it came.
  if (has('nothing') && (has('go', 'yes', 'decline') || isBare(parts, has))) return undefined
  if (has('nothing')) return parts.some(({ word }) => WHOLE.has(word)) ? receipt('partly') : receipt('no')
  const isTime = readTime(words) !== undefined && !has('got')
  if (has('partly') && !isTime && !has('go', 'yes')) return receipt('partly')
  if (!has('got')) return undefined
  if (has('not', 'no')) return isNegated(parts) || readReason(text) !== null ? receipt('no') : undefined
  return has('unknown', 'go', 'number', 'decline') ? undefined : receipt('yes')
}

const WHOLE: ReadonlySet<string> = new Set(
  ['толық', 'толықтай', 'бәрін', 'барлығын', 'everything', 'all'].flatMap(foldWords),
)

// «Ничего» by itself says nothing of help.
const NAUGHT: ReadonlySet<string> = new Set(['ештеңе', 'ешнәрсе', 'ничего', 'nothing'].flatMap(foldWords))
const isBare = (parts: readonly Tagged[], has: Has): boolean =>
  parts.every(({ tag, word }) => tag !== 'nothing' || NAUGHT.has(word)) && !has('got', 'came', 'in', 'not', 'no')

/** «Не получил» says that nothing came; «хлеб получил, воды нет» says something else, which a person asks about. */
const isNegated = (parts: readonly Tagged[]): boolean =>
  parts.some(({ tag }, at) => (tag === 'not' || tag === 'no') && parts[at + 1]?.tag === 'got')

// «Көмек», "help" and "помощь" ask for help where something stands beside them. What begins or ends with a question, «что нужно взять?», «көлік керек пе», asks us.
function needed(parts: readonly Tagged[], has: Has): Intent | undefined {
  const need: Intent = { kind: 'need' }
  const said = parts.filter(({ tag }) => tag !== 'filler')
  const isQuestion = said[0]?.tag === 'asks' || said.at(-1)?.tag === 'asks'
  if (has('need') && !isQuestion && !has('not', 'hedge', 'decline') && (!has('no') || has('unknown'))) return need
  return has('help') && parts.length > 1 && !has('not', 'hedge', 'asks', 'got', 'yes') ? need : undefined
}

/** Numbers of people in words as such: «бес адам», «нас семеро». */
const countedIn = (words: readonly string[], parts: readonly Tagged[]): readonly Tagged[] => {
  if (parts.length !== words.length) return parts
  const isPeople = (at: number) => parts[at]?.tag === 'people'
  return parts.flatMap((part, at): Tagged[] => {
    const group = peopleIn(part.word)
    if (group !== undefined)
      return [
        { tag: 'number', word: String(group) },
        { tag: 'people', word: part.word },
      ]
    const [before = '', value] = [words[at - 1], part.tag === 'unknown' ? numberIn(part.word) : undefined]
    if (value === undefined) return [part]
    if (isTens(part.word) && numberIn(words[at + 1] ?? '') !== undefined && isPeople(at + 2)) return []
    if (!isPeople(at + 1)) return [part]
    return [{ tag: 'number', word: String(value + (isTens(before) ? (numberIn(before) ?? 0) : 0)) }]
  })
}

function present(parts: readonly Tagged[]): Intent | undefined {
  const has: Has = hasOf(parts)
  const known = parts.every(({ tag }) =>
    ['in', 'out', 'filler', 'came', 'people', 'number', 'yes', 'today'].includes(tag),
  )
  if (!known) return undefined
  const numbers = parts.filter(({ tag }) => tag === 'number')
  if (has('people') && numbers.length === 1) {
    const people = Number(numbers[0]?.word)
    return people >= 1 && people <= 500 ? { kind: 'count', people } : { kind: 'words' }
  }
  if (has('in') === has('out') || has('number', 'people')) return undefined
  return { kind: has('in') ? 'in' : 'out' }
}

function answer(text: string, words: readonly string[], parts: readonly Tagged[], has: Has): Intent {
  const free: Intent = { kind: 'words' }
  if (has('hedge', 'asks') || /\?/.test(text)) return free
  const time = readTime(words)
  if (time !== undefined) return answerFrom(time.time, readTags(time.rest))
  const said = alone(parts)
  if (said === undefined || has('number')) return said === undefined ? free : numbered(said, parts)
  return said
}

/** A yes with a time: nothing else may stand there that is not known, and nothing that says no. */
function answerFrom(time: SaidTime, rest: readonly Tagged[]): Intent {
  const known = rest.every(({ tag }) => tag === 'yes' || tag === 'go' || tag === 'filler' || tag === 'today')
  return known ? { kind: 'from', time } : { kind: 'words' }
}

// «1 да», «2 нет»: the digit and the word must say the same.
function numbered(said: Intent, parts: readonly Tagged[]): Intent {
  const numbers = parts.filter(({ tag }) => tag === 'number').map(({ word }) => word)
  const agrees = (said.kind === 'yes' && numbers[0] === '1') || (said.kind === 'no' && numbers[0] === '2')
  return numbers.length === 1 && agrees ? said : { kind: 'words' }
}

/** Yes, no or not today where every part is known and none contradicts. A reason is known beside a no alone. */
function alone(said: readonly Tagged[]): Intent | undefined {
  // «Да не приду я»: what comes first only gathers breath.
  const parts = said.filter(({ tag }, at) => tag !== 'yes' || said[at + 1]?.tag !== 'decline')
  const has = hasOf(parts)
  const answers: readonly Tag[] = ['yes', 'go', 'no', 'not', 'decline', 'today', 'filler', 'number', 'reason']
  if (!parts.every(({ tag }) => answers.includes(tag))) return undefined
  const refuses = has('no', 'decline')
  const isDenied = has('not')
  if (has('reason') && !refuses) return undefined
  if (has('today') && (refuses || isDenied) && !has('yes', 'go')) return { kind: 'not-today' }
  if (refuses && !isDenied && !has('yes', 'go', 'today')) return { kind: 'no' }
  if (!refuses && !isDenied && has('yes', 'go')) return { kind: 'yes' }
  return undefined
}

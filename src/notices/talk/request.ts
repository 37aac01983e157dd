import { foldWords } from '../../kit/fold-words'
import { findLocality, placeContext, placeName } from '../../places'
import type { Db } from '../../platform'
import type { Lang } from '../../web'
import { findPlace, findPlaceIn } from './find-place'
import type { Draft, Expects, Outcome, Plan } from './plan'
import type { Writer } from './who-writes'

const TRIES_MAX = 2
const whens = ['now', 'today', 'tomorrow', 'week'] as const

const soon = new Set(
  ['срочно', 'тез', 'шұғыл', 'қазір', 'сейчас', 'urgent', 'urgently', 'now', 'жедел'].flatMap(foldWords),
)
const today = new Set(['бүгін', 'сегодня', 'севодня', 'today', 'tonight'].flatMap(foldWords))
const tomorrow = new Set(['ертең', 'завтра', 'tomorrow'].flatMap(foldWords))
const week = new Set(['апта', 'аптада', 'неделю', 'неделе', 'week'].flatMap(foldWords))
// Words that ask for help and say nothing of what.
const empty = new Set(
  'көмек керек қажет көмектесіңіз көмектесіңізші көмектесіңдер маған бізге помощь нужна нужно помогите пожалуйста мне нам прошу помочь i we need help please me us'
    .split(' ')
    .flatMap(foldWords),
)

function whenIn(text: string): Draft['when'] {
  const words = foldWords(text)
  const says = (set: ReadonlySet<string>) => words.some((word) => set.has(word))
  return says(soon) ? 'now' : says(today) ? 'today' : says(tomorrow) ? 'tomorrow' : says(week) ? 'week' : null
}

const saysWhat = (text: string): boolean => foldWords(text).some((word) => !empty.has(word))

/** The first message of a request: read as far as it goes, and the next question, or all of it. */
export async function beginRequest(db: Db, text: string, writers: readonly Writer[], lang: Lang): Promise<Plan> {
  const named = await findPlaceIn(db, text)
  const home = writers.length === 1 ? (writers[0]?.localityId ?? null) : null
  const draft: Draft = {
    words: saysWhat(text) ? text.trim().slice(0, 1000) : '',
    // A place that is named and not known is not the home of whoever writes.
    localityId: named.sure ?? (named.isNamed ? null : home),
    when: whenIn(text),
  }
  return nextStep(db, draft, writers, lang, named.options)
}

/** An answer to the question asked last; after two that could not be read a person takes over. */
export async function continueRequest(
  db: Db,
  text: string,
  digit: number | null,
  expected: Extract<Expects, { kind: 'draft' }>,
  writers: readonly Writer[],
  lang: Lang,
): Promise<Plan> {
  const { draft, step, tries } = expected
  if (step === 'what') {
    const place = draft.localityId === null ? (await findPlaceIn(db, text)).sure : undefined
    const words = text.trim().slice(0, 1000)
    return nextStep(
      db,
      { ...draft, words, localityId: place ?? draft.localityId, when: whenIn(text) ?? draft.when },
      writers,
      lang,
    )
  }
  if (step === 'when') {
    const when = (digit === null ? undefined : whens[digit - 1]) ?? whenIn(text)
    // Whatever else they said belongs to the request, and a person reads it.
    const words = when === null ? `${draft.words}\n${text.trim()}`.slice(0, 1500) : draft.words
    return nextStep(db, { ...draft, words, when: when ?? 'tomorrow' }, writers, lang)
  }
  const picked = digit === null ? undefined : expected.places[digit - 1]
  if (picked !== undefined) return nextStep(db, { ...draft, localityId: picked }, writers, lang)
  const found = await findPlace(db, text)
  const when = draft.when ?? whenIn(text)
  if (found.sure !== undefined) return nextStep(db, { ...draft, localityId: found.sure, when }, writers, lang)
  const told = { ...draft, when, words: `${draft.words}\n${text.trim()}`.slice(0, 1500) }
  if (found.options.length === 0 && tries + 1 >= TRIES_MAX)
    return say({ reply: { key: 'request.person', values: {} }, attention: 'request', expects: null })
  return nextStep(db, told, writers, lang, found.options, tries + 1)
}

const say = (outcome: Outcome): Plan => ({ do: 'say', outcome })

async function nextStep(
  db: Db,
  draft: Draft,
  writers: readonly Writer[],
  lang: Lang,
  places: readonly string[] = [],
  tries = 0,
): Promise<Plan> {
  const ask = (step: 'what' | 'where' | 'when', key: string, values: Record<string, string> = {}): Plan =>
    say({ reply: { key, values }, expects: { kind: 'draft', draft, step, places, tries } })
  if (draft.words === '') return ask('what', 'request.what')
  const { localityId } = draft
  if (localityId === null) {
    if (places.length === 0) return ask('where', tries === 0 ? 'request.where' : 'request.whereAgain')
    return ask('where', 'request.which', { options: await sayPlaces(db, places, lang) })
  }
  if (draft.when === null) return ask('when', 'request.when')
  return {
    do: 'raise',
    draft: { ...draft, localityId },
    personId: writers.length === 1 ? (writers[0]?.personId ?? null) : null,
  }
}

async function sayPlaces(db: Db, ids: readonly string[], lang: Lang): Promise<string> {
  const places = await Promise.all(ids.map((id) => findLocality(db, id)))
  return places
    .flatMap((place) =>
      place === undefined ? [] : [[placeName(place, lang), ...placeContext(place, lang)].join(', ')],
    )
    .map((text, at) => `${at + 1}) ${text}`)
    .join('; ')
}

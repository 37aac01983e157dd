import { foldWords } from '../../../kit/fold-words'
import { type Gazetteer, type NamedPlace, nameKey } from '../../../places'
import { readTags } from './read-tags'

/**
 * Settlements that words name: sure only where they surely name one, else the options to choose from, as ids. `isNamed`: something stands
 * there as a name stands, also where nobody knows it.
 */
export type PlacesRead = {
  readonly sure: string | undefined
  readonly options: readonly string[]
  readonly isNamed: boolean
}

const READ_WORDS = 60
const NAME_WORDS_MAX = 3
const OPTIONS_MAX = 5
const NEAR_WORDS_MAX = 4
const NEAR_BASES_MAX = 6
const NEAR_LENGTH_MIN = 4
/** Below it a word in small letters is more often a word than a village. */
const TOWN = 5000
/** So large that nobody means another thing by its name. */
const CITY = 100_000

const ABBREVIATIONS: readonly (readonly [RegExp, string])[] = [
  [/(?<!\p{L})(?:г|гор|қ)\.\s*(?=\p{L})/giu, ' город '],
  [/(?<!\p{L})(?:с|п|пос|а|ст|аул)\.\s*(?=\p{L})/giu, ' село '],
  [/(?<!\p{L})(?:ауд|р-н|р-не)\.?(?!\p{L})/giu, ' район '],
  [/(?<!\p{L})обл\.?(?!\p{L})/giu, ' область '],
]
const KIND =
  /^(?:ауыл|аул|сел[оаеу]|селе|посел|посёл|пос$|пгт$|город|қала|кала|станци|разъезд|auyl|auil|qala|kala|village|town$|city$)/iu
/** Kinds that stand before their name; Kazakh ones stand behind it. */
const KIND_BEFORE = /^(?:аул$|сел[оаеу]|селе|посел|посёл|пос$|пгт$|город|станци|разъезд|village|town$|city$)/iu
const ABOVE = /^(?:аудан|район|облыс|област|audan|raion|oblys|district|region)/iu
const STREET =
  /^(?:ул$|улиц|көше|коше|kóshe|koshe|проспект|пр-т$|даңғыл|мкр|мөлтек|микрорайон|переул|пер$|street$|кв$)/iu
const PREPOSITIONS = new Set('в во из с со до на под около возле г п к in from at to near'.split(' '))
// «Атым Абай», «меня зовут Айгуль»: a person.
const NAMED = new Set(['атым', 'есімім', 'зовут', 'имя', 'name', 'фамилия', 'тегім'].flatMap(foldWords))

// Endings of "in", "to", "from", "of" and "with" in Kazakh, as folded words have them; then those of Russian, with what they stand for.
const KAZAKH =
  /(?:indagi|degi|dagi|tegi|tagi|nda|nde|nan|nen|nin|din|tin|dan|den|tan|ten|men|ben|pen|da|de|ta|te|ga|ge|ka|ke|na|ne)$/
const RUSSIAN: readonly (readonly [string, readonly string[]])[] = [
  ['om', ['oe', 'o', '', 'ii']],
  ['oi', ['a', 'aia']],
  ['ah', ['i', 'a']],
  ['e', ['', 'a', 'o', 'i']],
  ['a', ['', 'o']],
  ['u', ['', 'a', 'o']],
  ['i', ['a', '']],
]

// In small letters a door, fodder, an island, a ball, forward.
const EVERYDAY = new Set('есік жем арал шар алға'.split(' ').flatMap(foldWords))

type Word = { readonly raw: string; readonly key: string; readonly isKnown: boolean }
type Hit = {
  readonly at: number
  readonly size: number
  readonly places: readonly NamedPlace[]
  readonly isStrong: boolean
}

/**
 * Reads settlements out of words in any of the alphabets, declined, abbreviated or by an old name.
 * @param as an answer to "where?" may be a name alone; in a sentence a name is known by what stands beside it, its ending or its capital
 */
export function readPlaces(text: string, gazetteer: Gazetteer, as: 'sentence' | 'answer'): PlacesRead {
  const words = wordsOf(text)
  const hits = findHits(words, gazetteer, as)
  const found = hits.some(({ isStrong }) => isStrong) ? hits.filter(({ isStrong }) => isStrong) : hits
  const meant = withoutOuter(found.map((hit) => ({ ...hit, places: narrow(hit, words) })))
  const [only, another] = meant
  if (only === undefined) {
    const near = nearest(words, gazetteer, as)
    return { sure: undefined, options: idsOf(near.places), isNamed: near.isNamed }
  }
  const [place, other] = only.places
  const isSure =
    another === undefined && other === undefined && (only.isStrong || (place !== undefined && place.population >= CITY))
  return isSure
    ? { sure: place?.id, options: [], isNamed: true }
    : { sure: undefined, options: idsOf(meant.flatMap((hit) => hit.places)), isNamed: true }
}

const idsOf = (places: readonly NamedPlace[]): string[] =>
  [...new Set(places.map(({ id }) => id))].slice(0, OPTIONS_MAX)

function wordsOf(text: string): Word[] {
  const spelt = ABBREVIATIONS.reduce((out, [from, to]) => out.replaceAll(from, to), text)
  return spelt
    .split(/[\s,.;:!?()«»"/]+/u)
    .filter((raw) => raw !== '')
    .slice(0, READ_WORDS)
    .map((raw) => ({ raw, key: nameKey(raw), isKnown: readTags(foldWords(raw))[0]?.tag !== 'unknown' }))
}

const isKind = (word: Word | undefined): boolean => word !== undefined && KIND.test(word.raw)

/** Words that name nothing: the kind of a place, what it lies in, a street, a person. */
const isNoName = (words: readonly Word[], at: number): boolean => {
  const [before, word, behind] = [words[at - 1], words[at], words[at + 1]]
  return (
    word === undefined ||
    word.isKnown ||
    isKind(word) ||
    [ABOVE, STREET].some((kind) => kind.test(word.raw) || kind.test(behind?.raw ?? '')) ||
    STREET.test(before?.raw ?? '') ||
    NAMED.has(before?.key ?? '')
  )
}

/** How surely a word means a settlement by what stands around it. */
function standing(words: readonly Word[], at: number, size: number) {
  const before = words[at - 1]
  return {
    isMarked: KIND_BEFORE.test(before?.raw ?? '') || isKind(words[at + size]),
    isCapital: /^\p{Lu}[\p{Ll}\p{M}'’]/u.test(words[at]?.raw ?? ''),
    isLed: before !== undefined && PREPOSITIONS.has(before.raw.toLowerCase()),
  }
}

function findHits(words: readonly Word[], gazetteer: Gazetteer, as: 'sentence' | 'answer'): Hit[] {
  const hits: Hit[] = []
  for (let at = 0; at < words.length; ) {
    const hit = isNoName(words, at) ? undefined : hitAt(words, at, gazetteer, as)
    if (hit !== undefined) hits.push(hit)
    at += hit?.size ?? 1
  }
  return hits
}

function hitAt(words: readonly Word[], at: number, gazetteer: Gazetteer, as: 'sentence' | 'answer'): Hit | undefined {
  for (let size = Math.min(NAME_WORDS_MAX, words.length - at); size > 0; size--) {
    const first = words.slice(at, at + size - 1).map(({ key }) => key)
    const last = words[at + size - 1]
    if (last === undefined || (size > 1 && isKind(last))) continue
    const { isMarked, isCapital, isLed } = standing(words, at, size)
    for (const { base, isDeclined } of basesOf(last.key)) {
      const key = `${first.join('')}${base}`
      if (key.length < (isMarked ? 2 : 3)) continue
      const places = gazetteer.named(key).filter((place) => isSpeltSo(place, key, words[at]))
      if (places.length === 0) continue
      const isStrong = as === 'answer' || isMarked || (isCapital && (isDeclined || isLed))
      if (isStrong || isCapital) return { at, size, places, isStrong }
      const towns =
        (isDeclined || isLed) && !EVERYDAY.has(base) ? places.filter(({ population }) => population >= TOWN) : []
      if (towns.length > 0) return { at, size, places, isStrong }
    }
  }
  return undefined
}

// «Шу» and «су» fold to the same two letters.
const isSpeltSo = ({ names }: NamedPlace, key: string, word: Word | undefined): boolean =>
  key.length > 2 || names.some((name) => word?.raw.toLowerCase().startsWith(name.toLowerCase()))

/** The word itself, then without the endings it may be declined by, the shortest ending first. */
function basesOf(key: string): { readonly base: string; readonly isDeclined: boolean }[] {
  const bases = [{ base: key, isDeclined: false }]
  const add = (base: string) => {
    if (base.length >= 2 && bases.every((one) => one.base !== base)) bases.push({ base, isDeclined: true })
  }
  for (const [ending, instead] of RUSSIAN)
    if (key.endsWith(ending)) for (const one of instead) add(`${key.slice(0, -ending.length)}${one}`)
  for (let from = Math.max(2, key.length - 6); from < key.length - 1; from++) {
    const ending = key.slice(from)
    if (KAZAKH.exec(ending)?.[0] === ending) add(key.slice(0, from))
  }
  return bases
}

/** Of settlements of one name, those that lie in what the words name besides; all of them where the words say nothing of that. */
function narrow(hit: Hit, words: readonly Word[]): readonly NamedPlace[] {
  if (hit.places.length === 1) return hit.places
  const others = words
    .filter((_, at) => at < hit.at || at >= hit.at + hit.size)
    .flatMap(({ key }) => basesOf(key).map(({ base }) => base))
    .filter((base) => base.length >= NEAR_LENGTH_MIN)
  const within = hit.places.filter(({ above }) => above.some((unit) => others.some((base) => unit.startsWith(base))))
  return within.length === 0 ? hit.places : within
}

/** «Орал қаласы, Деркул ауылы»: what lies in the other is meant. */
function withoutOuter(hits: readonly Hit[]): readonly Hit[] {
  if (hits.length < 2) return hits
  const isOuter = (hit: Hit) =>
    hits.some(
      (inner) =>
        inner !== hit &&
        inner.places.some(({ above }) =>
          hit.places.some(({ names }) => names.some((name) => above.some((unit) => unit.startsWith(nameKey(name))))),
        ),
    )
  const inner = hits.filter((hit) => !isOuter(hit))
  const left = inner.length === 0 ? hits : inner
  // The same place named twice.
  return left.filter((hit, at) => left.findIndex((one) => idsOf(one.places).join() === idsOf(hit.places).join()) === at)
}

/** Settlements a slip or two from a word that stands where a name stands: offered to choose from, never taken for meant. */
function nearest(
  words: readonly Word[],
  gazetteer: Gazetteer,
  as: 'sentence' | 'answer',
): { readonly places: readonly NamedPlace[]; readonly isNamed: boolean } {
  let [looked, isNamed] = [0, false]
  for (const [at, word] of words.entries()) {
    if (isNoName(words, at) || looked >= NEAR_WORDS_MAX) continue
    const { isMarked, isCapital, isLed } = standing(words, at, 1)
    const bases = basesOf(word.key).filter(({ base }) => base.length >= NEAR_LENGTH_MIN)
    const isStrong = as === 'answer' || isMarked || (isCapital && (isLed || bases.length > 1))
    if (!isStrong && !isLed) continue
    looked++
    isNamed ||= isStrong
    for (const { base } of bases.slice(0, NEAR_BASES_MAX)) {
      const near = gazetteer.near(base, base.length < 7 ? 1 : 2)
      const places = isStrong ? near : near.filter(({ population }) => population >= TOWN)
      if (places.length > 0) return { places, isNamed: true }
    }
  }
  return { places: [], isNamed }
}

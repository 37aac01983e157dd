import { editDistance } from '../../kit/edit-distance'
import { foldWords } from '../../kit/fold-words'
import { foldName, type Locality, searchPlaces } from '../../places'
import type { Db } from '../../platform'
import { readTags } from './grammar/read-tags'

const CANDIDATES_MAX = 6
const OPTIONS_MAX = 5
const NEAR_LENGTH_MIN = 4
// Endings of "in", "to" and "from" in Kazakh and Russian, longest first.
const ENDINGS =
  /(ында|інде|ына|іне|ның|нің|дағы|дегі|тан|тен|дан|ден|нан|нен|да|де|та|те|ға|ге|қа|ке|на|не|ом|ой|ске|ска|е|у|а)$/u
const MARK = /^(ауыл|аул|село|сел|посел|пос|город|қала|кала|village|town|ауд)/iu
const BEFORE = new Set([
  'в',
  'во',
  'из',
  'с',
  'г',
  'in',
  'from',
  'at',
  'to',
  'near',
  'село',
  'посёлок',
  'поселок',
  'аул',
  'город',
  'п',
])

/** Settlements that a message names: sure only where one alone has exactly this name. */
export type FoundPlace = { readonly sure: Locality | undefined; readonly options: readonly Locality[] }

/** Finds the settlement a whole answer to "where?" names, or the options to choose from. */
export async function findPlace(db: Db, text: string): Promise<FoundPlace> {
  for (const name of variants(text.replace(/[.!?]+$/u, '').trim())) {
    const found = await searchPlaces(db, name)
    const exact = found.filter((place) => isNamed(place, name))
    const [only] = exact
    if (exact.length === 1 && only !== undefined) return { sure: only, options: [] }
    if (exact.length > 1) return { sure: undefined, options: exact.slice(0, OPTIONS_MAX) }
  }
  const near = await findNear(db, text)
  if (near.length > 0) return { sure: undefined, options: near }
  const words = text.split(/[\s,.;!?]+/u).filter((word) => word.length > 2)
  return words.length > 1 ? findPlaceIn(db, text, true) : { sure: undefined, options: [] }
}

/** Settlements whose name is a slip or two away, in any of the alphabets: offered to choose from, never taken for meant. */
async function findNear(db: Db, text: string): Promise<Locality[]> {
  for (const name of variants(text.replace(/[.!?]+$/u, '').trim())) {
    const typed = skeleton(name)
    if (typed.length < NEAR_LENGTH_MIN) continue
    const slips = typed.length < 7 ? 1 : 2
    const near = (await searchPlaces(db, name)).filter((place) =>
      Object.values(place.names).some((one) => editDistance(skeleton(one), typed, slips) <= slips),
    )
    if (near.length > 0) return near.slice(0, OPTIONS_MAX)
  }
  return []
}

const skeleton = (name: string): string => foldWords(name).join(' ')

/** Finds a settlement named within a sentence: beside a word such as "village", after "in", or by its capital. */
export async function findPlaceIn(db: Db, text: string, anyWord = false): Promise<FoundPlace> {
  const words = text.split(/[\s,.;!?]+/u).filter((word) => word !== '')
  const candidates = words.filter((word, at) => {
    if (word.length < 3 || MARK.test(word) || readTags(foldWords(word))[0]?.tag !== 'unknown') return false
    const isMarked = MARK.test(words[at + 1] ?? '') || MARK.test(words[at - 1] ?? '')
    const isName = /^\p{Lu}\p{Ll}/u.test(word) && (at > 0 || ENDINGS.test(word))
    return anyWord || isMarked || isName || BEFORE.has((words[at - 1] ?? '').toLowerCase())
  })
  let options: readonly Locality[] = []
  for (const candidate of candidates.slice(0, CANDIDATES_MAX)) {
    for (const name of variants(candidate)) {
      const exact = (await searchPlaces(db, name)).filter((place) => isNamed(place, name))
      const [only] = exact
      if (exact.length === 1 && only !== undefined) return { sure: only, options: [] }
      if (exact.length > 1 && options.length === 0) options = exact.slice(0, OPTIONS_MAX)
    }
  }
  return { sure: undefined, options }
}

function variants(word: string): string[] {
  const bare = word.replace(ENDINGS, '')
  return [...new Set([word, ...(bare.length >= 3 && bare !== word ? [bare] : [])])]
}

const isNamed = (place: Locality, name: string): boolean =>
  Object.values(place.names).some((one) => foldName(one) === foldName(name))

import { editDistance } from '../kit/edit-distance'
import { foldWords } from '../kit/fold-words'

/** A settlement as free text may name it. `above` are the folded names of what it lies in. */
export type NamedPlace = {
  readonly id: string
  readonly kato: string | null
  readonly names: readonly string[]
  readonly above: readonly string[]
  readonly population: number
}

/** Names of settlements in memory, under a form that keyboards, alphabets and capitals do not change. */
export type Gazetteer = {
  /** Settlements of just this name, the largest first. @param key a folded name, its words together */
  readonly named: (key: string) => readonly NamedPlace[]
  /** Settlements whose name is at most so many slips away, the nearest first; none that has just this name. */
  readonly near: (key: string, slips: number) => readonly NamedPlace[]
}

/** A name as the gazetteer knows it: «Усть-Каменогорск», "ust kamenogorsk" and "Ustkamenogorsk" are one. */
export const nameKey = (name: string): string => foldWords(name).join('')

/**
 * Puts settlements under all their names.
 * @param old further names by KATO code
 */
export function buildGazetteer(
  places: readonly NamedPlace[],
  old: readonly (readonly [kato: string, names: readonly string[]])[],
): Gazetteer {
  const byKato = new Map(places.map((place) => [place.kato, place]))
  const byKey = new Map<string, NamedPlace[]>()
  const put = (name: string, place: NamedPlace) => {
    const key = nameKey(name)
    const held = byKey.get(key)
    if (key === '' || held?.includes(place)) return
    if (held === undefined) byKey.set(key, [place])
    else held.push(place)
  }
  for (const place of places) for (const name of place.names) put(name, place)
  for (const [kato, names] of old) {
    const place = byKato.get(kato)
    if (place !== undefined) for (const name of names) put(name, place)
  }
  for (const held of byKey.values()) held.sort(larger)
  // A slip leaves the first letter, or the second where two were swapped: only names that begin alike are compared.
  const byFirst = Map.groupBy(byKey.keys(), (key) => key[0] ?? '')
  return {
    named: (key) => byKey.get(key) ?? [],
    near: (key, slips) => {
      const found = (byFirst.get(key[0] ?? '') ?? []).flatMap((name) => {
        const distance = editDistance(name, key, slips)
        return distance === 0 || distance > slips ? [] : [{ distance, places: byKey.get(name) ?? [] }]
      })
      const places = found.sort((a, b) => a.distance - b.distance).flatMap((one) => one.places)
      return [...new Set(places)]
    },
  }
}

const larger = (a: NamedPlace, b: NamedPlace): number => b.population - a.population || (a.id < b.id ? -1 : 1)

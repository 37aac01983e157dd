import { type Competence, type Level, levels } from './competence'
import { competences } from './competences'

/** A competence someone holds, as read from a confirmed credential or their own word. */
export type HeldCompetence = {
  readonly competence: string
  readonly level: Level
  /** First moment it counts; absent: always has. */
  readonly validFrom?: Temporal.Instant
  /** First moment it no longer counts (half-open); absent: does not expire. */
  readonly validTo?: Temporal.Instant
}

/** Half-open interval of instants. */
export type Interval = { readonly start: Temporal.Instant; readonly end: Temporal.Instant }

function closeOver(list: readonly Competence[]): ReadonlyMap<string, ReadonlySet<string>> {
  const direct = new Map(list.map((competence) => [competence.id, competence.includes ?? []]))
  const closure = new Map<string, ReadonlySet<string>>()
  for (const { id } of list) {
    const reached = new Set([id])
    // A Set iterates over what is added while iterating, so this walks the whole graph, cycles included.
    for (const step of reached) for (const next of direct.get(step) ?? []) reached.add(next)
    closure.set(id, reached)
  }
  return closure
}

const closure = closeOver(competences)

/**
 * Everything that whoever holds `id` holds too, itself first, through any number of "includes" steps.
 * An id that is not on the list stands for itself alone, so that a retired competence still matches its own posts.
 */
export const listIncluded = (id: string): ReadonlySet<string> => closure.get(id) ?? new Set([id])

/** Every competence that gives one of `ids`: themselves, and whatever includes them. */
export const listGiving = (ids: readonly string[]): string[] => [
  ...new Set([...ids, ...[...closure].flatMap(([id, reached]) => (ids.some((one) => reached.has(one)) ? [id] : []))]),
]

const compare = Temporal.Instant.compare

const covers = (held: HeldCompetence, during: Interval): boolean =>
  (held.validFrom === undefined || compare(held.validFrom, during.start) <= 0) &&
  (held.validTo === undefined || compare(held.validTo, during.end) >= 0)

/**
 * The strongest credential in `held` that gives `required` for the whole of `during`, or undefined.
 * Two credentials that follow each other do not add up: the later one may be refused, and then nobody at the post holds it.
 * @param during left out: validity is not looked at
 */
export function findProof(held: readonly HeldCompetence[], required: string, level: Level, during?: Interval) {
  let best: HeldCompetence | undefined
  for (const one of held) {
    if (one.level < level || !listIncluded(one.competence).has(required)) continue
    if (during !== undefined && !covers(one, during)) continue
    if (best === undefined || one.level > best.level) best = one
  }
  return best
}

/** Whether `held` gives `required` at `level` or better, for the whole of `during` where given. */
export const holds = (held: readonly HeldCompetence[], required: string, level: Level, during?: Interval): boolean =>
  findProof(held, required, level, during) !== undefined

/**
 * What someone holds with everything included spelled out: the best level per competence, each with the validity of the credential
 * it comes from. One row per credential and competence, so that a short professional and a long basic one both stay.
 */
export const expandHeld = (held: readonly HeldCompetence[]): HeldCompetence[] =>
  held.flatMap((one) => [...listIncluded(one.competence)].map((competence) => ({ ...one, competence })))

/** Untrusted number as a level, or undefined. */
export const parseLevel = (value: unknown): Level | undefined => levels.find((level) => level === Number(value))

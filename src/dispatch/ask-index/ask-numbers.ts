import type { AskPerson, AskPost, AskSpace, Level, Post } from '../../allocation'
import { competences } from '../../training'
import { type CandidatePerson, workLanguages } from '../../volunteers'

const SLOT_MINUTES = 15
/** Eight days: work of the coming week, from an index that is filled once a day. */
const SLOTS = 8 * 96
const KINDS_MAX = 32
/** Homes with more than seven decimals are kept less exactly than they are, by less than this. */
const DOUBT_METERS = 0.02

const numberOf = (codes: readonly string[]): ReadonlyMap<string, number> =>
  new Map(codes.map((code, number) => [code, number]))

const competenceNumbers = numberOf(competences.map(({ id }) => id))
const languageNumbers = numberOf(workLanguages)

/** What the index tells apart. The law is left to the exact check: it depends on the day, and few are refused. */
export const askSpace: AskSpace = {
  competences: competences.length,
  languages: workLanguages.length,
  kinds: KINDS_MAX,
  legalBits: 0,
  slots: SLOTS,
}

/** Codes and moments as numbers of one index, whose horizon begins with the quarter of an hour of `start`, in epoch minutes. */
export class AskNumbers {
  readonly start: number
  readonly #kinds = new Map<string, number>()

  constructor(minute: number) {
    this.start = Math.floor(minute / SLOT_MINUTES) * SLOT_MINUTES
  }

  get end(): number {
    return this.start + SLOTS * SLOT_MINUTES
  }

  /** A post as a question; undefined for one the index cannot answer: from afar, beyond the horizon, with something it has no number for. */
  toQuestion(post: Post): AskPost | undefined {
    const from = Math.floor((post.start - this.start) / SLOT_MINUTES)
    const to = Math.ceil((post.end - this.start) / SLOT_MINUTES)
    if (post.point === undefined || from < 0 || to > SLOTS || from >= to) return undefined
    const required = post.required.flatMap(({ competence, level }) => {
      const number = competenceNumbers.get(competence)
      return number === undefined ? [] : [{ competence: number, level }]
    })
    const languages = maskOf(post.languages, languageNumbers)
    const kind = this.#kinds.get(post.kind)
    if (required.length < post.required.length || languages === undefined) return undefined
    if (kind === undefined && this.#kinds.size === KINDS_MAX) return undefined
    return {
      point: post.point,
      doubtMeters: DOUBT_METERS,
      from,
      to,
      required,
      languages,
      legalMask: 0,
      ...(kind === undefined ? {} : { kind }),
    }
  }

  /**
   * Somebody as the index knows them: at least as free, able and near the front as they are. `recentMinutes`: what will count as recent for
   * as long as the index is asked.
   */
  toPerson(person: CandidatePerson, recentMinutes: number): AskPerson {
    return {
      point: person.point,
      transport: person.transport,
      reachMeters: person.reachMeters,
      competences: highest(person.competences),
      languages: person.languages.reduce((mask, one) => mask | bit(languageNumbers.get(one)), 0),
      kinds: person.preferredKinds.reduce((mask, one) => mask | bit(this.#numberOfKind(one)), 0),
      lawForbids: 0,
      free: this.#freeSlots(person),
      recentMinutes,
      ...(person.lastAskedAt === undefined ? {} : { lastAskedAt: person.lastAskedAt }),
    }
  }

  #numberOfKind(kind: string): number | undefined {
    const known = this.#kinds.get(kind)
    if (known !== undefined || this.#kinds.size === KINDS_MAX) return known
    this.#kinds.set(kind, this.#kinds.size)
    return this.#kinds.size - 1
  }

  #freeSlots({ availability, occupied }: Pick<CandidatePerson, 'availability' | 'occupied'>): Uint32Array {
    const slots = new Uint32Array(SLOTS / 32)
    const set = (from: number, to: number, isFree: boolean) => {
      for (let s = Math.max(0, from); s < Math.min(SLOTS, to); s++) {
        const word = slots[s >> 5] ?? 0
        slots[s >> 5] = isFree ? word | (1 << (s & 31)) : word & ~(1 << (s & 31))
      }
    }
    const slotAt = (minute: number) => (minute - this.start) / SLOT_MINUTES
    for (let i = 0; i + 1 < availability.length; i += 2)
      set(Math.floor(slotAt(availability[i] ?? 0)), Math.ceil(slotAt(availability[i + 1] ?? 0)), true)
    // A quarter that is taken in part may be free enough.
    for (const { start, end } of occupied) set(Math.ceil(slotAt(start)), Math.floor(slotAt(end)), false)
    return slots
  }
}

const bit = (number: number | undefined): number => (number === undefined ? 0 : 1 << number)

function maskOf(codes: readonly string[], numbers: ReadonlyMap<string, number>): number | undefined {
  let mask = 0
  for (const code of codes) {
    const number = numbers.get(code)
    if (number === undefined) return undefined
    mask |= 1 << number
  }
  return mask
}

/** Each competence once, at its highest level at whatever time it is held. */
function highest(held: CandidatePerson['competences']): AskPerson['competences'] {
  const levels = new Map<number, Level>()
  for (const { competence, level } of held) {
    const number = competenceNumbers.get(competence)
    if (number !== undefined && level > (levels.get(number) ?? 0)) levels.set(number, level)
  }
  return [...levels].map(([competence, level]) => ({ competence, level }))
}

import { listEntriesOf } from '../../journal'
import type { Db } from '../../platform'

const steps = [
  'need.raised',
  'need.verified',
  'need.first-yes',
  'need.helped',
  'need.receipt',
  'need.cancelled',
  'need.refused',
  'need.closed',
  'need.reopened',
] as const

const ownDoor: ReadonlySet<string> = new Set(['need.raised', 'need.receipt'])

/** What everybody may know of a step of a request: its day, the door it came by where that is public, and the entry it is read off. */
export type PublicStep = {
  readonly step: string
  readonly day: string
  readonly door: string | undefined
  readonly result: string | undefined
  readonly position: number
}

/** A request as its public entries tell it. */
export type PublicNeed = { readonly regionId: string; readonly steps: readonly PublicStep[] }

/** Reads a request off the public parts of its entries and nothing else, so that it tells no more than these. Undefined for one of a drill, or of none. */
export async function findPublicNeed(db: Db, needId: string): Promise<PublicNeed | undefined> {
  const entries = (await listEntriesOf(db, 'need', needId)).filter(
    // A receipt read off single deliveries names no request where something was wrong, and so says nothing here either.
    ({ kind, publicBody }) => steps.some((step) => step === kind) && publicBody.need === needId,
  )
  const [first] = entries
  if (first === undefined || first.publicBody.drill === true) return undefined
  return {
    regionId: first.regionId,
    steps: entries.map(({ kind, publicBody, position }) => ({
      step: kind.slice('need.'.length),
      day: String(publicBody.day),
      // Of other steps the public door is the one the request came by, not their own.
      door: ownDoor.has(kind) && typeof publicBody.door === 'string' ? publicBody.door : undefined,
      result: typeof publicBody.result === 'string' ? publicBody.result : undefined,
      position,
    })),
  }
}

import { createHash } from 'node:crypto'
import { type Ctx, may, personOf, type Tx } from '../platform'
import type { Callee } from './callee'

/** A callee an operator may talk with: where they are, and which numbers may be rung. */
export type Reachable = Callee & {
  readonly regionId: string
  readonly zone: string
  readonly numbers: readonly string[]
}

/** Why there is nobody to talk with. */
export type CalleeError = { readonly kind: 'unknown' | 'forbidden' | 'not-safe' }

/** Whether this operator may talk with people of a region, and not with themselves. */
export const mayTalk = (ctx: Ctx, callee: Callee, regionId: string): boolean =>
  personOf(ctx) !== callee.id && may(ctx, 'people:help', { regionId, organizationId: null })

/** A callee with their numbers; a number that the person helped called unsafe is none. A step of a command, which alone can read numbers. */
export async function findReachable(tx: Tx, callee: Callee): Promise<Reachable | CalleeError> {
  const found = await (callee.kind === 'person' ? personOfCall(tx, callee.id) : needOfCall(tx, callee.id))
  if (found === undefined) return { kind: 'unknown' }
  if (!mayTalk(tx.ctx, callee, found.regionId)) return { kind: 'forbidden' }
  if (!found.safe) return { kind: 'not-safe' }
  const { regionId, zone, numbers } = found
  return { ...callee, regionId, zone, numbers }
}

async function personOfCall({ db }: Tx, id: string) {
  const person = await db
    .selectFrom('people')
    .select(['region_id', 'zone'])
    .where('id', '=', id)
    .where('state', 'in', ['active', 'invited'])
    .executeTakeFirst()
  if (person === undefined) return undefined
  const phones = await db
    .selectFrom('contact_channels')
    .select('value')
    .where('person_id', '=', id)
    .where('kind', '=', 'phone')
    .orderBy('created_at')
    .limit(5)
    .execute()
  return { regionId: person.region_id, zone: person.zone, numbers: phones.map((row) => row.value), safe: true }
}

async function needOfCall({ db }: Tx, id: string) {
  const need = await db
    .selectFrom('needs as n')
    .innerJoin('need_contacts as c', 'c.need_id', 'n.id')
    .select(['n.region_id', 'n.zone', 'c.contact_kind', 'c.contact', 'c.call_safe'])
    .where('n.id', '=', id)
    .executeTakeFirst()
  if (need === undefined) return undefined
  const numbers = need.contact_kind === 'phone' && need.contact !== null ? [need.contact] : []
  return { regionId: need.region_id, zone: need.zone, numbers, safe: need.call_safe }
}

/** Under what nobody else may take this callee: they themselves, and each number, since a household may share one. Sorted, against deadlocks. */
export const leaseKeys = ({ kind, id, numbers }: Reachable): string[] =>
  [
    `${kind}:${id}`,
    ...numbers.map((number) => `number:${createHash('sha256').update(number).digest('hex').slice(0, 32)}`),
  ].sort()

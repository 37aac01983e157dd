import { createHash } from 'node:crypto'
import { findPhones } from '../people'
import { type Ctx, may, personOf, type Tx } from '../platform'
import type { Callee, CalleeKind } from './callee'

/** A callee an operator may talk with: where they are, and which numbers may be rung. */
export type Reachable = Callee & Found

type Found = {
  readonly regionId: string
  readonly zone: string
  readonly numbers: readonly string[]
  /** False where the person helped said that a call would endanger them: then there is no number. */
  readonly isSafe: boolean
}

/** Why there is nobody to talk with. */
export type CalleeError = { readonly kind: 'unknown' | 'forbidden' }

/** Whether this operator may talk with people of a region, and not with themselves. */
export const mayTalk = (ctx: Ctx, callee: Callee, regionId: string): boolean =>
  personOf(ctx) !== callee.id && may(ctx, 'people:help', { regionId, organizationId: null })

/** A callee with the numbers that may be rung. A step of a command, which alone can read numbers. */
export async function findReachable(tx: Tx, callee: Callee): Promise<Reachable | CalleeError> {
  const found = await finders[callee.kind](tx, callee.id)
  if (found === undefined) return { kind: 'unknown' }
  if (!mayTalk(tx.ctx, callee, found.regionId)) return { kind: 'forbidden' }
  return { ...callee, ...found }
}

const finders: Record<CalleeKind, (tx: Tx, id: string) => Promise<Found | undefined>> = {
  person: personOfCall,
  need: needOfCall,
  message: senderOfCall,
  gift: donorOfCall,
}

async function personOfCall({ db }: Tx, id: string): Promise<Found | undefined> {
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
  return { regionId: person.region_id, zone: person.zone, numbers: phones.map((row) => row.value), isSafe: true }
}

async function needOfCall({ db }: Tx, id: string): Promise<Found | undefined> {
  const need = await db
    .selectFrom('needs as n')
    .innerJoin('need_contacts as c', 'c.need_id', 'n.id')
    .select(['n.region_id', 'n.zone', 'c.contact_kind', 'c.contact', 'c.call_safe'])
    .where('n.id', '=', id)
    .executeTakeFirst()
  if (need === undefined) return undefined
  const numbers = need.call_safe && need.contact_kind === 'phone' && need.contact !== null ? [need.contact] : []
  return { regionId: need.region_id, zone: need.zone, numbers, isSafe: need.call_safe }
}

async function senderOfCall({ db }: Tx, id: string): Promise<Found | undefined> {
  const message = await db
    .selectFrom('inbound_messages as m')
    .innerJoin('regions as r', 'r.id', 'm.region_id')
    .select(['r.id as region_id', 'r.zone', 'm.door', 'm.sender'])
    .where('m.id', '=', id)
    .where('m.attention', 'is not', null)
    .executeTakeFirst()
  if (message === undefined) return undefined
  const numbers = message.door === 'sms' ? [message.sender] : await numbersSentBy(db, message)
  return { regionId: message.region_id, zone: message.zone, numbers, isSafe: true }
}

/** Whoever writes from a chat or a mailbox may leave a number to be rung at: those in what waits of them. */
async function numbersSentBy(db: Tx['db'], { door, sender }: { readonly door: string; readonly sender: string }) {
  const waiting = await db
    .selectFrom('inbound_messages')
    .select('text')
    .where('door', '=', door)
    .where('sender', '=', sender)
    .where('attention', 'is not', null)
    .where('handled_at', 'is', null)
    .orderBy('seq', 'desc')
    .limit(5)
    .execute()
  return [...new Set(waiting.flatMap(({ text }) => findPhones(text)))]
}

async function donorOfCall({ db }: Tx, id: string): Promise<Found | undefined> {
  const gift = await db
    .selectFrom('gifts as g')
    .innerJoin('regions as r', 'r.id', 'g.region_id')
    .select(['g.region_id', 'r.zone'])
    .where('g.id', '=', id)
    .executeTakeFirst()
  if (gift === undefined) return undefined
  const phones = await db
    .selectFrom('gift_pledges as g')
    .innerJoin('pledge_contacts as c', 'c.pledge_id', 'g.pledge_id')
    .select('c.contact')
    .distinct()
    .where('g.gift_id', '=', id)
    .where('c.contact_kind', '=', 'phone')
    .where('c.contact', 'is not', null)
    .limit(5)
    .execute()
  const numbers = phones.flatMap(({ contact }) => contact ?? [])
  return { regionId: gift.region_id, zone: gift.zone, numbers, isSafe: true }
}

/** Under what nobody else may take this callee: they themselves, and each number, since a household may share one. Sorted, against deadlocks. */
export const leaseKeys = ({ kind, id, numbers }: Reachable): string[] =>
  [
    `${kind}:${id}`,
    ...numbers.map((number) => `number:${createHash('sha256').update(number).digest('hex').slice(0, 32)}`),
  ].sort()

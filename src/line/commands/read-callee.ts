import { err, ok, type Result } from '../../kit/result'
import { lookAtNeedContact } from '../../needs'
import { type Ctx, inCommand, personOf, recordLook, type Tx } from '../../platform'
import type { Callee, CalleeKind } from '../callee'
import { type CalleeError, findReachable } from '../find-callee'

/** Whom the operator talks with. `numbers` are told to whoever has taken the call, and to nobody else. */
export type CalleeCard = {
  readonly name: string | null
  readonly lang: 'kk' | 'ru' | 'en'
  readonly zone: string
  readonly regionId: string
  readonly numbers: readonly string[]
  readonly isSafe: boolean
  /** Until when the call is this operator's; undefined when they have not taken it. */
  readonly heldUntil: Temporal.Instant | undefined
  /** Another operator has taken them. */
  readonly isTaken: boolean
}

/** Opens somebody on the console; the look is recorded, with the telephone only where the call was taken. */
export const readCallee = (ctx: Ctx, callee: Callee): Promise<Result<CalleeCard, CalleeError>> =>
  inCommand<CalleeCard, CalleeError>({ ...ctx, idempotency: undefined }, 'readCallee', async (tx) => {
    const found = await findReachable(tx, callee)
    if (!('numbers' in found)) return err(found)
    const lease = await tx.db
      .selectFrom('line_leases')
      .select(['until', 'held_by'])
      .where('key', '=', `${callee.kind}:${callee.id}`)
      .where('until', '>', tx.now)
      .executeTakeFirst()
    const { zone, regionId, isSafe } = found
    const isMine = lease !== undefined && lease.held_by === personOf(ctx)
    const about = await abouts[callee.kind](tx, callee.id, isMine)
    return ok({
      ...about,
      zone,
      regionId,
      isSafe,
      numbers: isMine ? found.numbers : [],
      heldUntil: isMine ? lease.until : undefined,
      isTaken: lease !== undefined && !isMine,
    })
  })

type About = Pick<CalleeCard, 'name' | 'lang'>

const abouts: Record<CalleeKind, (tx: Tx, id: string, taken: boolean) => Promise<About>> = {
  person: aboutPerson,
  need: aboutNeed,
  message: aboutSender,
  gift: aboutDonor,
}

async function aboutPerson(tx: Tx, id: string, withPhone: boolean): Promise<About> {
  const person = await tx.db
    .selectFrom('people')
    .select(['name', 'lang'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  await recordLook(tx.db, tx.ctx, {
    subjectPersonId: id,
    subjectKind: 'person',
    subjectId: id,
    what: withPhone ? ['name', 'phone', 'answers'] : ['name', 'answers'],
  })
  return { name: person.name, lang: langOf(person.lang) }
}

async function aboutNeed(tx: Tx, id: string, taken: boolean): Promise<About> {
  // Before the call is taken nothing of the person is shown but the language to greet them in.
  if (taken) {
    const contact = await lookAtNeedContact(tx, id, 'call-back')
    if (contact !== undefined) return { name: contact.name, lang: langOf(contact.lang) }
  }
  const row = await tx.db.selectFrom('need_contacts').select('lang').where('need_id', '=', id).executeTakeFirst()
  return { name: null, lang: langOf(row?.lang ?? 'kk') }
}

async function aboutSender(tx: Tx, id: string): Promise<About> {
  const row = await tx.db.selectFrom('inbound_messages').select('lang').where('id', '=', id).executeTakeFirst()
  const what = ['words', 'contact']
  await recordLook(tx.db, tx.ctx, { subjectPersonId: null, subjectKind: 'message', subjectId: id, what })
  return { name: null, lang: langOf(row?.lang ?? 'kk') }
}

async function aboutDonor(tx: Tx, id: string, taken: boolean): Promise<About> {
  const row = await tx.db
    .selectFrom('gift_pledges as g')
    .innerJoin('pledge_contacts as c', 'c.pledge_id', 'g.pledge_id')
    .leftJoin('pledges as p', 'p.id', 'g.pledge_id')
    .select(['c.name', 'c.lang', 'p.person_id'])
    .where('g.gift_id', '=', id)
    .limit(1)
    .executeTakeFirst()
  if (taken) {
    const what = ['name', 'contact']
    await recordLook(tx.db, tx.ctx, {
      subjectPersonId: row?.person_id ?? null,
      subjectKind: 'gift',
      subjectId: id,
      what,
    })
  }
  return { name: taken ? (row?.name ?? null) : null, lang: langOf(row?.lang ?? 'kk') }
}

const langOf = (lang: string): CalleeCard['lang'] => (lang === 'ru' || lang === 'en' ? lang : 'kk')

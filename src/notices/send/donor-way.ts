import { ok } from '../../kit/result'
import { type Ctx, inCommand, recordLook } from '../../platform'
import { isLang, type Lang } from '../../web'

/** How the donor of a gift can be written to; undefined when they left no contact, or it is destroyed. */
export type DonorWay = { readonly kind: 'email' | 'phone'; readonly to: string; readonly lang: Lang }

/** Reads the contact of a gift for sending one notice; the look is recorded. */
export async function donorWayOf(ctx: Ctx, giftId: string): Promise<DonorWay | undefined> {
  const read = await inCommand<DonorWay | null, never>({ ...ctx, idempotency: undefined }, 'donorWayOf', async (tx) => {
    const row = await tx.db
      .selectFrom('gift_pledges as g')
      .innerJoin('pledge_contacts as c', 'c.pledge_id', 'g.pledge_id')
      .innerJoin('pledges as p', 'p.id', 'g.pledge_id')
      .select(['c.contact_kind', 'c.contact', 'c.lang', 'p.person_id'])
      .where('g.gift_id', '=', giftId)
      .where('c.contact', 'is not', null)
      .orderBy('p.id')
      .limit(1)
      .executeTakeFirst()
    if (row === undefined || row.contact === null || row.contact_kind === 'none') return ok(null)
    await recordLook(tx.db, tx.ctx, {
      subjectPersonId: row.person_id,
      subjectKind: 'gift',
      subjectId: giftId,
      what: ['contact'],
    })
    const kind = row.contact_kind === 'email' ? 'email' : 'phone'
    return ok({ kind, to: row.contact, lang: isLang(row.lang) ? row.lang : 'kk' })
  })
  return read.ok ? (read.value ?? undefined) : undefined
}

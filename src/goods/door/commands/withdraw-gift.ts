import { err, ok, type Result } from '../../../kit/result'
import { type Ctx, inCommand, may, personOf, type Tx } from '../../../platform'
import { lockPledge } from '../../commands/move-pledge'
import { type ReleaseError, releasePart } from '../../commands/release-pledge'

/**
 * The donor takes back what has not come yet of a gift, or of one thing of it. By the gift's secret link, by the account that promised, or by
 * an operator on their word.
 * Records pledge.released, line.moved.
 */
export const withdrawGift = (
  ctx: Ctx,
  giftId: string,
  itemId?: string,
): Promise<Result<{ released: number }, ReleaseError>> =>
  inCommand<{ released: number }, ReleaseError>(ctx, 'withdrawGift', async (tx) => {
    const pledges = await listPledgesOf(tx, giftId)
    const [first] = pledges
    if (first === undefined) return err({ kind: 'not-found' })
    if (!mayWithdraw(tx, giftId, first)) return err({ kind: 'forbidden' })
    let released = 0
    for (const { id } of pledges.filter((pledge) => itemId === undefined || pledge.item_id === itemId)) {
      const locked = await lockPledge(tx, id)
      if (locked === undefined || locked.pledge.awaited === 0) continue
      await releasePart(tx, locked, 'awaited', locked.pledge.awaited, 'donor')
      released += locked.pledge.awaited
    }
    return released === 0 ? err({ kind: 'ended' }) : ok({ released })
  })

// By line: the order in which everybody locks. Bounded: a gift is made by one command, a hundred lines for each of sixty things.
const listPledgesOf = (tx: Tx, giftId: string) =>
  tx.db
    .selectFrom('gift_pledges as g')
    .innerJoin('pledges as p', 'p.id', 'g.pledge_id')
    .select(['p.id', 'p.item_id', 'p.person_id', 'p.organization_id', 'p.region_id'])
    .where('g.gift_id', '=', giftId)
    .orderBy('p.line_id')
    .orderBy('p.id')
    .limit(10_000)
    .execute()

function mayWithdraw(
  tx: Tx,
  giftId: string,
  pledge: { person_id: string | null; organization_id: string | null; region_id: string },
): boolean {
  const { actor } = tx.ctx
  if (actor.kind === 'link') return actor.purpose === 'gift' && actor.subjectId === giftId
  if (pledge.person_id !== null && personOf(tx.ctx) === pledge.person_id) return true
  const { organization_id: organizationId, region_id: regionId } = pledge
  return may(tx.ctx, organizationId === null ? 'goods:enter' : 'goods:manage', { organizationId, regionId })
}

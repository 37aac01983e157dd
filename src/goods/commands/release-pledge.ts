import { ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, type Tx } from '../../platform'
import { pledgeReleased } from '../entries'
import type { ReleaseCause } from '../pledge'
import { type LockedPledge, lockPledge, movePledge } from './move-pledge'
import { freePicks } from './picks'
import { publicOfPledge } from './public-of-pledge'

/** Why a promise is not taken back. */
export type ReleaseError =
  | { readonly kind: 'not-found' }
  | { readonly kind: 'forbidden' }
  /** It came, is on its way, or ended before. */
  | { readonly kind: 'ended' }

/** Ends what is still awaited of a promise whose time is over; nothing happens before, or when all has come. Records pledge.released, line.moved. */
export const expirePledge = (ctx: Ctx, pledgeId: string): Promise<Result<{ released: number }, never>> =>
  inCommand<{ released: number }, never>(ctx, 'expirePledge', async (tx) => {
    const locked = await lockPledge(tx, pledgeId)
    if (locked === undefined) return ok({ released: 0 })
    const { pledge } = locked
    if (Temporal.Instant.compare(pledge.until, tx.now) > 0 || pledge.awaited === 0) return ok({ released: 0 })
    await releasePart(tx, locked, 'awaited', pledge.awaited, 'expired')
    return ok({ released: pledge.awaited })
  })

/** Frees what nobody has sent yet of promises to a need that has ended; what is on its way is told by its round. Records pledge.released, line.moved. */
export const releaseForEnded = (ctx: Ctx, pledgeId: string): Promise<Result<{ released: number }, never>> =>
  inCommand<{ released: number }, never>(ctx, 'releaseForEnded', async (tx) => {
    const locked = await lockPledge(tx, pledgeId)
    if (locked === undefined || locked.need.closed_at === null) return ok({ released: 0 })
    const { pledge } = locked
    if (pledge.awaited > 0) await releasePart(tx, locked, 'awaited', pledge.awaited, 'need-ended')
    if (pledge.at_site > 0) await releasePart(tx, locked, 'at_site', pledge.at_site, 'need-ended')
    return ok({ released: pledge.awaited + pledge.at_site })
  })

/** Releases part of a locked pledge, with the stock set aside for it. Records pledge.released, line.moved. */
export async function releasePart(
  tx: Tx,
  locked: LockedPledge,
  from: 'awaited' | 'at_site' | 'in_transit',
  quantity: number,
  cause: ReleaseCause,
  causeId: string | null = null,
): Promise<void> {
  if (from === 'at_site') await freePicks(tx, locked.pledge.id, quantity)
  await recordRelease(tx, locked, from, quantity, cause, causeId)
}

/** The same where the stock set aside for it is no longer: its pick has ended, or was never made. Records pledge.released, line.moved. */
export async function recordRelease(
  tx: Tx,
  locked: LockedPledge,
  from: 'awaited' | 'at_site' | 'in_transit',
  quantity: number,
  cause: ReleaseCause,
  causeId: string | null = null,
): Promise<void> {
  const { pledge, need } = locked
  await movePledge(tx, locked, { from, to: 'released', quantity, cause, causeId })
  tx.append(
    pledgeReleased.entry({
      subjectId: pledge.id,
      regionId: need.region_id,
      organizationId: pledge.organization_id,
      body: { need: need.id, line: pledge.line_id, item: pledge.item_id, quantity, cause },
      public: publicOfPledge(locked, tx.now, quantity, cause),
    }),
  )
}

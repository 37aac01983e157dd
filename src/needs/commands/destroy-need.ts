import { newId } from '../../kit/ids'
import { ok, type Result } from '../../kit/result'
import { findRegion, packOf } from '../../places'
import { type Ctx, type Db, inCommand, revokeSecretLinks, type Tx } from '../../platform'
import { needDestroyed, publicOfNeed } from '../entries'
import { lockNeed, type NeedRow } from './needs-of'

const DAYS_WITHOUT_PACK = 30

/** Days after which what is personal in a need of a region is destroyed, as its country pack says. */
export async function destroyAfterDays(db: Db, regionId: string): Promise<number> {
  const region = await findRegion(db, regionId)
  const pack = region === undefined ? undefined : await packOf(region.countryCode)
  return pack?.retention.needsDestroyAfterDays ?? DAYS_WITHOUT_PACK
}

/**
 * Destroys contact, exact place, vulnerability and words of a need whose time has come; what was counted stays. Asked too early it does
 * nothing. Records need.destroyed.
 */
export const destroyNeed = (ctx: Ctx, needId: string): Promise<Result<{ destroyed: boolean }, never>> =>
  inCommand<{ destroyed: boolean }, never>(ctx, 'destroyNeed', async (tx) => {
    const need = await lockNeed(tx, needId)
    if (need === undefined || need.closed_at === null || need.destroyed_at !== null) return ok({ destroyed: false })
    const afterDays = await destroyAfterDays(tx.db, need.region_id)
    if (Temporal.Instant.compare(need.closed_at.add({ hours: afterDays * 24 }), tx.now) > 0)
      return ok({ destroyed: false })
    await emptyNeed(tx, need, { rule: 'retention', afterDays })
    return ok({ destroyed: true })
  })

/** Empties what is personal in one need, `afterDays` from its close or because its person asked. Records need.destroyed. */
export async function emptyNeed(
  tx: Tx,
  need: Pick<NeedRow, 'id' | 'region_id' | 'zone' | 'drill'>,
  why: { readonly rule: 'retention' | 'person-asked'; readonly afterDays: number },
): Promise<void> {
  const { id } = need
  await tx.db.deleteFrom('need_contacts').where('need_id', '=', id).execute()
  await tx.db.updateTable('need_lines').set({ words: '', attributes: '{}' }).where('need_id', '=', id).execute()
  await tx.db.updateTable('need_verifications').set({ words: '' }).where('need_id', '=', id).execute()
  await tx.db.updateTable('need_referrals').set({ words: '', receiver: '' }).where('need_id', '=', id).execute()
  // The cause stays counted; who of those involved said it does not.
  await tx.db
    .updateTable('need_causes')
    .set((eb) => ({ words: '', said_ref: eb.ref('id') }))
    .where('need_id', '=', id)
    .execute()
  await tx.db.updateTable('need_visits').set({ person_ids: [] }).where('need_id', '=', id).execute()
  await tx.db
    .updateTable('needs')
    .set({ destroyed_at: tx.now, code_word: null, person_id: null })
    .where('id', '=', id)
    .execute()
  // Bounded by: the entries of one need.
  await tx.db
    .deleteFrom('sealed_facts')
    .where('entry_id', 'in', (eb) =>
      eb.selectFrom('journal').select('id').where('subject_kind', '=', 'need').where('subject_id', '=', id),
    )
    .execute()
  await revokeSecretLinks(tx.db, 'need', id, tx.now)
  await tx.db
    .insertInto('erasures')
    .values({ id: newId(tx.now.epochMilliseconds), at: tx.now, subject_kind: 'need', subject_id: id, rule: why.rule })
    .execute()
  tx.append(
    needDestroyed.entry({ subjectId: id, regionId: need.region_id, body: why, public: publicOfNeed(need, tx.now) }),
  )
}

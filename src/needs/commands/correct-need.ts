import { newPublicId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, makeSecretLink, revokeSecretLinks, type Tx } from '../../platform'
import { hashChangeCode } from '../change-code'
import { linkRotated, needCorrected, publicOfNeed } from '../entries'
import type { LineWish } from '../line-wish'
import { helpsHere, maySpeakFor } from '../scope'
import { type ChangedBy, type CodedStepError, isCodeOf, needForChange, sideOf } from './check-code'
import { trimClaims } from './claims'
import { insertMovements, type LineRow, lockLine, moveLine } from './move-line'
import { lockNeed, type NeedRow, needFor } from './needs-of'
import { keysOf, recordLine } from './raise-need'
import type { NeedDone } from './verify-need'

/** What changes; left out: stays as it is. */
export type CorrectNeed = {
  readonly needId: string
  readonly by: ChangedBy
  /** New totals by line, in the line's unit; 0 for no longer needed. */
  readonly lines: readonly { readonly lineId: string; readonly quantity: number }[]
  readonly added?: LineWish | undefined
  readonly neededBy?: Temporal.Instant | undefined
  readonly address?: string | undefined
  readonly phone?: string | undefined
}

/** Why a need is not corrected. */
export type CorrectError =
  | CodedStepError
  /** Only what is still open can be lowered: the rest is promised, on its way or there. */
  | { readonly kind: 'less-open'; readonly lineId: string; readonly lowest: number }

/**
 * Corrects a need: quantities move only what is open, and claims beyond what remains shrink. By the code, or for the person
 * with needs:enter by whoever took the request, answers for the region or holds a claim.
 * Records need.corrected, line.moved, line.added, line.claim-trimmed.
 */
export const correctNeed = (ctx: Ctx, input: CorrectNeed): Promise<Result<NeedDone, CorrectError>> =>
  inCommand<NeedDone, CorrectError>(ctx, 'correctNeed', async (tx) => {
    const found = await needForChange(tx, input.needId, 'correct', 'needs:enter', input.by)
    if (!found.ok) return found
    const need = found.value
    const fields: string[] = []
    for (const wanted of [...input.lines].sort((a, b) => (a.lineId < b.lineId ? -1 : 1))) {
      const line = await lockLine(tx, wanted.lineId)
      if (line?.need_id !== need.id) continue
      const lowest = line.requested - line.withdrawn - line.open
      if (wanted.quantity < lowest) return err({ kind: 'less-open', lineId: line.id, lowest })
      if (await changeQuantity(tx, need, line, wanted.quantity)) fields.push('quantity')
    }
    if (input.added !== undefined) {
      await addLine(tx, need, input.added)
      fields.push('line')
    }
    if (input.neededBy !== undefined && !input.neededBy.equals(need.needed_by)) {
      await moveDue(tx, need, input.neededBy)
      fields.push('due')
    }
    fields.push(...(await changeContact(tx, need, input)))
    if (fields.length > 0) {
      tx.append(
        needCorrected.entry({
          subjectId: need.id,
          regionId: need.region_id,
          body: { fields: [...new Set(fields)], ...sideOf(input.by) },
          public: publicOfNeed(need, tx.now),
        }),
      )
    }
    return ok({ needId: need.id })
  })

async function changeQuantity(tx: Tx, need: NeedRow, line: LineRow, wanted: number): Promise<boolean> {
  const change = wanted - (line.requested - line.withdrawn)
  if (change === 0) return false
  if (change < 0) await trimClaims(tx, need, line.id, line.open + change)
  await moveLine(
    tx,
    need,
    line.id,
    change > 0
      ? { from: 'source', to: 'open', quantity: change, cause: 'corrected', causeId: need.id }
      : { from: 'open', to: 'withdrawn', quantity: -change, cause: 'corrected', causeId: need.id },
  )
  return true
}

async function addLine(tx: Tx, need: NeedRow, line: LineWish): Promise<void> {
  const id = newPublicId()
  await tx.db
    .insertInto('need_lines')
    .values({
      id,
      need_id: need.id,
      region_id: need.region_id,
      kind: line.kind,
      item_id: line.item,
      competence_id: line.competence,
      words: line.words,
      attributes: JSON.stringify(line.attributes),
      unit: line.unit,
      due_at: need.needed_by,
    })
    .execute()
  await insertMovements(tx, [
    { lineId: id, from: 'source', to: 'open', quantity: line.quantity, cause: 'asked', causeId: need.id },
  ])
  recordLine(tx, need, id, line)
}

async function moveDue(tx: Tx, need: NeedRow, neededBy: Temporal.Instant): Promise<void> {
  await tx.db.updateTable('needs').set({ needed_by: neededBy, told_unmet_at: null }).where('id', '=', need.id).execute()
  await tx.db.updateTable('need_lines').set({ due_at: neededBy }).where('need_id', '=', need.id).execute()
  tx.wake('needs.tell-unmet', { needId: need.id }, neededBy)
}

async function changeContact(tx: Tx, need: NeedRow, { address, phone }: CorrectNeed): Promise<string[]> {
  if (address !== undefined) {
    await tx.db
      .updateTable('need_contacts')
      .set({ address, latitude: null, longitude: null })
      .where('need_id', '=', need.id)
      .execute()
  }
  if (phone !== undefined) {
    await tx.db
      .updateTable('need_contacts')
      .set({ contact_kind: 'phone', contact: phone })
      .where('need_id', '=', need.id)
      .execute()
  }
  return [...(address === undefined ? [] : ['address']), ...(phone === undefined ? [] : ['contact'])]
}

/** A new link, and for whoever has made sure another way also a new code. */
export type NewKeys = { readonly secret: string; readonly changeCode: string | null }

/**
 * Replaces the secret link; the old one opens nothing from now on. By the code, which stays; or by someone with needs:verify who took the
 * request or answers for the region and has no part in the help, who then passes on a new code too. Records need.link-rotated.
 */
export async function rotateLink(
  ctx: Ctx,
  input: { readonly needId: string; readonly by: ChangedBy },
): Promise<Result<NewKeys, CodedStepError>> {
  type Kept = { needId: string; keys: { secret: string; changeCode: string } | null }
  const outcome = await inCommand<Kept, CodedStepError>(ctx, 'rotateLink', async (tx) => {
    const found =
      'code' in input.by
        ? await anyState(tx, input.needId)
        : await needFor(tx, input.needId, 'say', (need) => mayHoldKeys(tx, need))
    if (!found.ok) return found
    const need = found.value
    if ('code' in input.by && !(await isCodeOf(tx, need.id, input.by))) return err({ kind: 'wrong-code' })
    const keys = await keysOf(tx, need.id)
    await revokeSecretLinks(tx.db, 'need', need.id, tx.now)
    await makeSecretLink(
      tx.db,
      { purpose: 'need', subjectId: need.id, personId: need.person_id, expiresAt: null, secret: keys.secret },
      tx.now,
    )
    const code = 'code' in input.by ? input.by.code : keys.changeCode
    await tx.db
      .updateTable('need_contacts')
      .set({ change_code_hash: hashChangeCode(code, keys.secret) })
      .where('need_id', '=', need.id)
      .execute()
    tx.append(
      linkRotated.entry({ subjectId: need.id, regionId: need.region_id, body: { ...sideOf(input.by) }, public: {} }),
    )
    return ok({ needId: need.id, keys: ctx.idempotency === undefined ? keys : null })
  })
  if (!outcome.ok) return outcome
  const keys = outcome.value.keys ?? (await keysOf({ db: ctx.db, ctx }, outcome.value.needId))
  return ok({ secret: keys.secret, changeCode: 'code' in input.by ? null : keys.changeCode })
}

// With link and code one is the person: only who took the request or answers for the region, and has no part in the help.
const mayHoldKeys = async (tx: Tx, need: NeedRow): Promise<boolean> =>
  (await maySpeakFor(tx.db, tx.ctx, 'needs:verify', need, { claimants: false })) &&
  !(await helpsHere(tx.db, tx.ctx, need.id))

async function anyState(tx: Tx, needId: string): Promise<Result<NeedRow, CodedStepError>> {
  const need = await lockNeed(tx, needId)
  return need === undefined ? err({ kind: 'not-found' }) : ok(need)
}

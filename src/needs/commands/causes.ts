import { newId, newPublicId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { personActing } from '../../people'
import { type Ctx, inCommand, may } from '../../platform'
import { causeAnswered, causeSaid, defined, publicOf } from '../entries'
import type { Cause } from '../need'
import { lockNeed } from './needs-of'

/** What would have made a need unnecessary, as one of those involved says it. */
export type SayCause = {
  readonly needId: string
  readonly cause: Cause
  readonly words: string
  readonly saidBy: 'person-helped' | 'volunteer' | 'coordinator' | 'organization'
  /** Whoever says it: a person or the link they came by. Each says it once for a need; a later word replaces theirs. */
  readonly saidRef: string
}

/**
 * Keeps what would have made a need unnecessary. The caller has made sure that whoever says it was involved; the need is closed or helped.
 * Counted per district, shown from five needs on. Records need.cause-said.
 */
export const sayCause = (
  ctx: Ctx,
  input: SayCause,
): Promise<Result<{ needId: string }, { kind: 'not-found' } | { kind: 'still-open' }>> =>
  inCommand<{ needId: string }, { kind: 'not-found' } | { kind: 'still-open' }>(ctx, 'sayCause', async (tx) => {
    const need = await lockNeed(tx, input.needId)
    if (need === undefined || need.destroyed_at !== null) return err({ kind: 'not-found' })
    if (need.closed_at === null && need.state !== 'helped') return err({ kind: 'still-open' })
    const said = { cause: input.cause, words: input.words.slice(0, 1000), said_by: input.saidBy, said_at: tx.now }
    await tx.db
      .insertInto('need_causes')
      .values({
        id: newId(tx.now.epochMilliseconds),
        need_id: need.id,
        region_id: need.region_id,
        district_id: need.district_id,
        said_ref: input.saidRef,
        ...said,
      })
      .onConflict((c) => c.columns(['need_id', 'said_ref']).doUpdateSet(said))
      .execute()
    tx.append(
      causeSaid.entry({
        subjectId: need.id,
        regionId: need.region_id,
        body: { cause: input.cause, by: input.saidBy },
        public: { ...publicOf(need, tx.now), ...defined },
      }),
    )
    return ok({ needId: need.id })
  })

/** The authority's answer to a cause in its region or one of its districts; dated, and kept beside later ones. */
export type AnswerCause = {
  readonly regionId: string
  readonly districtId: string | null
  readonly cause: Cause
  readonly words: string
  /** Who answers, where a partner's key passes it on. */
  readonly answeredBy?: string | undefined
}

/** Answers a cause in public. Asks for causes:answer in the region. Records cause.answered. */
export const answerCause = (
  ctx: Ctx,
  input: AnswerCause,
): Promise<Result<{ answerId: string }, { kind: 'forbidden' } | { kind: 'unknown-place' }>> =>
  inCommand<{ answerId: string }, { kind: 'forbidden' } | { kind: 'unknown-place' }>(ctx, 'answerCause', async (tx) => {
    const scope = { regionId: input.regionId, organizationId: null }
    const by = await personActing(tx, 'causes:answer', scope, input.answeredBy)
    if (by === null || !may(ctx, 'causes:answer', scope)) return err({ kind: 'forbidden' })
    const region = await tx.db.selectFrom('regions').select('zone').where('id', '=', input.regionId).executeTakeFirst()
    const district =
      input.districtId === null
        ? undefined
        : await tx.db
            .selectFrom('districts')
            .select('id')
            .where('id', '=', input.districtId)
            .where('region_id', '=', input.regionId)
            .executeTakeFirst()
    if (region === undefined || (input.districtId !== null && district === undefined))
      return err({ kind: 'unknown-place' })
    const answerId = newPublicId()
    await tx.db
      .insertInto('cause_answers')
      .values({
        id: answerId,
        region_id: input.regionId,
        district_id: input.districtId,
        cause: input.cause,
        words: input.words,
        answered_by: by,
        answered_at: tx.now,
      })
      .execute()
    tx.append(
      causeAnswered.entry({
        subjectId: answerId,
        regionId: input.regionId,
        body: { cause: input.cause, district: input.districtId },
        public: {
          region: input.regionId,
          day: tx.now.toZonedDateTimeISO(region.zone).toPlainDate().toString(),
          cause: input.cause,
        },
      }),
    )
    return ok({ answerId })
  })

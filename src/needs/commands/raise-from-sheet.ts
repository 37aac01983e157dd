import type { Result } from '../../kit/result'
import { type EnteredSheet, takeSheet } from '../../paper'
import type { Ctx } from '../../platform'
import { type RaisedNeed, type RaiseNeed, raiseAfter } from './raise-need'

/**
 * Takes a request from a filled form. The same form entered again, by whomever and however, is told what came of it the first time.
 * Records what `raiseNeed` records.
 */
export const raiseFromSheet = (ctx: Ctx, input: RaiseNeed, number: string): Promise<Result<RaisedNeed, EnteredSheet>> =>
  raiseAfter<EnteredSheet>(ctx, input, (tx, needId) =>
    takeSheet(tx, { number, form: 'request', subjectId: needId, regionId: input.place.regionId }),
  )

import { newPublicId } from '../../kit/ids'
import { ok, type Result } from '../../kit/result'
import { type Ctx, inCommand } from '../../platform'
import { type PromiseError, type PromiseGoods, promiseToLine } from '../commands/promise-goods'

/** A promise to one line that a test names; donors promise gifts, whose lines the house chooses. */
export const promiseLine = (
  ctx: Ctx,
  input: PromiseGoods,
): Promise<Result<{ pledgeId: string; reference: string }, PromiseError>> =>
  inCommand<{ pledgeId: string; reference: string }, PromiseError>(ctx, 'promiseLine', async (tx) => {
    const pledgeId = newPublicId()
    const made = await promiseToLine(tx, pledgeId, input)
    return made.ok ? ok({ pledgeId, reference: made.value.reference }) : made
  })

import { err, ok, type Result } from '../../../kit/result'
import { receiptCodeOf } from '../../../needs'
import { type Ctx, inCommand } from '../../../platform'
import { tooManyCodeTries } from './confirm-line'

/** Whether a code is the one of a need, before anything is said under it: a try like any other. */
export async function isReceiptCode(
  ctx: Ctx,
  needId: string,
  typed: string,
): Promise<Result<null, { readonly kind: 'wrong-code' | 'too-many-tries' }>> {
  if (await tooManyCodeTries(ctx, needId)) return err({ kind: 'too-many-tries' })
  const read = await inCommand<string | null, never>({ ...ctx, idempotency: undefined }, 'isReceiptCode', async (tx) =>
    ok((await receiptCodeOf(tx, needId)) ?? null),
  )
  return read.ok && read.value !== null && typed.replaceAll(/\D/g, '') === read.value
    ? ok(null)
    : err({ kind: 'wrong-code' })
}

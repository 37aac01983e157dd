import { sayQuantity } from '../../needs'
import { NotHere, type Req } from '../../platform'
import type { ConfirmLineError } from './commands/confirm-line'

/** What a refused answer says, beside the field it concerns. @throws {NotHere} for what is not there, or not for them */
export function answerErrors(r: Req, error: ConfirmLineError, unit: string): Readonly<Record<string, string>> {
  switch (error.kind) {
    case 'not-found':
      throw new NotHere()
    case 'forbidden':
      throw new NotHere(403)
    case 'wrong-quantity':
      return {
        reason: r.v.t('receipts.problem.wrong-quantity', { delivered: sayQuantity(r.v, error.delivered, unit) }),
      }
    case 'quantity-missing':
      return { reason: r.v.t('receipts.many.missing') }
    case 'wrong-code':
    case 'too-many-tries':
      return { code: r.v.t(`receipts.problem.${error.kind}`) }
    default:
      return { form: r.v.t(`receipts.problem.${error.kind}`) }
  }
}

/** What was typed, kept for the form shown again; several reasons stand side by side. */
export const typedOf = (r: Req): Readonly<Record<string, string>> => ({ ...r.form, reason: r.all('reason').join(' ') })

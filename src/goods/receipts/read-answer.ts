import { matchItem, parseQuantity, type Unit } from '../../needs'
import type { Req } from '../../platform'
import { type SaidTrouble, troubleReasons } from './receipt'

/** What an answer says, read from a form; or what is missing, by field. */
export type ReadAnswer =
  | {
      readonly ok: true
      readonly value: {
        readonly troubles: readonly SaidTrouble[]
        readonly stillNeeded: boolean
        readonly mayTell: boolean
      }
    }
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> }

/** Reads "yes / partly / no because" for one delivery, quantities in its unit. */
export function readAnswer(r: Req, unit: string): ReadAnswer {
  const { result } = r.form
  const common = { stillNeeded: r.form.still !== 'no', mayTell: r.form.tell === 'yes' }
  if (result === 'yes') return { ok: true, value: { ...common, troubles: [] } }
  if (result !== 'partly' && result !== 'no') return { ok: false, errors: { result: r.v.t('receipts.result.missing') } }
  const reasons = troubleReasons.filter((reason) => r.all('reason').includes(reason))
  if (reasons.length === 0) return { ok: false, errors: { reason: r.v.t('receipts.reason.missing') } }
  const errors: Record<string, string> = {}
  const came = matchItem((r.form.came ?? '').slice(0, 200))?.item.id
  const troubles = reasons.map((reason): SaidTrouble => {
    const typed = (r.form[`many-${reason}`] ?? '').trim()
    const quantity = typed === '' ? undefined : parseQuantity(typed, unit as Unit)
    if (typed !== '' && quantity === undefined) errors[`many-${reason}`] = r.v.t('receipts.many.wrong')
    const mustCount = (result === 'partly' && reason !== 'late') || reason === 'too-much' || reasons.length > 1
    if (typed === '' && mustCount) errors[`many-${reason}`] = r.v.t('receipts.many.missing')
    return { reason, quantity, ...(reason === 'wrong' ? { cameItemId: came } : {}) }
  })
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, value: { ...common, troubles } }
}

import type { ChatButton } from '../../platform'
import { type Lang, translator } from '../../web'
import type { Expects, Undo } from './plan'

const WHEN_CHOICES = 4
const RECEIPT_CHOICES = 3

/** Buttons for what a reply asks, where a door has any: each sends the digit or word that a person would type. */
export function replyButtons(expects: Expects | null, undo: Undo | null, lang: Lang): readonly ChatButton[] {
  const t = translator(lang)
  if (expects?.kind === 'abroad')
    return ['agree', 'refuse', 'call'].map((answer, at) => ({
      label: t(`telegram.abroad.${answer}`),
      says: String(at + 1),
    }))
  const named = (name: string, count: number) =>
    Array.from({ length: count }, (_, at) => ({ label: t(`telegram.${name}.${at + 1}`), says: String(at + 1) }))
  const choices =
    expects?.kind === 'receipt'
      ? named('receipt', RECEIPT_CHOICES)
      : expects?.kind === 'draft' && expects.step === 'when'
        ? named('when', WHEN_CHOICES)
        : Array.from({ length: choicesOf(expects) }, (_, at) => ({ label: String(at + 1), says: String(at + 1) }))
  return [...choices, ...(undo === null ? [] : [{ label: t('telegram.undo'), says: '0' }])]
}

// What was asked lists them by their numbers.
function choicesOf(expects: Expects | null): number {
  if (expects?.kind === 'which') return expects.askIds.length
  return expects?.kind === 'draft' ? expects.places.length : 0
}

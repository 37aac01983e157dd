import type { ChatButton } from '../../platform'
import { type Lang, translator } from '../../web'
import type { Expects, Undo } from './plan'

const WHEN_CHOICES = 4
const RECEIPT_CHOICES = 3

/** Buttons for what a reply asks, where a door has any: each sends the digit or word that a person would type. */
export function replyButtons(expects: Expects | null, undo: Undo | null, lang: Lang): readonly ChatButton[] {
  const t = translator(lang)
  if (expects?.kind === 'abroad') {
    return ['agree', 'refuse', 'call'].map((answer, at) => ({
      label: t(`telegram.abroad.${answer}`),
      says: String(at + 1),
    }))
  }
  const digits = Array.from({ length: choicesOf(expects) }, (_, at) => String(at + 1))
  return [
    ...digits.map((digit) => ({ label: digit, says: digit })),
    ...(undo === null ? [] : [{ label: t('telegram.undo'), says: '0' }]),
  ]
}

function choicesOf(expects: Expects | null): number {
  if (expects === null || expects.kind === 'abroad' || expects.kind === 'call' || expects.kind === 'phone') return 0
  if (expects.kind === 'which') return expects.askIds.length
  if (expects.kind === 'receipt') return RECEIPT_CHOICES
  return expects.step === 'when' ? WHEN_CHOICES : expects.places.length
}

import { newReference, parseReference } from '../kit/reference'

/** Blank forms that are printed, filled in by hand and entered by their number, and the letter with which the number of each begins. */
export const blankForms = { request: 'R', availability: 'A' } as const
/** One of {@link blankForms}. */
export type BlankForm = keyof typeof blankForms
/** What counts once by its number: a blank form, or an empty line of a list for somebody who is not on it. */
export type SheetKind = BlankForm | 'walk-in'

/** A number for one printed copy of a blank form. Nothing is written down: it is known once it is entered. */
function newSheetNumber(form: BlankForm): string {
  for (;;) {
    const number = newReference()
    if (number.startsWith(blankForms[form])) return number
  }
}

/** The number of a copy of this form as it was typed, or undefined where it is none. */
export function parseSheetNumber(form: BlankForm, typed: string | undefined): string | undefined {
  const number = parseReference(typed ?? '')
  return number?.startsWith(blankForms[form]) ? number : undefined
}

const COPIES_MAX = 50

/** Numbers for as many copies as somebody asks to print; untrusted text, one by itself. */
export function newSheetNumbers(form: BlankForm, copies: string | undefined): string[] {
  const many = /^\d{1,2}$/.test(copies ?? '') ? Number(copies) : 1
  return Array.from({ length: Math.min(Math.max(many, 1), COPIES_MAX) }, () => newSheetNumber(form))
}

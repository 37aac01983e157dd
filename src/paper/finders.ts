import { type Ctx, may, type Permission } from '../platform'
import { type BlankForm, parseSheetNumber } from './sheet'

/** Where a sheet about something is entered, by the number on it and the code of a line; undefined where it is none of theirs. */
export type SheetFinder = (ctx: Ctx, number: string, line: string | undefined) => Promise<string | undefined>

/** A blank form: where it is printed, where it is entered, and who does both. */
export type FormPlace = {
  readonly form: BlankForm
  readonly may: Permission
  readonly print: string
  readonly enter: (number: string) => string
}

const finders: SheetFinder[] = []
const forms: FormPlace[] = []

/** Tells where the sheets of a room are entered. */
export const registerSheets = (find: SheetFinder): void => void finders.push(find)

/** Tells where a blank form is printed and entered. */
export const registerForm = (place: FormPlace): void => void forms.push(place)

/** Blank forms that the actor prints and enters. */
export const listForms = (ctx: Ctx): readonly FormPlace[] => forms.filter((place) => may(ctx, place.may))

/** The screen where a sheet is entered. A number that is known stands before one that a blank form could carry. */
export async function findScreen(ctx: Ctx, number: string, line: string | undefined): Promise<string | undefined> {
  for (const find of finders) {
    const path = await find(ctx, number, line)
    if (path !== undefined) return path
  }
  return listForms(ctx)
    .find(({ form }) => parseSheetNumber(form, number) !== undefined)
    ?.enter(number)
}

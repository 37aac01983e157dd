import { type AskErrors, type AskField, type AskStep, askFields, stepOf } from './ask-form'

/** One screen of the request: which part of which question it asks. */
export type AskScreen = {
  readonly step: AskStep
  /** Fields it shows; `who` are the boxes of whom the help is for. */
  readonly fields: readonly (AskField | 'who')[]
}

const whole: readonly AskScreen[] = ([1, 2, 3, 4] as const).map((step) => ({
  step,
  fields: [...askFields.filter((name) => stepOf[name] === step), ...(step === 3 ? (['who'] as const) : [])],
}))

/** In simple mode each screen asks one thing; a second and third thing are told in words. */
const simple: readonly AskScreen[] = [
  { step: 1, fields: ['kind'] },
  { step: 1, fields: ['line1', 'line1_item', 'amount1'] },
  { step: 1, fields: ['words', 'danger'] },
  { step: 2, fields: ['place', 'place_q', 'district', 'latitude', 'longitude'] },
  { step: 2, fields: ['home', 'address'] },
  { step: 3, fields: ['when', 'date', 'time'] },
  { step: 3, fields: ['who', 'incident'] },
  { step: 4, fields: ['reach', 'phone', 'email'] },
  { step: 4, fields: ['callSafe', 'textSafe'] },
  { step: 4, fields: ['name'] },
]

/** The screens of the request, in their order. */
export const askScreens = (isSimple: boolean): readonly AskScreen[] => (isSimple ? simple : whole)

/** Number of the first screen that has something wrong on it, from 1; undefined where nothing is. */
export function firstWrongScreen(screens: readonly AskScreen[], errors: AskErrors): number | undefined {
  const wrong = Object.keys(errors) as AskField[]
  const at = screens.findIndex(({ fields }) => wrong.some((name) => fields.includes(name)))
  if (at >= 0) return at + 1
  const steps = wrong.map((name) => stepOf[name])
  return steps.length === 0 ? undefined : screens.findIndex(({ step }) => steps.includes(step)) + 1
}

import type { View } from '../../web'
import type { Definition } from '../definition'

/** A number's value in words of its measure: a count, hours and minutes, a share. */
export function sayFigure(v: View, definition: Definition, value: number): string {
  if (definition.measure === 'share') return v.say.percent(value)
  if (definition.measure === 'minutes' || definition.measure === 'median-wait') return v.say.duration(value)
  return v.say.number(value)
}

/** What to say where there is no value: nobody collects it, or nothing has happened yet. */
export const missing = (v: View, definition: Definition): string =>
  definition.state === 'measured' ? v.t('indicators.page.nothingYet') : v.t('web.stat.notMeasured')

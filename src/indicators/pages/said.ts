import type { View } from '../../web'
import type { Definition } from '../definition'

/** A number's value in words of its measure: a count, hours and minutes, a share. */
export function sayFigure(v: View, definition: Definition, value: number): string {
  if (definition.measure === 'share' || definition.measure === 'monthly-share') return v.say.percent(value)
  if (definition.measure === 'minutes' || definition.measure === 'median-wait') return v.say.duration(value)
  return v.say.number(value)
}

/** What to say where there is no value: nobody collects it, it is about too few people, or nothing has happened yet. */
export const missing = (v: View, { definition, tooFew }: { definition: Definition; tooFew?: boolean }): string =>
  definition.state !== 'measured'
    ? v.t('web.stat.notMeasured')
    : v.t(tooFew ? 'indicators.page.tooFew' : 'indicators.page.nothingYet')

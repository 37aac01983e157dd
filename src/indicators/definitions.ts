import type { Definition } from './definition'

const measured = (
  id: string,
  group: Definition['group'],
  measure: Definition['measure'],
  source: string,
  aboutPersons = false,
): Definition => ({
  id,
  measure,
  state: 'measured',
  aboutPersons,
  source,
  version: 1,
  group,
})

const notYet = (
  id: string,
  group: Definition['group'],
  measure: Definition['measure'],
  source: string,
): Definition => ({
  ...measured(id, group, measure, source),
  state: 'not-yet-measured',
})

const share = (id: string, top: string, bottom: string): Definition => ({
  ...measured(id, 'help', 'share', 'own'),
  over: [top, bottom],
})

/** Every number there is, in the order of the list. */
export const definitions: readonly Definition[] = [
  measured('needs-raised', 'help', 'count', 'own'),
  measured('needs-verified', 'help', 'count', 'own'),
  measured('needs-met', 'help', 'count', 'own'),
  measured('receipts', 'help', 'count', 'own'),
  measured('receipts-right', 'help', 'count', 'own'),
  share('share-right', 'receipts-right', 'receipts'),
  measured('first-yes-wait', 'help', 'median-wait', 'own'),
  measured('help-wait', 'help', 'median-wait', 'own'),
  measured('results-confirmed', 'help', 'count', 'own'),
  measured('causes', 'help', 'count', 'own'),
  measured('goods-delivered', 'goods', 'count', 'own'),
  measured('goods-unconfirmed', 'goods', 'count', 'own'),
  measured('goods-answered', 'goods', 'count', 'own'),
  { ...measured('goods-mismatched', 'goods', 'count', 'own', true), partOf: 'goods-answered' },
  { ...share('goods-mismatch', 'goods-mismatched', 'goods-answered'), group: 'goods', aboutPersons: true },
  measured('volunteers-registered', 'people', 'count', 'ILO, 19th ICLS', true),
  measured('volunteers-asked', 'people', 'count', 'own', true),
  measured('volunteers-said-yes', 'people', 'count', 'own', true),
  measured('volunteers-came', 'people', 'count', 'ILO, 19th ICLS', true),
  measured('volunteers-active', 'people', 'count', 'ILO, 19th ICLS', true),
  measured('load-busiest', 'people', 'monthly-share', 'own'),
  measured('volunteers-idle', 'people', 'monthly-share', 'own'),
  notYet('volunteers-retained', 'people', 'share', 'own'),
  measured('hours-recorded', 'time', 'minutes', '42-VI, ILO 19th ICLS', true),
  measured('hours-confirmed', 'time', 'minutes', '42-VI, ILO 19th ICLS', true),
  measured('hours-paid-time', 'time', 'minutes', 'ILO, 19th ICLS', true),
  measured('hours-compulsory', 'time', 'minutes', 'ILO, 19th ICLS', true),
  measured('organizations-verified', 'trust', 'count', '42-VI'),
  notYet('replacement-value', 'time', 'count', 'ILO Manual 2011'),
  notYet('idea-to-published', 'trust', 'median-wait', 'own'),
]

/** The definition of a number, or undefined. */
export const findDefinition = (id: string): Definition | undefined => definitions.find((one) => one.id === id)

import { languages, translator } from '../web'
import { type Definition, smallCellRule } from './definition'

const parts = ['name', 'means', 'population', 'leavesOut'] as const

const textsOf = (id: string, lang: (typeof languages)[number]) => {
  const t = translator(lang)
  return Object.fromEntries(parts.map((part) => [part, t(`indicators.${id}.${part}`)])) as Record<
    (typeof parts)[number],
    string
  >
}

/** A definition as it goes out: everything needed to count the number again, and its words in each language. */
export const definitionAsData = (definition: Definition) => ({
  id: definition.id,
  version: definition.version,
  group: definition.group,
  texts: Object.fromEntries(languages.map((lang) => [lang, textsOf(definition.id, lang)])) as Record<
    (typeof languages)[number],
    ReturnType<typeof textsOf>
  >,
  measure: definition.measure,
  unit: definition.unit,
  period: definition.period,
  state: definition.state,
  missing: [...definition.missing],
  rules: definition.rules.map((rule) => ({ ...rule })),
  sealedKinds: [...definition.sealedKinds],
  numerator: definition.numerator ?? null,
  denominator: definition.denominator === undefined ? null : [...definition.denominator],
  exclusions: exclusionsOf(definition),
  partOf: definition.partOf ?? null,
  besides: [...definition.besides],
  breakdowns: [...definition.breakdowns],
  source: definition.source,
  smallCells: smallCellRule(definition),
})

/** Reasons for which entries a number looks at are left out, as `indicators.why.<code>`. */
export const exclusionsOf = ({ rules, measure, sealedKinds }: Definition): readonly string[] => [
  ...new Set([
    ...rules.flatMap(({ leavesOut, once }) => [
      ...(leavesOut === undefined ? [] : [leavesOut]),
      ...(once === undefined ? [] : ['counted-before']),
      ...(once === 'person-again-in-a-year' ? ['not-the-year-before'] : []),
    ]),
    ...(measure === 'median-wait' ? ['no-time'] : []),
    ...(sealedKinds.includes('receipt.said') ? ['not-needed'] : []),
  ]),
]

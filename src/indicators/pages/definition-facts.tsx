import { type Child, DefinitionList, Notice, type View } from '../../web'
import { type Definition, smallCellRule } from '../definition'

/** Everything a definition says, in words. */
export const DefinitionFacts = ({ v, definition }: { v: View; definition: Definition }) => {
  const { id, unit, period, numerator, denominator, source, version } = definition
  const rows: { term: string; value: Child }[] = [
    { term: v.t('indicators.page.population'), value: v.t(`indicators.${id}.population`) },
    { term: v.t('indicators.page.leavesOut'), value: v.t(`indicators.${id}.leavesOut`) },
    { term: v.t('indicators.page.unit'), value: v.t(`indicators.unit.${unit}`) },
    { term: v.t('indicators.page.period'), value: v.t(`indicators.period.${period}`) },
    ...(numerator === undefined || denominator === undefined
      ? []
      : [
          { term: v.t('indicators.page.numerator'), value: <NumberLink v={v} id={numerator} /> },
          {
            term: v.t('indicators.page.denominator'),
            value: denominator.map((one, at) => (
              <>
                {at === 0 ? null : ' + '}
                <NumberLink v={v} id={one} />
              </>
            )),
          },
        ]),
    { term: v.t('indicators.page.smallCells'), value: v.t(`indicators.smallCells.${smallCellRule(definition)}`) },
    { term: v.t('indicators.page.source'), value: source === 'own' ? v.t('indicators.page.sourceOwn') : source },
    { term: v.t('indicators.page.version'), value: String(version) },
  ]
  return <DefinitionList v={v} items={rows} />
}

/** That nobody measures a number yet, and what is missing for it. */
export const NotYetMeasured = ({ v, definition: { missing } }: { v: View; definition: Definition }) => (
  <Notice title={v.t('indicators.page.notYet')}>
    <p>{v.t('indicators.page.missing')}</p>
    <ul>
      {missing.map((code) => (
        <li>{v.t(`indicators.missing.${code}`)}</li>
      ))}
    </ul>
  </Notice>
)

/** A number by its name, leading to it. */
export const NumberLink = ({ v, id, at = '' }: { v: View; id: string; at?: '#entries' | '' }) => (
  <a href={`/numbers/${id}${at}`}>{v.t(`indicators.${id}.name`)}</a>
)

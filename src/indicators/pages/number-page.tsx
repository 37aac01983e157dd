import { type CountryMap, MapCredit } from '../../places'
import { Notice, Page, RegionMap, type RegionValue, TrendPlot, type View } from '../../web'
import { type Definition, isOpened } from '../definition'
import type { PublishedPart } from '../publish-parts'
import { BreakdownTables } from './breakdown-tables'
import { DefinitionFacts, NotYetMeasured, NumberLink } from './definition-facts'
import { EntriesBehind, type ListedEntry } from './entries-behind'
import { missing, sayFigure } from './said'

/** One number opened: what it means, how it moved, where, and the entries it is made of. */
export type NumberView = {
  readonly definition: Definition
  readonly value: number | null
  readonly ninth: number | null
  readonly tooFew: boolean
  readonly asOf: number
  readonly byMonth: readonly { readonly month: string; readonly value: number | null }[]
  readonly map: CountryMap | undefined
  readonly regions: readonly RegionValue[]
  readonly entries: readonly ListedEntry[]
  readonly leftOut: ReadonlyMap<string, number | null>
  readonly nextHref: string | undefined
  /** Breakdowns, each row with its name. */
  readonly parts: readonly (PublishedPart & { readonly name: string })[]
}

/** The page of a number. */
export const NumberPage = ({ v, number }: { v: View; number: NumberView }) => {
  const { definition, value } = number
  const name = v.t(`indicators.${definition.id}.name`)
  const say = (one: number) => sayFigure(v, definition, one)
  // Minutes are drawn as hours, so that scales have round steps.
  const each = definition.unit === 'minute' && Math.max(...figuresOf(number)) >= 120 ? 60 : 1
  const drawn = (one: number | null) => (one === null ? null : one / each)
  const sayDrawn = (one: number) => say(one * each)
  return (
    <Page v={v} title={name} lead={v.t(`indicators.${definition.id}.means`)}>
      {definition.state === 'not-yet-measured' ? <NotYetMeasured v={v} definition={definition} /> : null}
      <p class="stat__value">{value === null ? missing(v, number) : say(value)}</p>
      {number.ninth === null ? null : <p>{v.t('indicators.page.ninth', { wait: say(number.ninth) })}</p>}
      <p class="muted">{v.t('indicators.list.asOf', { position: number.asOf })}</p>
      <DefinitionFacts v={v} definition={definition} />
      {number.byMonth.length > 0 ? (
        <TrendPlot
          v={v}
          months
          caption={v.t('indicators.page.trend')}
          say={sayDrawn}
          series={[
            {
              label: name,
              points: number.byMonth.map(({ month, value: one }) => ({
                date: Temporal.PlainDate.from(month),
                value: drawn(one),
              })),
            },
          ]}
        />
      ) : null}
      {number.map === undefined || number.regions.length === 0 ? null : (
        <RegionMap
          v={v}
          caption={v.t('indicators.page.map')}
          shapes={number.map.shapes}
          credit={<MapCredit v={v} map={number.map} />}
          regions={number.regions.map((region) => ({ ...region, value: drawn(region.value) }))}
          valueLabel={name}
          say={sayDrawn}
          fractional={each > 1 || definition.unit === 'share'}
          {...(definition.aboutPersons ? { note: v.t('indicators.page.hidden') } : {})}
        />
      )}
      <BreakdownTables v={v} definition={definition} parts={number.parts} />
      {definition.partOf === undefined ? null : (
        <Notice title={v.t('indicators.parts.sealed')}>
          <p>
            <NumberLink v={v} id={definition.partOf} at="#entries" />
          </p>
        </Notice>
      )}
      {isOpened(definition) ? <EntriesBehind v={v} listed={number} /> : null}
    </Page>
  )
}

const figuresOf = ({ byMonth, regions }: NumberView): readonly number[] =>
  [0, ...byMonth.map(({ value }) => value), ...regions.map(({ value }) => value)].flatMap((value) => value ?? [])

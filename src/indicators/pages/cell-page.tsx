import { Page, type View } from '../../web'
import { type AskedCell, cellPath } from '../asked-cell'
import { type Definition, isOpened } from '../definition'
import { DefinitionFacts } from './definition-facts'
import { EntriesBehind, type ListedEntry } from './entries-behind'
import { missing, sayFigure } from './said'

/** A cell of a number: what it says of a region, of a month, or of both, and the entries that make it up. */
export type CellView = {
  readonly definition: Definition
  readonly cell: AskedCell
  /** The region and month in words. */
  readonly where: string
  readonly value: number | null
  readonly tooFew: boolean
  readonly asOf: number
  /** Undefined where it may not open. */
  readonly entries: readonly ListedEntry[] | undefined
  readonly nextHref: string | undefined
}

/** The page of a cell of a number: what a figure of a report leads to. */
export const CellPage = ({ v, view }: { v: View; view: CellView }) => {
  const { definition, cell, value, entries } = view
  const madeOf = [definition.numerator, ...(definition.denominator ?? []), definition.partOf].flatMap((id) => id ?? [])
  const name = v.t(`indicators.${definition.id}.name`)
  return (
    <Page v={v} title={`${name}: ${view.where}`} lead={v.t(`indicators.${definition.id}.means`)}>
      <p class="stat__value">{value === null ? missing(v, view) : sayFigure(v, definition, value)}</p>
      <p class="muted">{v.t('indicators.list.asOf', { position: view.asOf })}</p>
      <p>
        <a href={`/numbers/${definition.id}`}>{v.t('indicators.cell.whole')}</a>
      </p>
      {madeOf.length === 0 ? null : (
        <section class="section">
          <h2>{v.t('indicators.cell.madeOf')}</h2>
          <ul class="plain-list">
            {madeOf.map((id) => (
              <li>
                <a href={cellPath(id, cell)}>{v.t(`indicators.${id}.name`)}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {!isOpened(definition) ? null : entries === undefined ? (
        <p>{v.t('indicators.cell.closed')}</p>
      ) : (
        <EntriesBehind v={v} listed={{ definition, entries, leftOut: new Map(), nextHref: view.nextHref }} />
      )}
      <DefinitionFacts v={v} definition={definition} />
    </Page>
  )
}

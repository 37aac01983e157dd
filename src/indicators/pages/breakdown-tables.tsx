import { type Column, Table, type View } from '../../web'
import type { Definition } from '../definition'
import { dimensions, type PublishedPart } from '../publish-parts'
import { sayFigure } from './said'

type Row = PublishedPart & { readonly name: string }

/** What a number is broken down by: a table each, with the whole beside it where the number is part of another. */
export const BreakdownTables = ({
  v,
  definition,
  parts,
}: {
  v: View
  definition: Definition
  parts: readonly Row[]
}) => (
  <>
    {dimensions
      .map((dimension) => ({ dimension, rows: parts.filter((part) => part.dimension === dimension) }))
      .filter(({ rows }) => rows.length > 0)
      .map(({ dimension, rows }) => (
        <section class="section">
          <Table
            v={v}
            caption={v.t(`indicators.parts.${dimension}`)}
            rows={rows}
            columns={[
              { label: v.t(`indicators.parts.${dimension}`), head: true, cell: (row) => row.name },
              {
                label: v.t(`indicators.${definition.id}.name`),
                numeric: true,
                cell: (row) =>
                  row.value === null ? (
                    <span class="muted">{v.t('indicators.parts.hidden')}</span>
                  ) : (
                    sayFigure(v, definition, row.value)
                  ),
              },
              ...(definition.measure === 'median-wait' ? [ninthColumn(v, definition)] : []),
              ...(rows.every(({ of }) => of === null) ? [] : [wholeColumn(v, definition)]),
            ]}
          />
        </section>
      ))}
    {parts.every(({ value }) => value !== null) ? null : <p class="muted">{v.t('indicators.parts.note')}</p>}
  </>
)

const ninthColumn = (v: View, definition: Definition): Column<Row> => ({
  label: v.t('indicators.parts.ninth'),
  numeric: true,
  cell: ({ ninth }) => (ninth === null ? '' : sayFigure(v, definition, ninth)),
})

const wholeColumn = (v: View, { partOf, denominator }: Definition): Column<Row> => ({
  label: v.t(`indicators.${partOf ?? denominator?.[0] ?? ''}.name`),
  numeric: true,
  cell: ({ of }) => (of === null ? '' : v.say.number(of)),
})

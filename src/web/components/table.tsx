import { raw } from 'hono/html'
import type { View } from '../view'
import type { Child } from './child'
import { escaped, markupOf } from './markup'
import { type RestState, StateNote } from './state-note'

/** One column: its label and how a row fills it. */
export type Column<Row> = {
  label: string
  cell: (row: Row) => Child
  /** Figures stand to the right, in tabular digits. */
  numeric?: boolean
  /** The cell that names the row. */
  head?: boolean
  /** Link that sorts by this column, and the order it is in now. */
  sortHref?: string
  sorted?: 'ascending' | 'descending'
}

/** What `Table` takes. */
export type TableProps<Row> = {
  v: View
  caption: Child
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  /** Shown above the rows (`partial`, `offline`) or instead of them. */
  state?: RestState | undefined
  /** Words and next step of an empty table. */
  empty?: Child
  /** Caption only for screen readers, where a heading says the same. */
  captionHidden?: boolean
  /** Rows stay rows on a phone and scroll sideways: for wide tables of figures. */
  wide?: boolean
}

/** A table with a caption; on a phone each row becomes a small list of label and value. */
export const Table = <Row,>({ v, caption, columns, rows, state, empty, captionHidden, wide }: TableProps<Row>) => {
  if (rows.length === 0) {
    return (
      <StateNote v={v} state={state ?? 'empty'}>
        {empty}
      </StateNote>
    )
  }
  const markup =
    `<table class="${wide ? 'table table--wide' : 'table'}">` +
    `<caption${captionHidden ? ' class="visually-hidden"' : ''}>${markupOf(caption)}</caption>` +
    `<thead><tr>${columns.map(headMarkup).join('')}</tr></thead>` +
    `<tbody>${rowsMarkup(columns, rows)}</tbody></table>`
  return (
    <div class={wide ? 'table-scroll' : undefined} tabindex={wide ? 0 : undefined} role={wide ? 'region' : undefined}>
      {state ? <StateNote v={v} state={state} /> : null}
      {raw(markup)}
    </div>
  )
}

const headMarkup = <Row,>({ label, numeric, sorted, sortHref }: Column<Row>): string => {
  const number = numeric ? ' class="table__number"' : ''
  const order = sorted ? ` aria-sort="${sorted}"` : ''
  const text = escaped(label)
  return `<th scope="col"${number}${order}>${sortHref ? `<a href="${escaped(sortHref)}">${text}</a>` : text}</th>`
}

// Put together as strings: a list is bound by its rows, and this halves the time of a page.
const rowsMarkup = <Row,>(columns: readonly Column<Row>[], rows: readonly Row[]): string => {
  const opened = columns.map((column) =>
    column.head
      ? '<th scope="row">'
      : `<td${column.numeric ? ' class="table__number"' : ''} data-label="${escaped(column.label)}">`,
  )
  let markup = ''
  for (const row of rows) {
    markup += '<tr>'
    let at = 0
    for (const { cell, head } of columns) {
      const child = cell(row)
      const text = typeof child === 'string' ? escaped(child) : markupOf(child)
      markup += opened[at++] + text + (head ? '</th>' : '</td>')
    }
    markup += '</tr>'
  }
  return markup
}

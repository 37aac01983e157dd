/** What a cell of an open table may hold; null is nothing known, never zero. */
export type Cell = string | number | boolean | null

/** A column of an open table; its meaning is the message `open.<table>.<name>`. */
export type Column = {
  readonly name: string
  /** HXL hashtag with attributes, as in the second row of the CSV. */
  readonly tag: string
  readonly type: 'text' | 'integer' | 'number' | 'truth'
}

/** A table: its columns, and whether it is handed out in parts by position of the journal. */
export type Table = { readonly columns: readonly Column[]; readonly isParted: boolean }

/** Rows in the order of the columns. */
export type Rows = readonly (readonly Cell[])[]

/** A column of text. */
export const text = (name: string, tag: string): Column => ({ name, tag, type: 'text' })
/** A column of whole numbers. */
export const integer = (name: string, tag: string): Column => ({ name, tag, type: 'integer' })
/** A column of numbers. */
export const number = (name: string, tag: string): Column => ({ name, tag, type: 'number' })
/** A column of yes and no. */
export const truth = (name: string, tag: string): Column => ({ name, tag, type: 'truth' })

import { integer, number, type Table, text, truth } from './table'

const inLanguages = (name: string, tag: string) =>
  ['kk', 'ru', 'en'].map((lang) => text(`${name}_${lang}`, `${tag}+i_${lang}`))

/** Every table of a release, in the order of the page. */
export const tables = {
  entries: {
    isParted: true,
    columns: [
      integer('position', '#meta+position'),
      text('day', '#date'),
      text('kind', '#meta+kind'),
      text('region', '#adm1+code'),
      text('public', '#meta+fields'),
      text('commitments', '#meta+commitments'),
    ],
  },
  counts: {
    isParted: true,
    columns: [
      integer('position', '#meta+position'),
      text('number', '#indicator+code'),
      text('region', '#adm1+code'),
      integer('amount', '#indicator+value'),
      truth('counted', '#meta+counted'),
      text('reason', '#meta+reason'),
    ],
  },
  numbers: {
    isParted: false,
    columns: [
      text('number', '#indicator+code'),
      integer('version', '#meta+version'),
      text('by', '#meta+dimension'),
      text('key', '#meta+key'),
      number('value', '#indicator+value'),
      integer('of', '#indicator+value+whole'),
      text('state', '#status'),
      integer('as_of', '#meta+position'),
    ],
  },
  definitions: {
    isParted: false,
    columns: [
      text('number', '#indicator+code'),
      integer('version', '#meta+version'),
      text('measure', '#indicator+type'),
      text('unit', '#indicator+unit'),
      text('period', '#date+period'),
      text('state', '#status'),
      text('source', '#meta+source'),
      truth('opened', '#meta+opened'),
      text('rules', '#meta+rules'),
      text('sealed_kinds', '#meta+sealed'),
      text('numerator', '#indicator+code+numerator'),
      text('denominator', '#indicator+code+denominator'),
      text('part_of', '#indicator+code+whole'),
      text('breakdowns', '#meta+breakdowns'),
      text('small_cells', '#meta+rule'),
      ...inLanguages('name', '#indicator+name'),
      ...inLanguages('means', '#description'),
      ...inLanguages('population', '#population+description'),
      ...inLanguages('leaves_out', '#description+excluded'),
    ],
  },
  regions: {
    isParted: false,
    columns: [
      text('region', '#adm1+code'),
      text('kind', '#adm1+type'),
      ...inLanguages('name', '#adm1+name'),
      text('zone', '#meta+zone'),
    ],
  },
  organizations: {
    isParted: false,
    columns: [
      text('organization', '#org+id'),
      text('name', '#org+name'),
      text('kind', '#org+type'),
      text('region', '#adm1+code'),
    ],
  },
  goods: {
    isParted: false,
    columns: [
      text('item', '#item+code'),
      ...inLanguages('name', '#item+name'),
      text('unit', '#item+unit'),
      text('region', '#adm1+code'),
      integer('requested', '#item+requested'),
      integer('open', '#item+open'),
      integer('delivered', '#item+delivered'),
    ],
  },
} as const satisfies Readonly<Record<string, Table>>

/** Name of a table of a release. */
export type TableName = keyof typeof tables

/** All of {@link TableName}. */
export const tableNames = Object.keys(tables) as readonly TableName[]

/** Whether a word names a table. */
export const isTableName = (word: string): word is TableName => Object.hasOwn(tables, word)

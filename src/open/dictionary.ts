import { languages, translator } from '../web'
import { type TableName, tableNames, tables } from './tables'

const inAll = (key: string) => Object.fromEntries(languages.map((lang) => [lang, translator(lang)(key)]))

/** Every table and column with its type, its HXL tag and what it means in each language. */
export const dictionary = () =>
  tableNames.map((table: TableName) => ({
    table,
    title: inAll(`open.${table}.title`),
    about: inAll(`open.${table}.about`),
    inParts: tables[table].isParted,
    columns: tables[table].columns.map(({ name, tag, type }) => ({
      name,
      type,
      hxl: tag,
      means: inAll(`open.column.${columnMessage(table, name)}`),
    })),
  }))

/** Message that says what a column means: one for its three languages. */
export const columnMessage = (table: TableName, name: string): string => `${table}.${name.replace(/_(kk|ru|en)$/, '')}`

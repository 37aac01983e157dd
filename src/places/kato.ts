import { err, ok, type Result } from '../kit/result'
import type { RowReport, TableFile } from '../kit/table-file'
import { plainKatoName } from './kato-name'

/** Level of a unit in KATO: by which of its digits are zero. */
export type KatoLevel = 'region' | 'district' | 'sub-district' | 'settlement'

/** One line of the register. `kk`, `ru` as written there; `names` without the abbreviations of kinds. */
export type KatoPlace = {
  readonly line: number
  readonly kato: string
  readonly level: KatoLevel
  /** The nearest unit above that the register holds; undefined for regions. */
  readonly parent: string | undefined
  readonly official: { readonly kk: string; readonly ru: string }
  readonly names: { readonly kk: string; readonly ru: string }
}

/** The register as read: what is right, in the order of its lines, and every fault of the other lines. */
export type KatoRegister = { readonly places: readonly KatoPlace[]; readonly reported: readonly RowReport[] }

/** The file is a table, but not this register: these columns were not found. */
export type KatoError = {
  readonly kind: 'columns-missing'
  readonly columns: readonly string[]
  readonly header: readonly string[]
}

/** Headers of the files in which the register is passed on, in small letters without punctuation. */
const COLUMNS = {
  kato: ['kato', 'te', 'code', 'код', 'код като', 'като', 'като коды', 'коды', 'kato code', 'id'],
  name_kk: [
    'name kk',
    'kaz name',
    'name kaz',
    'kk',
    'атауы',
    'қазақша атауы',
    'наименование на казахском языке',
    'name kz',
    'qaz name',
    'kz',
  ],
  name_ru: ['name ru', 'rus name', 'name rus', 'ru', 'наименование', 'орысша атауы', 'наименование на русском языке'],
  level: ['level', 'деңгейі', 'уровень'],
} as const

const LEVELS: Readonly<Record<string, KatoLevel>> = {
  oblast: 'region',
  region: 'region',
  district: 'district',
  sub_district: 'sub-district',
  settlement: 'settlement',
}

/**
 * Reads the national classifier of administrative and territorial objects (КАТО) from a table.
 * @param overrides header of each column where the file names them otherwise (`{ kato: 'Код объекта' }`)
 * @param known codes already held: a file of one region may lean on them
 */
export function parseKato(
  table: TableFile,
  overrides: Readonly<Record<string, string>> = {},
  known: ReadonlySet<string> = new Set(),
): Result<KatoRegister, KatoError> {
  const at = findColumns(table.header, overrides)
  const missing = (['kato', 'name_kk', 'name_ru'] as const).filter((column) => at[column] === -1)
  if (missing.length > 0) return err({ kind: 'columns-missing', columns: missing, header: table.header })
  const reported: RowReport[] = [...table.reported]
  const rows = new Map<string, Omit<KatoPlace, 'parent'>>()
  for (const { line, cells } of table.rows) {
    const cell = (column: keyof typeof COLUMNS) => (at[column] === -1 ? '' : (cells[at[column]] ?? '').trim())
    const report = (column: string, expected: string, got: string) => reported.push({ line, column, expected, got })
    const kato = cell('kato')
    const level = levelOf(kato)
    const first = rows.get(kato)
    const written = cell('level')
    if (level === undefined) report('kato', 'a code of 9 digits with zeros below its level', kato.slice(0, 60))
    else if (first !== undefined) report('kato', `a code once; line ${first.line} has it too`, kato)
    else if (cell('name_kk') === '') report('name_kk', 'the name in Kazakh', '')
    else if (cell('name_ru') === '') report('name_ru', 'the name in Russian', '')
    else if (written !== '' && LEVELS[written.toLowerCase()] !== level) {
      report('level', `${level}, as the digits of ${kato} say`, written.slice(0, 60))
    } else rows.set(kato, { line, kato, level, ...namesOf(cell('name_kk'), cell('name_ru')) })
  }
  const places: KatoPlace[] = []
  for (const row of rows.values()) {
    const parent = ancestorsOf(row.kato).find((code) => rows.has(code) || known.has(code))
    if (row.level === 'region' || parent !== undefined) places.push({ ...row, parent })
    else
      reported.push({
        line: row.line,
        column: 'kato',
        expected: `a region ${row.kato.slice(0, 2)}0000000 in the register`,
        got: row.kato,
      })
  }
  return ok({ places, reported: reported.sort((a, b) => a.line - b.line) })
}

function findColumns(header: readonly string[], overrides: Readonly<Record<string, string>>) {
  const plain = header.map((name) => plainHeader(name))
  const find = (column: keyof typeof COLUMNS) => {
    const named = overrides[column]
    if (named !== undefined) return plain.indexOf(plainHeader(named))
    for (const name of COLUMNS[column]) if (plain.includes(name)) return plain.indexOf(name)
    return -1
  }
  return { kato: find('kato'), name_kk: find('name_kk'), name_ru: find('name_ru'), level: find('level') }
}

const plainHeader = (name: string) =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

const namesOf = (kk: string, ru: string) => ({
  official: { kk: kk.replace(/\s+/g, ' '), ru: ru.replace(/\s+/g, ' ') },
  names: { kk: plainKatoName(kk), ru: plainKatoName(ru) },
})

/** Level by the digits: 2 for the region, 2 for the district, 2 for the rural district, 3 for the settlement. */
export function levelOf(kato: string): KatoLevel | undefined {
  if (!/^[1-9]\d{8}$/.test(kato)) return undefined
  if (kato.slice(6) !== '000') return 'settlement'
  if (kato.slice(4, 6) !== '00') return 'sub-district'
  return kato.slice(2, 4) === '00' ? 'region' : 'district'
}

/** Codes of the units above, nearest first: zeros put into the lower digits. */
export function ancestorsOf(kato: string): string[] {
  const above = [`${kato.slice(0, 6)}000`, `${kato.slice(0, 4)}00000`, `${kato.slice(0, 2)}0000000`]
  return [...new Set(above)].filter((code) => code !== kato)
}

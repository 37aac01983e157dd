import type { Point } from '../../kit/geo'
import type { RowReport } from '../../kit/table-file'
import { shorten } from '../../kit/table-file-shape'
import type { ReadRow } from './read-rows'

/** Position of a row in WGS 84 degrees; undefined where the file has none for it. Decimal points and commas are read. */
export function parsePoint(row: ReadRow): { point: Point | undefined } | RowReport {
  const [latitude, longitude] = [row.get('latitude'), row.get('longitude')]
  if (latitude === '' && longitude === '') return { point: undefined }
  const lat = parseDegrees(latitude, 90)
  if (lat === undefined) return wrong(row, 'latitude', 'degrees from -90 to 90', latitude)
  const lon = parseDegrees(longitude, 180)
  if (lon === undefined) return wrong(row, 'longitude', 'degrees from -180 to 180', longitude)
  return { point: { latitude: lat, longitude: lon } }
}

const wrong = (row: ReadRow, field: 'latitude' | 'longitude', expected: string, got: string): RowReport => ({
  line: row.line,
  column: row.column(field),
  expected,
  got: shorten(got) || 'nothing',
})

function parseDegrees(text: string, max: number): number | undefined {
  if (!/^[+-]?\d{1,3}([.,]\d{1,12})?$/.test(text)) return undefined
  const degrees = Number(text.replace(',', '.'))
  return Math.abs(degrees) <= max ? degrees : undefined
}

import type { Chance } from '../../kit/chance'
import type { TableFile } from '../../kit/table-file'
import type { Mapping } from '../import/mapping'

/** A crisis as tables: who offers help, and who asks for it. */
export type CrisisTables = { readonly mapping: Mapping; readonly volunteers: TableFile; readonly needs: TableFile }

const mapping: Mapping = {
  name: 'imagined-flood',
  source: 'imagined-flood',
  country: 'KZ',
  zone: 'Asia/Oral',
  lang: 'kk',
  empty: ['null'],
}

// Settlements along the Zhaiyq: imagined people live around real places.
const settlements = [
  [51.23, 51.37],
  [51.21, 51.29],
  [51.17, 51.43],
  [51.3, 51.44],
  [51.11, 51.5],
] as const

const skills = [
  'жүргізуші',
  'тамақ пісіру',
  'general labour',
  'cleaning',
  'жүк тасу',
  'first aid',
  'лодка',
  'cooking',
  'погрузка',
  'interpreting',
]
const wishes = [
  'Ауыз су',
  'азық-түлік',
  'Одеяло',
  'балаларға арналған жаялық',
  'лекарства',
  'cleaning',
  'тёплая одежда',
  'Other',
  'эвакуация',
  '🙏',
]
const urgencies = ['immediate', 'high', 'high', 'medium', 'medium', 'low']

/** Imagines an overflowing river: offers and requests in three languages, with the dirt real lists have. */
export function imagineTables(volunteers: number, needs: number, chance: Chance): CrisisTables {
  return {
    mapping,
    volunteers: table(
      ['ref', 'name', 'latitude', 'longitude', 'skills', 'status'],
      volunteers,
      chance.fork('volunteers'),
      (row, own) => {
        const [latitude, longitude] = pointNear(own)
        const offers = Array.from({ length: own.between(1, 3) }, () => own.one(skills)).join('; ')
        return [`V${row}`, `V${row}`, latitude, longitude, offers, own.happens(0.88) ? 'available' : 'unavailable']
      },
    ),
    needs: table(
      ['ref', 'latitude', 'longitude', 'needs', 'urgency', 'home', 'comment'],
      needs,
      chance.fork('needs'),
      (row, own) => {
        const [latitude, longitude] = pointNear(own)
        const lines = Array.from({ length: own.between(1, 3) }, () => own.one(wishes)).join('; ')
        const home = own.one(['yes', 'no', 'no', 'null'])
        return [`R${row}`, latitude, longitude, own.happens(0.03) ? '' : lines, own.one(urgencies), home, '']
      },
    ),
  }
}

function pointNear(chance: Chance): [string, string] {
  const [latitude, longitude] = chance.one(settlements)
  const shift = () => (chance.next() - 0.5) * 0.06
  return [(latitude + shift()).toFixed(3), (longitude + shift()).toFixed(3)]
}

function table(
  header: readonly string[],
  count: number,
  chance: Chance,
  cells: (row: number, chance: Chance) => readonly string[],
): TableFile {
  const rows = Array.from({ length: count }, (_, i) => ({ line: i + 2, cells: cells(i + 1, chance.fork(String(i))) }))
  return { format: 'csv', header, rows, reported: [] }
}

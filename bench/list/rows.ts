/** A row of the measured list, as a queue of needs shows it. */
export type ListRow = {
  readonly id: string
  readonly reference: string
  readonly title: string
  readonly place: string
  readonly people: number
  readonly kind: string
}

const titles = [
  'Sandbags along the Zhaiyq',
  'Hot meals & tea',
  "Help to move Aigul's furniture",
  'Water < 5 °C out of a cellar',
  'Medicine by car',
]
const places = ['Орал', 'Ақсай', 'Зачаганск', 'Теректі', 'Бөрлі']

/** Sixty rows, always the same. */
export const listRows: readonly ListRow[] = Array.from({ length: 60 }, (_, i) => ({
  id: `01990000-0000-7000-8000-${String(i).padStart(12, '0')}`,
  reference: `N-${String(1000 + i * 37)}-K`,
  title: titles[i % titles.length] ?? '',
  place: places[i % places.length] ?? '',
  people: (i * 7) % 40,
  kind: i % 3 === 0 ? 'urgent' : 'planned',
}))

import { expect, test } from 'vitest'
import { hideContacts } from './hide-contacts'

test.each([
  ['Клин-ап, тел. +7 701 234 56 78', 'Клин-ап, тел. …'],
  ['Звоните 8(701)234-56-78 после обеда', 'Звоните … после обеда'],
  ['Құжат 900101300123 керек', 'Құжат … керек'],
  ['Write to dana@example.kz.', 'Write to ….'],
  ['Жазыңыз: @dana_oral', 'Жазыңыз: …'],
])('%s says nobody’s number', (written, said) => expect(hideContacts(written)).toBe(said))

test.each([
  'Сенбілік 2026-11-28',
  'Курс 28.11.2026 – 30.11.2026',
  '12 480 саженцев за 40 дней',
  'Абай көшесі 12, 3 подъезд',
  'Школа №25',
])('%s stays as it is', (written) => expect(hideContacts(written)).toBe(written))

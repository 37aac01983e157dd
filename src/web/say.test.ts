import { expect, test } from 'vitest'
import { sayIn } from './say'

const kk = sayIn('kk', 'Asia/Almaty')
const ru = sayIn('ru', 'Asia/Almaty')
const en = sayIn('en', 'Asia/Almaty')
const at = Temporal.Instant.from('2026-11-22T13:21:00Z')

test('numbers break neither at thousands nor before the percent sign', () => {
  expect([kk, ru, en].map((say) => say.number(1_248_033))).toEqual(Array(3).fill('1\u202f248\u202f033'))
  expect(kk.number(3.125, 3)).toBe('3,125')
  expect(en.number(3.125, 3)).toBe('3.125')
  expect([kk, ru, en].map((say) => say.percent(0.625))).toEqual(Array(3).fill('63\u202f%'))
})

test('dates are words of the language in the zone of the place', () => {
  expect(kk.date(at)).toBe('2026 жылғы 22 қараша')
  expect(ru.date(at)).toBe('22 ноября 2026 года')
  expect(en.date(at)).toBe('22 November 2026')
  expect(kk.dateTime(at)).toBe('22 қараша, 18:21')
  expect(ru.dateTimeLong(at, 'Asia/Tokyo')).toBe('22 ноября 2026 года, 22:21')
  expect(en.date(Temporal.PlainDate.from('2026-01-01'))).toBe('1 January 2026')
  expect(ru.month(Temporal.PlainDate.from('2026-01-01'))).toBe('январь 2026')
})

test('a shift is said with its day once, or both days when it runs over midnight', () => {
  expect(en.between(at, at.add({ hours: 4 }))).toBe('Sunday 22 November, 18:21–22:21')
  expect(en.between(at, at.add({ hours: 10 }))).toBe('Sunday 22 November, 18:21 – Monday 23 November, 04:21')
})

test('distances in time take the largest sensible unit', () => {
  expect(kk.relative(at.subtract({ hours: 3 }), at)).toBe('3 сағат бұрын')
  expect(ru.relative(at.add({ hours: 24 }), at)).toBe('завтра')
  expect(en.relative(at.subtract({ seconds: 20 }), at)).toBe('just now')
})

test('durations and distances are short and honest', () => {
  expect(kk.duration(135)).toBe('2\u00a0сағ\u00a015\u00a0мин')
  expect(ru.duration(45)).toBe('45\u00a0мин')
  expect(en.duration(120)).toBe('2\u00a0h')
  expect(kk.distance(3440)).toBe('3,4\u00a0км')
  expect(en.distance(320)).toBe('300\u00a0m')
  expect(ru.distance(12_600)).toBe('13\u00a0км')
})

test('Kazakh letters stand in their own order', () => {
  expect(['Өскемен', 'Орал', 'Әулиеата', 'Атырау', 'Қарағанды', 'Көкшетау'].sort(kk.compare)).toEqual([
    'Атырау',
    'Әулиеата',
    'Көкшетау',
    'Қарағанды',
    'Орал',
    'Өскемен',
  ])
})

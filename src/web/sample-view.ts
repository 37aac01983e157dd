import { makeView, type View, type ViewInput } from './view'

/** A view with a fixed time, place and keys that count up: for tests of pages and the components page. */
export const sampleView = (changes: Partial<ViewInput> = {}): View => {
  let key = 0
  return makeView({
    lang: 'kk',
    path: '/',
    url: 'https://asar.example',
    now: Temporal.Instant.from('2026-11-22T13:00:00Z'),
    zone: 'Asia/Almaty',
    newKey: () => `00000000-0000-4000-8000-${String(++key).padStart(12, '0')}`,
    ...changes,
  })
}

import { raw } from 'hono/html'

/** Pictograms drawn on a grid of 24, one stroke each; purely visual, the word stands beside. */
export const iconPaths = {
  alert: 'M12 4 3 20h18zM12 10v4m0 3v.01',
  arrow: 'M5 12h14m-6-6 6 6-6 6',
  back: 'M19 12H5m6 6-6-6 6-6',
  book: 'M4 5c3-1 6-1 8 1 2-2 5-2 8-1v13c-3-1-6-1-8 1-2-2-5-2-8-1zM12 6v13',
  building: 'M5 21V4h9v17m0-11h5v11M3 21h18M8 8h3m-3 4h3m-3 4h3',
  calendar: 'M4 6h16v14H4zM4 10h16M8 3v4m8-4v4',
  car: 'M4 16v-4l2-5h12l2 5v4zM4 12h16M6 16v3m12-3v3M7 14h.01M17 14h.01',
  chart: 'M4 4v16h16M8 16v-4m4 4V8m4 8v-6',
  check: 'm5 13 4 4L19 7',
  child: 'M12 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM7 11l5 2 5-2m-5 2v4m0 0-3 4m3-4 3 4',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3 2',
  close: 'm6 6 12 12M18 6 6 18',
  document: 'M6 3h8l4 4v14H6zM14 3v4h4M9 12h6m-6 4h6',
  door: 'M6 21V4h9v17M3 21h18M12 12v.01M15 7l4 2v12',
  down: 'm6 9 6 6 6-6',
  download: 'M12 4v11m-5-4 5 5 5-5M5 20h14',
  flag: 'M6 21V4h11l-2 4 2 4H6',
  food: 'M4 11h16a8 8 0 0 1-16 0zM9 7c0-2 2-2 2-4m3 4c0-2 2-2 2-4M8 20h8',
  hand: 'M7 12V6.5a1.5 1.5 0 0 1 3 0V11m0-5.5a1.5 1.5 0 0 1 3 0V11m0-4.5a1.5 1.5 0 0 1 3 0V12m0-2.5a1.5 1.5 0 0 1 3 0V15a6 6 0 0 1-6 6h-1c-3 0-4-1.5-7-6.5a1.5 1.5 0 0 1 2.5-1.5L7 15',
  heart: 'M12 20S4 15 4 9.5A4.2 4.2 0 0 1 12 7.5a4.2 4.2 0 0 1 8 2C20 15 12 20 12 20z',
  help: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7m0 3v.01',
  home: 'M4 11l8-7 8 7M6 10v10h12V10M10 20v-6h4v6',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5m0-8.5v.01',
  language: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3 12h18M12 3c-5 5-5 13 0 18 5-5 5-13 0-18z',
  leaf: 'M5 19C4 10 10 5 20 4c0 10-5 16-14 14m-1 3c1-5 4-8 8-10',
  lock: 'M6 11h12v9H6zM8 11V8a4 4 0 0 1 8 0v3',
  mail: 'M3 6h18v12H3zM3 7l9 7 9-7',
  medicine: 'M9 4h6v5h5v6h-5v5H9v-5H4V9h5z',
  minus: 'M5 12h14',
  moon: 'M19 15A8 8 0 0 1 9 5a8 8 0 1 0 10 10z',
  offline: 'M3 3l18 18M5 10a10 10 0 0 1 4-2.3M19 10a10 10 0 0 0-6-2.9M8 14a6 6 0 0 1 4-1.5M12 18v.01',
  pause: 'M8 5v14M16 5v14',
  people:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3 20c0-4 2.5-6 6-6s6 2 6 6M16 4.5a3.5 3.5 0 0 1 0 6M18 14.5c2 .8 3 2.7 3 5.5',
  person: 'M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM5 21c0-4.5 3-7 7-7s7 2.5 7 7',
  phone: 'M6 3h4l2 5-2.5 1.5a11 11 0 0 0 5 5L16 12l5 2v4c0 2-1 3-3 3C10 21 3 14 3 6c0-2 1-3 3-3z',
  pin: 'M12 21s-7-6-7-11a7 7 0 0 1 14 0c0 5-7 11-7 11zM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  plus: 'M12 5v14M5 12h14',
  print: 'M7 9V4h10v5M7 17H4v-8h16v8h-3M7 14h10v6H7z',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5 21 21',
  shelter: 'M3 20 12 5l9 15zM12 12l-3 8m3-8 3 8',
  shield: 'M12 3l8 3v5c0 5-3 8-8 10-5-2-8-5-8-10V6z',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2v3m0 14v3M2 12h3m14 0h3M5 5l2 2m10 10 2 2M19 5l-2 2M7 17l-2 2',
  talk: 'M4 5h16v11H10l-5 4v-4H4z',
  tools: 'M14 7a4 4 0 0 1 5-4l-2.5 2.5 2 2L21 5a4 4 0 0 1-5 5L8 18a2 2 0 1 1-3-3l8-8z',
  truck:
    'M3 6h11v10H3zM14 10h4l3 3v3h-7M7 19a1.8 1.8 0 1 0 0-3.6A1.8 1.8 0 0 0 7 19zM17 19a1.8 1.8 0 1 0 0-3.6A1.8 1.8 0 0 0 17 19z',
  undo: 'M8 5 4 9l4 4M4 9h10a5 5 0 0 1 0 10H9',
  water: 'M12 3s6 7 6 11a6 6 0 0 1-12 0c0-4 6-11 6-11z',
} as const

/** Name of a pictogram. */
export type IconName = keyof typeof iconPaths

const made = new Map<string, ReturnType<typeof raw>>()

/** A pictogram in the colour of the text; hidden from screen readers since a word always stands beside it. */
export const Icon = ({ name, size = 'm' }: { name: IconName; size?: 's' | 'm' | 'l' }) => {
  const key = `${name} ${size}`
  const known = made.get(key)
  if (known) return <>{known}</>
  const markup = raw(
    `<svg class="icon icon--${size}" viewBox="0 0 24 24" aria-hidden="true"><path d="${iconPaths[name]}"></path></svg>`,
  )
  made.set(key, markup)
  return <>{markup}</>
}

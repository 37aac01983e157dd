const units: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

const lang = document.documentElement.lang
const written = Intl.RelativeTimeFormat.supportedLocalesOf(lang).length
  ? new Intl.RelativeTimeFormat(lang, { numeric: 'auto' })
  : undefined

/** Keeps "3 hours ago" true while the page stays open; under a minute the server's words remain. */
const refresh = (): void => {
  for (const element of document.querySelectorAll<HTMLTimeElement>('time[data-relative]')) {
    const seconds = (Date.parse(element.dateTime) - Date.now()) / 1000
    const [unit, length] = units.find(([, size]) => Math.abs(seconds) >= size) ?? []
    if (written && unit && length) element.textContent = written.format(Math.round(seconds / length), unit)
  }
}

setInterval(refresh, 30_000)
document.addEventListener('visibilitychange', refresh)

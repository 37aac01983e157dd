/** Untrusted `HH:MM` as a minute of the day; midnight at the end of a day is typed as 23:59. */
export function parseClock(text: string | undefined): number | undefined {
  const found = /^([01]\d|2[0-3]):([0-5]\d)$/.exec((text ?? '').trim().slice(0, 5))
  return found === null ? undefined : Number(found[1]) * 60 + Number(found[2])
}

/** A minute of the day as it is typed. */
export const typedClock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** Untrusted ISO date. */
export function parseDay(text: string | undefined): Temporal.PlainDate | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text ?? '')) return undefined
  try {
    return Temporal.PlainDate.from(text ?? '', { overflow: 'reject' })
  } catch {
    return undefined
  }
}

import type { View } from '../view'

/**
 * Pages the device keeps for work with no network. Filled by `kept-pages.enhance.ts`; nothing is shown where there are none. Months are
 * said here: browsers of telephones know none of Kazakh.
 */
export const KeptPages = ({ v }: { v: View }) => (
  <kept-pages hidden data-until={v.t('web.kept.until', { time: '{time}' })} data-moments={JSON.stringify(momentsOf(v))}>
    <h2>{v.t('web.kept.title')}</h2>
    <ul />
  </kept-pages>
)

/** How a moment is said in each month: "{day} қараша, {time}". */
const momentsOf = (v: View): string[] =>
  Array.from({ length: 12 }, (_, i) =>
    v.say
      .dateTime(
        Temporal.ZonedDateTime.from({ timeZone: 'UTC', year: 2026, month: i + 1, day: 28, hour: 12 }).toInstant(),
        'UTC',
      )
      .replace('28', '{day}')
      .replace('12:00', '{time}'),
  )

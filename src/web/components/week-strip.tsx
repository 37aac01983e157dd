import type { View } from '../view'
import type { Child } from './child'
import { Icon, type IconName } from './icon'

/** One thing on a day: a shift, an ask, free or busy time. */
export type WeekMark = { kind: 'shift' | 'ask' | 'free' | 'busy'; label: Child; href?: string }
/** One day of a week and what stands on it. */
export type WeekDay = { date: Temporal.PlainDate; marks: readonly WeekMark[] }

const iconOf: Record<WeekMark['kind'], IconName> = { shift: 'check', ask: 'hand', free: 'clock', busy: 'minus' }

/** Seven days side by side with what stands on each; scrolls sideways on a phone. `today` is marked. */
export const WeekStrip = ({
  v,
  days,
  today,
  label,
}: {
  v: View
  days: readonly WeekDay[]
  today: Temporal.PlainDate
  label: string
}) => (
  <ol class="week" tabindex={0} aria-label={label}>
    {days.map((day) => {
      const isToday = day.date.equals(today)
      return (
        <li class={isToday ? 'week__day week__day--today' : 'week__day'} aria-current={isToday ? 'date' : undefined}>
          <p class="week__name">
            <span aria-hidden="true">{v.say.weekday(day.date)}</span>
            <b aria-hidden="true">{day.date.day}</b>
            <span class="visually-hidden">{v.say.day(day.date)}</span>
          </p>
          {day.marks.map((mark) => (
            <p class={`week__mark week__mark--${mark.kind}`}>
              <Icon name={iconOf[mark.kind]} size="s" />
              {mark.href ? <a href={mark.href}>{mark.label}</a> : mark.label}
            </p>
          ))}
        </li>
      )
    })}
  </ol>
)

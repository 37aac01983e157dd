import { layBlock, type PaperBlock } from '../web'
import type { DayRange } from './volunteer'

/** Parts of a day that are ticked on paper, in minutes. */
export const weekParts = {
  morning: [8 * 60, 12 * 60],
  day: [12 * 60, 18 * 60],
  evening: [18 * 60, 22 * 60],
} as const
/** One of {@link weekParts}. */
export type WeekPart = keyof typeof weekParts

/** Weekdays, 1 = Monday. */
export const weekDays = [1, 2, 3, 4, 5, 6, 7] as const

const parts = Object.keys(weekParts) as WeekPart[]

/** The week as its boxes say: names of the parts ticked, by weekday. What is no part is left out. */
export const weekOfParts = (ticked: (weekday: number) => readonly string[]): DayRange[] =>
  weekDays.flatMap((weekday) =>
    parts
      .filter((part) => ticked(weekday).includes(part))
      .map((part) => ({ weekday, startMinute: weekParts[part][0], endMinute: weekParts[part][1] })),
  )

/** A day of the paper form that a telephone can read. */
export const dayBlock = (number: string, weekday: number): PaperBlock =>
  layBlock(
    `${number} day-${weekday}`,
    parts.map((part) => ({ name: `day-${weekday}`, value: part })),
    { columns: parts.length, columnWidth: 48 },
  )

import { z } from 'zod'
import { entryKind } from '../journal'

const share = { body: z.object({}), public: ['day', 'permille'] } as const

/** How much of the work of the last 30 days the busiest tenth carried, over the whole country: of that many people that it tells of nobody. */
export const loadMeasured = entryKind('load.measured', { subject: 'country', ...share })

/** How many of those who are available had no task in the last 30 days, over the whole country. */
export const idleMeasured = entryKind('idle.measured', { subject: 'country', ...share })

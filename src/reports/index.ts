import './hooks'
import type { Room } from '../platform'
import { routes } from './routes'

export type { Report, ReportKind } from './report'

/** Reports that write themselves: a region's page, an organization, a series, a month, and the register of volunteer activity. */
export const reportsRoom: Room = { name: 'reports', routes }

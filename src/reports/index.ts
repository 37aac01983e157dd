import './hooks'
import type { Room } from '../platform'
import { registerOperations } from './api/register-operations'
import { reportOperations } from './api/report-operations'
import { workOperations } from './api/work-operations'
import { routes } from './routes'

export type { Report, ReportKind } from './report'

/** Reports that write themselves: a region's page, an organization, a series, a month, and the register of volunteer activity. */
export const reportsRoom: Room = {
  name: 'reports',
  routes,
  operations: [...reportOperations, ...workOperations, ...registerOperations],
}

import './personal-data'

export { closeCase, type HandleError, noteCase, takeCase } from './commands/handle-case'
export { type ReportHarm, reportHarm, reportHarmIn, type TakenIn } from './commands/report-harm'
export { listOfficers, type Officer } from './officers'
export { type Concern, noSubject, type Outcome, type ReportKind, type Subject } from './report'
export { makeReportLink, safetyRoom } from './routes'

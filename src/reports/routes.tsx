import { cursorOf } from '../indicators'
import type { Result } from '../kit/result'
import { download, get, NotHere, page, type Req, type Route } from '../platform'
import { reportCountry } from './country/report-country'
import { reportMonth } from './month/report-month'
import { ProofPage } from './organization/proof-page'
import {
  type Asked,
  askOrganization,
  askSeries,
  type NotAsked,
  proveFigure,
  reportWork,
} from './organization/report-work'
import { reportRegion } from './region/report-region'
import { registerRoutes } from './register/register-routes'
import { ReportPage } from './render/report-page'
import { writePdf } from './render/write-pdf'
import { writeXlsx } from './render/write-xlsx'
import type { Report } from './report'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const fileLimit = { hits: 20, seconds: 60 }

type Read = (r: Req) => Promise<Report | undefined>

async function found(r: Req, read: Read): Promise<Report> {
  const report = await read(r)
  if (report === undefined) throw new NotHere()
  return report
}

const nameOf = ({ kind, subject, asOf }: Report, form: string) => `asar-${kind}-${subject}-${asOf}.${form}`

/** A report's page and its two files: one definition, three ways to take it along. */
const reportAt = (path: string, read: Read, may: Route['may']): readonly Route[] => [
  get(
    path,
    async (r) => {
      const report = await found(r, read)
      return page(r, <ReportPage v={r.v} report={report} />)
    },
    { may },
  ),
  get(
    `${path}/report.pdf`,
    async (r) => {
      const report = await found(r, read)
      return download(r, await writePdf(r.v, report), nameOf(report, 'pdf'), 'application/pdf')
    },
    { may, limit: fileLimit },
  ),
  get(
    `${path}/report.xlsx`,
    async (r) => {
      const report = await found(r, read)
      return download(r, await writeXlsx(r.v, report), nameOf(report, 'xlsx'), XLSX)
    },
    { may, limit: fileLimit },
  ),
]

type Ask = (r: Req) => Promise<Result<Asked, NotAsked>>
const organizationAsked: Ask = (r) => askOrganization(r.ctx, r.v, r.param('id'), r.query('year'))
const seriesAsked: Ask = (r) => askSeries(r.ctx, r.v, r.param('id'))

async function readable(r: Req, ask: Ask): Promise<Asked> {
  const asked = await ask(r)
  if (!asked.ok) throw new NotHere(asked.error === 'forbidden' ? 403 : 404)
  return asked.value
}

const workAt = (path: string, ask: Ask): readonly Route[] => [
  ...reportAt(path, async (r) => reportWork(r.ctx, r.v, await readable(r, ask)), 'reports:read'),
  get(
    `${path}/proof/:number`,
    async (r) => {
      const proved = await proveFigure(r.ctx, r.v, await readable(r, ask), {
        id: r.param('number'),
        before: cursorOf(r.query('before')),
      })
      if (proved === undefined) throw new NotHere()
      return page(r, <ProofPage v={r.v} {...proved} />)
    },
    { may: 'reports:read' },
  ),
]

/** URL table of the room. */
export const routes: readonly Route[] = [
  // Before the page of one region, whose id its files would be taken for.
  ...reportAt('/regions', (r) => reportCountry(r.ctx, r.v), 'anyone'),
  ...reportAt('/regions/:id', (r) => reportRegion(r.ctx, r.v, r.param('id')), 'anyone'),
  ...reportAt('/reports/months/:month', (r) => reportMonth(r.ctx, r.v, r.param('month')), 'anyone'),
  ...workAt('/reports/organizations/:id', organizationAsked),
  ...workAt('/reports/series/:id', seriesAsked),
  ...registerRoutes,
]

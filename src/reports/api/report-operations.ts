import { err, ok } from '../../kit/result'
import { type ApiOperation, apiOperation } from '../../platform'
import { reportCountry } from '../country/report-country'
import { reportMonth } from '../month/report-month'
import { reportRegion } from '../region/report-region'
import type { Report } from '../report'
import { reportAsData, reportSchema } from './report-as-data'
import { inLanguage, notFound, tag, viewFor } from './shared'

const told = (report: Report | undefined) => (report === undefined ? err(notFound) : ok(reportAsData(report)))

const pagesOf = (path: string) => [`GET ${path}`, `GET ${path}/report.pdf`, `GET ${path}/report.xlsx`]

const country = apiOperation({
  method: 'GET',
  path: '/reports/regions',
  id: 'getCountryReport',
  summary: 'All regions side by side: requests, answers and waiting times, as a whole and month by month',
  tag,
  may: 'anyone',
  pages: pagesOf('/regions'),
  query: inLanguage,
  response: reportSchema,
  example: {},
  run: async (ctx, { query: { lang } }) => told(await reportCountry(ctx, viewFor(ctx, lang))),
})

const region = apiOperation({
  method: 'GET',
  path: '/reports/regions/:id',
  id: 'getRegionReport',
  summary:
    'The report of a region: who waits, what is short, how long help takes, who works where, causes and answers. A key with region:review for it sees small numbers too.',
  tag,
  may: 'anyone',
  pages: pagesOf('/regions/:id'),
  query: inLanguage,
  response: reportSchema,
  example: { params: { id: 'KZ-27' } },
  run: async (ctx, { params, query: { lang } }) => told(await reportRegion(ctx, viewFor(ctx, lang), params.id ?? '')),
})

const month = apiOperation({
  method: 'GET',
  path: '/reports/months/:month',
  id: 'getMonthReport',
  summary: 'The report of a month over the whole country',
  tag,
  may: 'anyone',
  pages: pagesOf('/reports/months/:month'),
  query: inLanguage,
  response: reportSchema,
  example: { params: { month: '2026-11' } },
  run: async (ctx, { params, query: { lang } }) => told(await reportMonth(ctx, viewFor(ctx, lang), params.month ?? '')),
})

/** Reports anyone may read, through the interface. */
export const reportOperations: readonly ApiOperation[] = [country, region, month]

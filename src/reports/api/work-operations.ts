import { z } from 'zod'
import { err, ok } from '../../kit/result'
import { type ApiOperation, apiOperation, type Ctx } from '../../platform'
import type { View } from '../../web'
import { askOrganization, askSeries, minutesOf, proveFigure, reportWork } from '../organization/report-work'
import { reportAsData, reportSchema } from './report-as-data'
import { inLanguage, notFound, tag, viewFor } from './shared'

const exampleId = '5f0e9d8c-4c62-4f0e-9d8c-0b8f7c8e1a31'
const ofYear = inLanguage.extend({
  year: z
    .string()
    .regex(/^20\d\d$/)
    .optional()
    .meta({ description: 'Absent: this year.' }),
})

const page = { before: z.coerce.number().int().min(1).optional() }

const proof = z
  .strictObject({
    definition: z.string(),
    value: z.number().nullable(),
    asOf: z.int(),
    entries: z.array(
      z.strictObject({
        position: z.int(),
        kind: z.string(),
        at: z.iso.datetime(),
        minutes: z.int().nullable().meta({ description: 'What it adds to a number of time; null of other numbers.' }),
      }),
    ),
    next: z.int().nullable().meta({ description: 'The `before` of the next page.' }),
  })
  .meta({ id: 'ReportProof' })

type Asking = ReturnType<typeof askOrganization>

async function tell(ctx: Ctx, v: View, asking: Asking) {
  const asked = await asking
  return asked.ok ? ok(reportAsData(await reportWork(ctx, v, asked.value))) : err(notFound)
}

async function prove(ctx: Ctx, v: View, asking: Asking, wanted: { id: string; before: number | undefined }) {
  const asked = await asking
  const proved = asked.ok ? await proveFigure(ctx, v, asked.value, wanted) : undefined
  if (proved === undefined) return err(notFound)
  const { figure, entries, next } = proved
  return ok({
    definition: figure.id,
    value: figure.value,
    asOf: figure.asOf,
    entries: entries.map((entry) => ({
      position: entry.position,
      kind: entry.kind,
      at: entry.at.toString(),
      minutes: minutesOf(figure.id, entry),
    })),
    next: next ?? null,
  })
}

const pagesOf = (path: string) => [`GET ${path}`, `GET ${path}/report.pdf`, `GET ${path}/report.xlsx`]

const organization = apiOperation({
  method: 'GET',
  path: '/reports/organizations/:organizationId',
  id: 'getOrganizationReport',
  summary: 'The report of an organization’s or company’s year: what was done, who came, time apart by its ground',
  tag,
  may: 'reports:read',
  pages: pagesOf('/reports/organizations/:id'),
  query: ofYear,
  response: reportSchema,
  example: { params: { organizationId: exampleId } },
  run: async (ctx, { params, query: { lang, year } }) => {
    const v = viewFor(ctx, lang)
    return tell(ctx, v, askOrganization(ctx, v, params.organizationId ?? '', year))
  },
})

const organizationProof = apiOperation({
  method: 'GET',
  path: '/reports/organizations/:organizationId/proof/:number',
  id: 'getOrganizationProof',
  summary: 'The entries behind a figure of an organization’s report; none where it stands for fewer than five people',
  tag,
  may: 'reports:read',
  pages: ['GET /reports/organizations/:id/proof/:number'],
  query: ofYear.extend(page),
  response: proof,
  example: { params: { organizationId: exampleId, number: 'hours-confirmed' } },
  run: async (ctx, { params, query: { lang, year, before } }) => {
    const v = viewFor(ctx, lang)
    const asking = askOrganization(ctx, v, params.organizationId ?? '', year)
    return prove(ctx, v, asking, { id: params.number ?? '', before })
  },
})

const series = apiOperation({
  method: 'GET',
  path: '/reports/series/:id',
  id: 'getSeriesReport',
  summary: 'The report of a series of activities, from its beginning',
  tag,
  may: 'reports:read',
  pages: pagesOf('/reports/series/:id'),
  query: inLanguage,
  response: reportSchema,
  example: { params: { id: exampleId } },
  run: async (ctx, { params, query: { lang } }) => {
    const v = viewFor(ctx, lang)
    return tell(ctx, v, askSeries(ctx, v, params.id ?? ''))
  },
})

const seriesProof = apiOperation({
  method: 'GET',
  path: '/reports/series/:id/proof/:number',
  id: 'getSeriesProof',
  summary: 'The entries behind a figure of a series’ report; none where it stands for fewer than five people',
  tag,
  may: 'reports:read',
  pages: ['GET /reports/series/:id/proof/:number'],
  query: inLanguage.extend(page),
  response: proof,
  example: { params: { id: exampleId, number: 'activities-done' } },
  run: async (ctx, { params, query: { lang, before } }) => {
    const v = viewFor(ctx, lang)
    return prove(ctx, v, askSeries(ctx, v, params.id ?? ''), { id: params.number ?? '', before })
  },
})

/** Reports of an organization's own work, through the interface. */
export const workOperations: readonly ApiOperation[] = [organization, organizationProof, series, seriesProof]

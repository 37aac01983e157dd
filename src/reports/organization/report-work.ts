import { isId } from '../../kit/ids'
import { findOrganization } from '../../organizations'
import { type Ctx, may, NotHere } from '../../platform'
import type { View } from '../../web'
import type { Report } from '../report'
import { composeWork } from './compose-work'
import { listProof, readWork, type Scope } from './read-work'

const PROOF_MAX = 500

type Asked = { readonly scope: Scope; readonly head: Parameters<typeof composeWork>[1] }

/** The year asked for, or this one; untrusted. */
const yearOf = (ctx: Ctx, v: View, text: string | undefined): number =>
  /^20\d\d$/.test(text ?? '') ? Number(text) : ctx.clock.now().toZonedDateTimeISO(v.zone).year

async function mayRead(ctx: Ctx, organizationId: string) {
  const organization = await findOrganization(ctx.db, organizationId)
  if (organization === undefined) return undefined
  if (!may(ctx, 'reports:read', { organizationId, regionId: organization.regionId })) throw new NotHere(403)
  return organization
}

/** What is asked for of an organization's year, if this reader may know it. @throws {NotHere} 403 where not */
export async function askOrganization(ctx: Ctx, v: View, id: string, yearText?: string): Promise<Asked | undefined> {
  if (!isId(id)) return undefined
  const organization = await mayRead(ctx, id)
  if (organization === undefined) return undefined
  const year = yearOf(ctx, v, yearText)
  const start = (of: number) =>
    Temporal.PlainDate.from({ year: of, month: 1, day: 1 }).toZonedDateTime(v.zone).toInstant()
  const kind = organization.kind === 'company' ? 'company' : 'organization'
  return {
    scope: { kind: 'organization', id, from: start(year), until: start(year + 1) },
    head: {
      kind,
      subject: id,
      title: v.t('reports.organization.title', { name: organization.name, year: String(year) }),
      lead: v.t(`reports.${kind}.lead`),
      path: `/reports/organizations/${id}`,
      query: `?year=${year}`,
    },
  }
}

/** What is asked for of a series of activities. @throws {NotHere} 403 where this reader may not know it */
export async function askSeries(ctx: Ctx, v: View, id: string): Promise<Asked | undefined> {
  if (!isId(id)) return undefined
  const first = await ctx.db
    .selectFrom('activities')
    .select(['organization_id', 'title'])
    .where('series_id', '=', id)
    .orderBy('starts_at')
    .limit(1)
    .executeTakeFirst()
  if (first === undefined || (await mayRead(ctx, first.organization_id)) === undefined) return undefined
  return {
    scope: { kind: 'series', id },
    head: {
      kind: 'series',
      subject: id,
      title: v.t('reports.series.title', { name: first.title }),
      lead: v.t('reports.series.lead'),
      path: `/reports/series/${id}`,
      query: '',
    },
  }
}

/** The report that was asked for. */
export const reportWork = async (ctx: Ctx, v: View, { scope, head }: Asked): Promise<Report> =>
  composeWork(v, head, await readWork(ctx.db, scope))

/** A figure of the report and the entries behind it; undefined for a number it does not tell. Of too few people none are listed. */
export async function proveFigure(ctx: Ctx, v: View, asked: Asked, id: string) {
  const report = await reportWork(ctx, v, asked)
  const figure = report.sections.flatMap(({ figures }) => figures).find((one) => one.id === id)
  if (figure === undefined) return undefined
  const entries = figure.value === null ? [] : await listProof(ctx.db, asked.scope, id, PROOF_MAX)
  return entries === undefined ? undefined : { report, figure, entries }
}

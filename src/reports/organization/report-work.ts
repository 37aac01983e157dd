import { isId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { findOrganization } from '../../organizations'
import { type Ctx, may } from '../../platform'
import type { View } from '../../web'
import type { Report } from '../report'
import { composeWork } from './compose-work'
import { listProof, readWork, type Scope } from './read-work'

const PROOF_MAX = 500

/** What a reader asked for, and may know. */
export type Asked = { readonly scope: Scope; readonly head: Parameters<typeof composeWork>[1] }

/** The year asked for, or this one; untrusted. */
const yearOf = (ctx: Ctx, v: View, text: string | undefined): number =>
  /^20\d\d$/.test(text ?? '') ? Number(text) : ctx.clock.now().toZonedDateTimeISO(v.zone).year

/** Why there is no report for this reader: there is none, or it is not theirs. */
export type NotAsked = 'not-found' | 'forbidden'

async function findReadable(ctx: Ctx, organizationId: string) {
  const organization = await findOrganization(ctx.db, organizationId)
  if (organization === undefined) return err<NotAsked>('not-found')
  const scope = { organizationId, regionId: organization.regionId }
  return may(ctx, 'reports:read', scope) ? ok(organization) : err<NotAsked>('forbidden')
}

/** What is asked for of an organization's year, if this reader may know it. */
export async function askOrganization(
  ctx: Ctx,
  v: View,
  id: string,
  yearText?: string,
): Promise<Result<Asked, NotAsked>> {
  const found = await findReadable(ctx, id)
  if (!found.ok) return found
  const organization = found.value
  const year = yearOf(ctx, v, yearText)
  const start = (of: number) =>
    Temporal.PlainDate.from({ year: of, month: 1, day: 1 }).toZonedDateTime(v.zone).toInstant()
  const kind = organization.kind === 'company' ? 'company' : 'organization'
  return ok({
    scope: { kind: 'organization', id, from: start(year), until: start(year + 1) },
    head: {
      kind,
      subject: id,
      title: v.t('reports.organization.title', { name: organization.name, year: String(year) }),
      lead: v.t(`reports.${kind}.lead`),
      path: `/reports/organizations/${id}`,
      query: `?year=${year}`,
    },
  })
}

/** What is asked for of a series of activities, if this reader may know it. */
export async function askSeries(ctx: Ctx, v: View, id: string): Promise<Result<Asked, NotAsked>> {
  if (!isId(id)) return err('not-found')
  const first = await ctx.db
    .selectFrom('activities')
    .select(['organization_id', 'title'])
    .where('series_id', '=', id)
    .orderBy('starts_at')
    .limit(1)
    .executeTakeFirst()
  if (first === undefined) return err('not-found')
  const found = await findReadable(ctx, first.organization_id)
  if (!found.ok) return found
  return ok({
    scope: { kind: 'series', id, organizationId: found.value.id },
    head: {
      kind: 'series',
      subject: id,
      title: v.t('reports.series.title', { name: first.title }),
      lead: v.t('reports.series.lead'),
      path: `/reports/series/${id}`,
      query: '',
    },
  })
}

/** The report that was asked for. */
export const reportWork = async (ctx: Ctx, v: View, { scope, head }: Asked): Promise<Report> =>
  composeWork(v, head, await readWork(ctx.db, scope))

/** A figure of the report and the entries behind it; undefined for a number it does not tell. Of too few people none are listed. */
export async function proveFigure(ctx: Ctx, v: View, asked: Asked, id: string) {
  const report = await reportWork(ctx, v, asked)
  const figure = report.sections.flatMap(({ figures }) => figures).find((one) => one.id === id)
  if (figure === undefined) return undefined
  const entries =
    figure.value === null ? [] : await listProof(ctx.db, asked.scope, id, { asOf: figure.asOf, limit: PROOF_MAX })
  return entries === undefined ? undefined : { report, figure, entries }
}

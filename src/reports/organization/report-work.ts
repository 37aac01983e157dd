import { applyRules, findDefinition } from '../../indicators'
import { isId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { findOrganization } from '../../organizations'
import { type Ctx, may } from '../../platform'
import type { View } from '../../web'
import type { Report, ReportFigure } from '../report'
import { composeWork } from './compose-work'
import { listProof, type ProofEntry, readWork, type Scope } from './read-work'

const PROOF_ON_PAGE = 200

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

/** A figure of a report opened: entries up to where it holds, and where they go on. */
export type Proof = {
  readonly report: Report
  readonly figure: ReportFigure
  readonly entries: readonly ProofEntry[]
  /** Position before which more entries stand. */
  readonly next: number | undefined
}

/**
 * A figure of the report and the entries behind it, before a position where more were listed already; undefined for a number it does not
 * tell. Of too few people none are listed.
 */
export async function proveFigure(
  ctx: Ctx,
  v: View,
  asked: Asked,
  { id, before }: { readonly id: string; readonly before: number | undefined },
): Promise<Proof | undefined> {
  const report = await reportWork(ctx, v, asked)
  const figure = report.sections.flatMap(({ figures }) => figures).find((one) => one.id === id)
  if (figure === undefined) return undefined
  const upTo = Math.min(figure.asOf, (before ?? Number.MAX_SAFE_INTEGER) - 1)
  const read = figure.value === null ? [] : await listProof(ctx.db, asked.scope, id, { upTo, limit: PROOF_ON_PAGE + 1 })
  if (read === undefined) return undefined
  const entries = read.slice(0, PROOF_ON_PAGE)
  return { report, figure, entries, next: read.length > entries.length ? entries.at(-1)?.position : undefined }
}

/** What an entry adds to the minutes of a number or takes from them, by its rules; null where the number counts something else. */
export function minutesOf(id: string, { kind, publicBody }: ProofEntry): number | null {
  const definition = findDefinition(id)
  if (definition?.measure !== 'minutes') return null
  const ruled = applyRules(definition.rules, { kind, publicBody, body: {} })
  return ruled === undefined || 'excluded' in ruled ? 0 : ruled.amount
}

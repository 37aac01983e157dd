import { findItem } from '../../needs'
import type { Ctx } from '../../platform'
import { findCompetence } from '../../training'

/** A held claim of one of the person's organizations, as the form of a new activity is filled from it. */
export async function findClaimForForm(
  ctx: Ctx,
  claimId: string,
): Promise<{ id: string; line: string; prefill: Record<string, string> } | undefined> {
  if (ctx.actor.kind !== 'person') return undefined
  const row = await ctx.db
    .selectFrom('line_claims as c')
    .innerJoin('needs as n', 'n.id', 'c.need_id')
    .innerJoin('need_lines as l', 'l.id', 'c.line_id')
    .select(['c.id', 'c.organization_id', 'c.quantity', 'n.reference', 'n.locality_id', 'n.zone', 'n.incident_id'])
    .select(['l.kind', 'l.item_id', 'l.competence_id', 'l.due_at', 'n.home_address'])
    .where('c.id', '=', claimId)
    .where('c.state', '=', 'held')
    .executeTakeFirst()
  if (row === undefined) return undefined
  if (!ctx.actor.grants.some(({ organizationId }) => organizationId === row.organization_id)) return undefined
  const what =
    row.competence_id !== null
      ? findCompetence(row.competence_id)?.names[ctx.lang]
      : row.item_id !== null
        ? findItem(row.item_id)?.names[ctx.lang]
        : undefined
  const due = row.due_at.toZonedDateTimeISO(row.zone)
  return {
    id: row.id,
    line: [what, row.reference].filter((part) => part !== undefined).join(', '),
    prefill: {
      organization: row.organization_id,
      ...(what === undefined ? {} : { title: what }),
      work:
        row.incident_id !== null ? 'flood' : row.home_address ? 'visit' : row.item_id !== null ? 'delivery' : 'other',
      ...(row.locality_id === null ? {} : { place: row.locality_id }),
      date: due.toPlainDate().toString(),
      until: due.toPlainTime().toString({ smallestUnit: 'minute' }),
      from: due.subtract({ hours: 3 }).toPlainTime().toString({ smallestUnit: 'minute' }),
      seats: row.kind === 'competence' ? String(row.quantity) : '2',
      ...(row.home_address ? { seatsMin: '2' } : {}),
    },
  }
}

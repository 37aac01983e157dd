import type { Point } from '../../kit/geo'
import { newPublicId } from '../../kit/ids'
import { newReference } from '../../kit/reference'
import { err, ok, type Result } from '../../kit/result'
import { noteClaimStep } from '../../needs'
import { type Ctx, inCommand, may, personOf, type Tx } from '../../platform'
import type { LegalFlag, RiskContext } from '../../standards'
import { parseFlags } from '../../standards'
import { DEFINITION, dayIn, type Requirement } from '../activity'
import { activityCreated } from '../entries'
import { addPostIn } from '../steps/add-post'
import { describeRisk } from '../steps/describe-risk'
import { type Confirmer, findWork, type Unit } from '../work'

/** Where an activity is. `placeWords` say where to meet; an exact home address never stands here. */
export type ActivityPlace = {
  readonly regionId: string
  readonly localityId?: string | undefined
  readonly zone: string
  readonly point?: Point | undefined
}

/** A new activity with its first post. Everything optional follows from the work or the need. */
export type CreateActivity = {
  readonly organizationId: string
  /** One of `works`. */
  readonly work: string
  readonly title: string
  readonly place: ActivityPlace
  readonly placeWords?: string | undefined
  readonly startsAt: Temporal.Instant
  readonly endsAt: Temporal.Instant
  /** Work from afar: `endsAt` is the deadline, `estimatedMinutes` what one person is expected to need. */
  readonly remote?: boolean | undefined
  readonly estimatedMinutes?: number | undefined
  /** Name of its first post, where it has one. */
  readonly postTitle?: string | undefined
  readonly seats: number
  readonly seatsMin?: number | undefined
  readonly competences?: readonly Requirement[] | undefined
  readonly languages?: readonly string[] | undefined
  readonly aim: string
  readonly briefing: string
  readonly bring?: string | undefined
  readonly coordinatorId?: string | undefined
  readonly emergencyContact?: string | undefined
  readonly resultQuantity?: number | undefined
  readonly resultUnit?: Unit | undefined
  readonly resultConfirmer?: Confirmer | undefined
  readonly flags?: readonly LegalFlag[] | undefined
  readonly contexts?: readonly RiskContext[] | undefined
  /** A claim on a need line that this activity serves. */
  readonly claimId?: string | undefined
  readonly copyOf?: string | undefined
  readonly series?: { readonly id: string; readonly rule: string } | undefined
}

/** Why no activity was made, each kind naming the part to correct. */
export type CreateActivityError = {
  readonly kind:
    | 'forbidden'
    | 'unknown-work'
    | 'organization-not-active'
    | 'claim-not-held'
    | 'over'
    | 'time-invalid'
    | 'coordinator-unknown'
}

/** What was made. */
export type CreatedActivity = { readonly activityId: string; readonly postId: string; readonly reference: string }

/** Makes a draft. It takes nobody in before it is published. */
export const createActivity = (
  ctx: Ctx,
  input: CreateActivity,
): Promise<Result<CreatedActivity, CreateActivityError>> =>
  inCommand(ctx, 'createActivity', (tx) => createIn(tx, input))

/** {@link createActivity} as a step of copying and repeating. */
export async function createIn(tx: Tx, input: CreateActivity): Promise<Result<CreatedActivity, CreateActivityError>> {
  const work = findWork(input.work)
  if (work === undefined) return err({ kind: 'unknown-work' })
  const maker = personOf(tx.ctx) ?? input.coordinatorId
  const coordinatorId = input.coordinatorId ?? maker
  if (maker === undefined || coordinatorId === undefined) return err({ kind: 'coordinator-unknown' })
  const scope = { organizationId: input.organizationId, regionId: input.place.regionId }
  if (!may(tx.ctx, 'activities:manage', scope)) return err({ kind: 'forbidden' })
  if (Temporal.Instant.compare(input.startsAt, input.endsAt) >= 0) return err({ kind: 'time-invalid' })
  if (Temporal.Instant.compare(input.endsAt, tx.now) <= 0) return err({ kind: 'over' })
  const organization = await tx.db
    .selectFrom('organizations')
    .select(['id', 'state'])
    .where('id', '=', input.organizationId)
    .executeTakeFirst()
  if (organization?.state !== 'active') return err({ kind: 'organization-not-active' })
  const need = input.claimId === undefined ? undefined : await findClaimed(tx, input.claimId, input.organizationId)
  if (input.claimId !== undefined && need === undefined) return err({ kind: 'claim-not-held' })
  if (input.claimId !== undefined) await noteClaimStep(tx, input.claimId)
  const competences = [
    ...(input.competences ?? []),
    ...(need?.competence_id == null || input.competences?.some(({ id }) => id === need.competence_id)
      ? []
      : [{ id: need.competence_id, level: 1 as const }]),
  ]
  const risk = describeRisk({
    work,
    flags: [...(input.flags ?? []), ...parseFlags(need?.flags ?? [])],
    contexts: input.contexts ?? [],
    inIncident: need?.incident_id != null,
    incidentOngoing: need?.incident_id != null && need.closed_at === null,
    atHome: need?.home_address ?? false,
    posts: [{ seats: input.seats, competences, startsAt: input.startsAt, endsAt: input.endsAt }],
    zone: input.place.zone,
    remote: input.remote ?? false,
  })
  const id = newPublicId()
  const reference = newReference()
  await tx.db
    .insertInto('activities')
    .values({
      id,
      reference,
      region_id: input.place.regionId,
      locality_id: input.place.localityId ?? null,
      organization_id: input.organizationId,
      need_id: need?.need_id ?? null,
      line_id: need?.line_id ?? null,
      claim_id: input.claimId ?? null,
      incident_id: need?.incident_id ?? null,
      kind: work.kind,
      work: work.id,
      form: input.remote ? 'remote' : 'dated',
      state: 'draft',
      title: input.title,
      aim: input.aim,
      briefing: input.briefing,
      bring: input.bring ?? '',
      coordinator_id: coordinatorId,
      emergency_contact: input.emergencyContact ?? '',
      starts_at: input.startsAt,
      ends_at: input.endsAt,
      estimated_minutes: input.remote ? (input.estimatedMinutes ?? 60) : (input.estimatedMinutes ?? null),
      zone: input.place.zone,
      place_words: input.placeWords ?? '',
      latitude: input.place.point?.latitude ?? null,
      longitude: input.place.point?.longitude ?? null,
      home_address: need?.home_address ?? false,
      result_quantity: input.resultQuantity ?? input.seats,
      result_unit: input.resultUnit ?? work.unit,
      result_confirmer:
        input.resultConfirmer ??
        (work.confirmer === 'person-helped' && need === undefined ? 'second-person' : work.confirmer),
      flags: risk.flags,
      contexts: risk.contexts,
      risk_tier: risk.tier,
      series_id: input.series?.id ?? null,
      series_rule: input.series?.rule ?? null,
      created_by: maker,
      created_at: tx.now,
    })
    .execute()
  tx.append(
    activityCreated.entry({
      subjectId: id,
      regionId: input.place.regionId,
      organizationId: input.organizationId,
      body: {
        activityId: id,
        claimId: input.claimId ?? null,
        copyOf: input.copyOf ?? null,
        seriesId: input.series?.id ?? null,
      },
      public: {
        region: input.place.regionId,
        day: dayIn(tx.now, input.place.zone),
        activity: id,
        organization: input.organizationId,
        kind: work.kind,
        definition: DEFINITION,
      },
    }),
  )
  const postId = await addPostIn(
    tx,
    {
      id,
      region_id: input.place.regionId,
      organization_id: input.organizationId,
      state: 'draft',
      zone: input.place.zone,
      need_id: need?.need_id ?? null,
      home_address: need?.home_address ?? false,
      flags: risk.flags,
    },
    {
      title: input.postTitle ?? '',
      seats: input.seats,
      seatsMin: input.seatsMin,
      competences,
      languages: input.languages,
      startsAt: input.startsAt,
      endsAt: input.endsAt,
    },
  )
  return ok({ activityId: id, postId, reference })
}

const findClaimed = (tx: Tx, claimId: string, organizationId: string) =>
  tx.db
    .selectFrom('line_claims as c')
    .innerJoin('needs as n', 'n.id', 'c.need_id')
    .innerJoin('need_lines as l', 'l.id', 'c.line_id')
    .leftJoin('incidents as i', 'i.id', 'n.incident_id')
    .select(['c.need_id', 'c.line_id', 'n.incident_id', 'n.flags', 'n.home_address', 'i.closed_at', 'l.competence_id'])
    .where('c.id', '=', claimId)
    .where('c.organization_id', '=', organizationId)
    .where('c.state', '=', 'held')
    .where('c.until', '>', tx.now)
    .executeTakeFirst()

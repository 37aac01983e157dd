import { z } from 'zod'
import { isId } from '../kit/ids'
import { err, ok } from '../kit/result'
import { resolvePlace } from '../places'
import { type ApiOperation, apiOperation } from '../platform'
import { legalFlags, riskContexts } from '../standards'
import { changeOperations } from './api/change-operations'
import { exchangeOperations } from './api/exchange-operations'
import { ownOperations } from './api/own-operations'
import { presenceOperations } from './api/presence-operations'
import { seatOperations } from './api/seat-operations'
import {
  answered,
  exampleId,
  idOf,
  instant,
  none,
  notFound,
  place,
  problemOf,
  readVisible,
  requirement,
  tag,
} from './api/shared'
import { changeActivity } from './commands/change-activity'
import { changeSeats } from './commands/change-seats'
import { createActivity } from './commands/create-activity'
import { cancelActivity, closeActivity, finishActivity } from './commands/end-activity'
import { publishActivity } from './commands/publish-activity'
import { listSeenBy, seenBy } from './public-grain'
import { type ActivityView, listPosts, type PostView } from './queries/find-activity'
import { listActivities } from './queries/list-activities'
import { parseRequirements } from './steps/parse-requirements'
import { confirmers, units, works } from './work'

const post = z
  .strictObject({
    id: z.uuid(),
    title: z.string(),
    startsAt: z.iso.datetime(),
    endsAt: z.iso.datetime(),
    termsVersion: z.int(),
    seats: z.int(),
    filled: z.int(),
    offered: z.int(),
    free: z.int(),
    waiting: z.int(),
    competences: z.array(requirement),
  })
  .meta({ id: 'Post' })

const dayOnly = z.boolean().meta({
  description: 'The activity serves one person: the times are those of the whole day, the place is the region.',
})

const summary = z
  .strictObject({
    id: z.uuid(),
    reference: z.string(),
    title: z.string(),
    kind: z.string(),
    work: z.string(),
    state: z.string(),
    remote: z.boolean(),
    region: z.string(),
    organization: z.uuid(),
    startsAt: z.iso.datetime(),
    endsAt: z.iso.datetime(),
    dayOnly,
    zone: z.string(),
    tier: z.int(),
    filled: z.int(),
    free: z.int(),
  })
  .meta({ id: 'ActivitySummary' })

const activity = z
  .strictObject({
    id: z.uuid(),
    reference: z.string(),
    title: z.string(),
    kind: z.string(),
    work: z.string(),
    state: z.string(),
    remote: z.boolean(),
    region: z.string(),
    locality: z.uuid().nullable(),
    organization: z.uuid(),
    startsAt: z.iso.datetime(),
    endsAt: z.iso.datetime(),
    dayOnly,
    zone: z.string(),
    estimatedMinutes: z.int().nullable(),
    aim: z.string(),
    briefing: z.string(),
    briefingVersion: z.int(),
    bring: z.string(),
    flags: z.array(z.string()),
    tier: z.int(),
    expected: z.strictObject({ quantity: z.int(), unit: z.string(), confirmedBy: z.string() }),
    posts: z.array(post),
  })
  .meta({ id: 'Activity' })

const sayPost = (row: PostView): z.input<typeof post> => ({
  id: row.id,
  title: row.title,
  startsAt: row.starts_at.toString(),
  endsAt: row.ends_at.toString(),
  termsVersion: row.terms_version,
  seats: row.seats,
  filled: row.filled ?? 0,
  offered: row.held ?? 0,
  free: row.free ?? 0,
  waiting: row.waiting ?? 0,
  competences: parseRequirements(row.competences).map(({ id, level }) => ({ competence: id, level })),
})

const sayActivity = (
  row: ActivityView & { readonly day_only: boolean },
  posts: readonly PostView[],
): z.input<typeof activity> => ({
  id: row.id,
  reference: row.reference,
  title: row.title,
  kind: row.kind,
  work: row.work,
  state: row.state,
  remote: row.form === 'remote',
  region: row.region_id,
  locality: row.locality_id,
  organization: row.organization_id,
  startsAt: row.starts_at.toString(),
  endsAt: row.ends_at.toString(),
  dayOnly: row.day_only,
  zone: row.zone,
  estimatedMinutes: row.estimated_minutes,
  aim: row.aim,
  briefing: row.briefing,
  briefingVersion: row.briefing_version,
  bring: row.bring,
  flags: row.flags,
  tier: row.risk_tier,
  expected: { quantity: row.result_quantity, unit: row.result_unit, confirmedBy: row.result_confirmer },
  posts: posts.map((post) =>
    sayPost(row.day_only ? { ...post, starts_at: row.starts_at, ends_at: row.ends_at } : post),
  ),
})

const list = apiOperation({
  method: 'GET',
  path: '/activities',
  id: 'listActivities',
  summary: 'Published activities that are not over, soonest first',
  tag,
  may: 'anyone',
  query: z.strictObject({
    region: z
      .string()
      .regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/)
      .optional(),
    kind: z.string().max(40).optional(),
    organization: z.uuid().optional(),
    from: instant.optional(),
    to: instant.optional(),
    cursor: z.string().max(80).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  response: z.strictObject({ activities: z.array(summary), next: z.string().nullable() }),
  example: { query: { region: 'KZ-27' } },
  run: async (ctx, { query }) => {
    const rows = await listActivities(ctx.db, {
      from: query.from === undefined ? ctx.clock.now() : Temporal.Instant.from(query.from),
      to: query.to === undefined ? undefined : Temporal.Instant.from(query.to),
      regionId: query.region,
      kind: query.kind,
      organizationId: query.organization,
      after: isId(query.cursor) ? query.cursor : undefined,
      limit: query.limit + 1,
    })
    const shown = rows.slice(0, query.limit)
    const last = shown.at(-1)
    return ok({
      activities: listSeenBy(ctx, shown).map((row) => ({
        id: row.id,
        reference: row.reference,
        title: row.title,
        kind: row.kind,
        work: row.work,
        state: row.state,
        remote: row.form === 'remote',
        region: row.region_id,
        organization: row.organization_id,
        startsAt: row.starts_at.toString(),
        endsAt: row.ends_at.toString(),
        dayOnly: row.day_only,
        zone: row.zone,
        tier: row.risk_tier,
        filled: row.filled ?? 0,
        free: row.free ?? 0,
      })),
      next: rows.length > query.limit && last !== undefined ? last.id : null,
    })
  },
})

const read = apiOperation({
  method: 'GET',
  path: '/activities/:id',
  id: 'getActivity',
  summary: 'An activity with its posts and seats',
  tag,
  may: 'anyone',
  query: none,
  response: activity,
  example: { params: { id: exampleId } },
  run: async (ctx, { params }) => {
    const row = await readVisible(ctx, params.id)
    return row === undefined ? err(notFound) : ok(sayActivity(seenBy(ctx, row), await listPosts(ctx.db, row.id)))
  },
})

const create = apiOperation({
  method: 'POST',
  path: '/activities',
  id: 'createActivity',
  pages: ['POST /activities/new'],
  summary: 'Make an activity, and publish it where its obligations are met',
  tag,
  may: 'activities:manage',
  records: ['activity.created', 'post.added', 'activity.published', 'activity.sent-to-review'],
  status: 201,
  query: none,
  body: z.strictObject({
    organization: z.uuid(),
    coordinator: z.uuid().meta({ description: 'The person named as coordinator; a member of the organization.' }),
    work: z.enum(works.map(({ id }) => id) as [string, ...string[]]),
    title: z.string().min(1).max(120),
    place,
    startsAt: instant,
    endsAt: instant,
    remote: z.boolean().default(false),
    estimatedMinutes: z.int().min(5).max(10_000).optional(),
    seats: z.int().min(1).max(5000),
    seatsMin: z.int().min(0).max(5000).optional(),
    competences: z.array(requirement).max(10).default([]),
    aim: z.string().min(1).max(1000),
    briefing: z.string().min(1).max(8000),
    bring: z.string().max(1000).default(''),
    emergencyContact: z.string().max(200).default(''),
    expected: z
      .strictObject({ quantity: z.int().min(1).max(999_999), unit: z.enum(units), confirmedBy: z.enum(confirmers) })
      .optional(),
    flags: z.array(z.enum(legalFlags)).default([]),
    contexts: z.array(z.enum(riskContexts)).default([]),
    claim: z.uuid().optional(),
    publish: z.boolean().default(true),
    stated: z.array(z.string().max(40)).max(20).default([]),
  }),
  response: z.strictObject({
    id: z.uuid(),
    post: z.uuid(),
    reference: z.string(),
    state: z.enum(['draft', 'open', 'review']),
    obligationsMissing: z.array(z.string()),
  }),
  example: {
    body: {
      organization: exampleId,
      coordinator: exampleId,
      work: 'clean-up',
      title: 'Courtyard',
      place: { locality: exampleId },
      startsAt: '2026-12-05T05:00:00Z',
      endsAt: '2026-12-05T08:00:00Z',
      seats: 5,
      aim: 'A clean courtyard',
      briefing: 'Wear gloves.',
    },
  },
  run: async (ctx, { body }) => {
    const where = await resolvePlace(ctx.db, { localityId: body.place.locality })
    if (!where.ok) return err({ status: 422, kind: 'place-unknown', detail: 'Expected the id of a known settlement.' })
    const member = await ctx.db
      .selectFrom('organization_members')
      .select('person_id')
      .where('organization_id', '=', body.organization)
      .where('person_id', '=', body.coordinator)
      .where('state', '=', 'member')
      .executeTakeFirst()
    if (member === undefined) return err(problemOf({ kind: 'coordinator-unknown' }))
    const made = await createActivity(ctx, {
      organizationId: body.organization,
      coordinatorId: body.coordinator,
      work: body.work,
      title: body.title,
      place: {
        regionId: where.value.regionId,
        localityId: where.value.localityId,
        zone: where.value.zone,
        point: where.value.point,
      },
      placeWords: body.place.words,
      startsAt: Temporal.Instant.from(body.startsAt),
      endsAt: Temporal.Instant.from(body.endsAt),
      remote: body.remote,
      estimatedMinutes: body.estimatedMinutes,
      seats: body.seats,
      seatsMin: body.seatsMin,
      competences: parseRequirements(body.competences.map(({ competence, level }) => ({ id: competence, level }))),
      aim: body.aim,
      briefing: body.briefing,
      bring: body.bring,
      emergencyContact: body.emergencyContact,
      resultQuantity: body.expected?.quantity,
      resultUnit: body.expected?.unit,
      resultConfirmer: body.expected?.confirmedBy,
      flags: body.flags,
      contexts: body.contexts,
      claimId: body.claim,
    })
    if (!made.ok) return err(problemOf(made.error))
    const { activityId, postId, reference } = made.value
    const published = body.publish
      ? await publishActivity(ctx, { activityId, stated: body.stated })
      : ({ ok: true, value: { state: 'draft' } } as const)
    const obligationsMissing =
      !published.ok && published.error.kind === 'obligations-missing' ? [...published.error.obligations] : []
    return ok({
      id: activityId,
      post: postId,
      reference,
      state: published.ok ? published.value.state : 'draft',
      obligationsMissing,
    })
  },
})

const publish = apiOperation({
  method: 'POST',
  path: '/activities/:id/publish',
  id: 'publishActivity',
  pages: ['POST /activities/:id/publish'],
  summary: 'Publish a draft; the gravest risk goes to the authority first',
  tag,
  may: 'activities:manage',
  records: ['activity.published', 'activity.sent-to-review'],
  query: none,
  body: z.strictObject({ stated: z.array(z.string().max(40)).max(20).default([]) }),
  response: z.strictObject({ state: z.enum(['open', 'review']) }),
  example: { params: { id: exampleId }, body: {} },
  run: async (ctx, { params, body }) =>
    answered(await publishActivity(ctx, { activityId: idOf(params.id), stated: body.stated }), ({ state }) => ({
      state,
    })),
})

const end = apiOperation({
  method: 'POST',
  path: '/activities/:id/end',
  id: 'endActivity',
  pages: ['POST /activities/:id/close', 'POST /activities/:id/finish', 'POST /activities/:id/cancel'],
  summary: 'Close sign-ups, finish, or cancel an activity',
  tag,
  may: 'activities:manage',
  records: ['activity.closed', 'activity.done', 'activity.cancelled', 'assignment.ended-by-cancel', 'waiting.lapsed'],
  query: none,
  body: z.strictObject({ how: z.enum(['close', 'finish', 'cancel']), words: z.string().max(2000).optional() }),
  response: z.strictObject({ state: z.enum(['closed', 'done', 'cancelled']) }),
  example: { params: { id: exampleId }, body: { how: 'close' } },
  run: async (ctx, { params, body }) => {
    const activityId = idOf(params.id)
    if (body.how === 'close')
      return answered(await closeActivity(ctx, { activityId }), () => ({ state: 'closed' as const }))
    if (body.how === 'finish')
      return answered(await finishActivity(ctx, { activityId }), () => ({ state: 'done' as const }))
    return answered(await cancelActivity(ctx, { activityId, words: body.words }), () => ({
      state: 'cancelled' as const,
    }))
  },
})

const setTime = apiOperation({
  method: 'POST',
  path: '/activities/:id/posts/:post/time',
  id: 'changePostTime',
  pages: ['POST /activities/:id/posts/:post/time'],
  summary: 'Change when a post is; everyone with a seat is asked anew',
  tag,
  may: 'activities:manage',
  records: ['post.changed', 'assignment.ended-by-change', 'activity.sent-to-review'],
  query: none,
  body: z.strictObject({ startsAt: instant, endsAt: instant }),
  response: z.strictObject({ asked: z.int() }),
  example: {
    params: { id: exampleId, post: exampleId },
    body: { startsAt: '2026-12-06T05:00:00Z', endsAt: '2026-12-06T08:00:00Z' },
  },
  run: async (ctx, { params, body }) =>
    answered(
      await changeActivity(ctx, {
        activityId: idOf(params.id),
        post: {
          postId: idOf(params.post),
          startsAt: Temporal.Instant.from(body.startsAt),
          endsAt: Temporal.Instant.from(body.endsAt),
        },
      }),
      ({ asked }) => ({ asked }),
    ),
})

const setSeats = apiOperation({
  method: 'POST',
  path: '/posts/:post/seats',
  id: 'changePostSeats',
  pages: ['POST /activities/:id/posts/:post/seats'],
  summary: 'Change how many seats a post has; only free ones go',
  tag,
  may: 'activities:manage',
  records: ['post.seats-changed', 'activity.sent-to-review', 'waiting.offered', 'waiting.lapsed'],
  query: none,
  body: z.strictObject({ seats: z.int().min(1).max(5000) }),
  response: z.strictObject({ seats: z.int() }),
  example: { params: { post: exampleId }, body: { seats: 6 } },
  run: async (ctx, { params, body }) =>
    answered(await changeSeats(ctx, { postId: idOf(params.post), seats: body.seats }), ({ seats }) => ({ seats })),
})

/** Operations of the room. */
export const activityOperations: readonly ApiOperation[] = [
  list,
  read,
  create,
  publish,
  end,
  setTime,
  setSeats,
  ...seatOperations,
  ...changeOperations,
  ...presenceOperations,
  ...exchangeOperations,
  ...ownOperations,
]

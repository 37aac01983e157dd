import { z } from 'zod'
import { err } from '../../kit/result'
import { resolvePlace } from '../../places'
import { type ApiOperation, apiOperation, may } from '../../platform'
import { changeActivity } from '../commands/change-activity'
import { addPost } from '../commands/change-seats'
import { copyActivity, repeatActivity } from '../commands/copy-activity'
import { editActivity } from '../commands/edit-activity'
import { reviewActivity } from '../commands/publish-activity'
import { parseRequirements } from '../steps/parse-requirements'
import { confirmers, parseConfirmer, parseUnit, units } from '../work'
import {
  answered,
  exampleId,
  idOf,
  instant,
  none,
  notFound,
  place,
  readVisible,
  requirement,
  scopeOf,
  tag,
} from './shared'

const changing = ['post.changed', 'assignment.ended-by-change', 'activity.sent-to-review']

const edit = apiOperation({
  method: 'POST',
  path: '/activities/:id/edit',
  id: 'editActivity',
  summary:
    'Change words, coordinator or expected result; what is left out stays. A new briefing is read anew by everyone.',
  tag,
  may: 'activities:manage',
  records: ['activity.edited'],
  pages: ['POST /activities/:id/edit'],
  query: none,
  body: z.strictObject({
    title: z.string().min(1).max(120).optional(),
    aim: z.string().min(1).max(1000).optional(),
    briefing: z.string().min(1).max(8000).optional(),
    bring: z.string().max(1000).optional(),
    emergencyContact: z.string().max(200).optional(),
    coordinator: z.uuid().optional(),
    expected: z
      .strictObject({ quantity: z.int().min(1).max(999_999), unit: z.enum(units), confirmedBy: z.enum(confirmers) })
      .optional(),
  }),
  response: z.strictObject({ briefingVersion: z.int() }),
  example: { params: { id: exampleId }, body: { bring: 'Gloves and water' } },
  run: async (ctx, { params, body }) => {
    const row = await readVisible(ctx, params.id)
    const unit = parseUnit(row?.result_unit)
    const confirmer = parseConfirmer(row?.result_confirmer)
    if (
      row === undefined ||
      unit === undefined ||
      confirmer === undefined ||
      !may(ctx, 'activities:manage', scopeOf(row))
    )
      return err(notFound)
    return answered(
      await editActivity(ctx, {
        activityId: row.id,
        title: body.title ?? row.title,
        aim: body.aim ?? row.aim,
        briefing: body.briefing ?? row.briefing,
        bring: body.bring ?? row.bring,
        emergencyContact: body.emergencyContact ?? row.emergency_contact,
        coordinatorId: body.coordinator,
        resultQuantity: body.expected?.quantity ?? row.result_quantity,
        resultUnit: body.expected?.unit ?? unit,
        resultConfirmer: body.expected?.confirmedBy ?? confirmer,
      }),
      ({ briefingVersion }) => ({ briefingVersion }),
    )
  },
})

const setPlace = apiOperation({
  method: 'POST',
  path: '/activities/:id/place',
  id: 'changeActivityPlace',
  summary: 'Change where an activity is; everyone with a seat is asked anew',
  tag,
  may: 'activities:manage',
  records: changing,
  pages: ['POST /activities/:id/place'],
  query: none,
  body: place,
  response: z.strictObject({ asked: z.int() }),
  example: { params: { id: exampleId }, body: { locality: exampleId, words: 'By the old bridge' } },
  run: async (ctx, { params, body }) => {
    const where = await resolvePlace(ctx.db, { localityId: body.locality })
    if (!where.ok) return err({ status: 422, kind: 'place-unknown', detail: 'Expected the id of a known settlement.' })
    const changed = await changeActivity(ctx, {
      activityId: idOf(params.id),
      place: { ...where.value, placeWords: body.words },
    })
    return answered(changed, ({ asked }) => ({ asked }))
  },
})

const addOnePost = apiOperation({
  method: 'POST',
  path: '/activities/:id/posts',
  id: 'addPost',
  summary: 'Add a post with its own time, seats and competences',
  tag,
  may: 'activities:manage',
  records: ['post.added', 'activity.sent-to-review'],
  pages: ['POST /activities/:id/posts'],
  status: 201,
  query: none,
  body: z.strictObject({
    title: z.string().max(80).default(''),
    seats: z.int().min(1).max(5000),
    startsAt: instant,
    endsAt: instant,
    competences: z.array(requirement).max(10).default([]),
  }),
  response: z.strictObject({ post: z.uuid() }),
  example: {
    params: { id: exampleId },
    body: { title: 'Tea', seats: 2, startsAt: '2026-12-05T06:00:00Z', endsAt: '2026-12-05T08:00:00Z' },
  },
  run: async (ctx, { params, body }) =>
    answered(
      await addPost(ctx, {
        activityId: idOf(params.id),
        title: body.title,
        seats: body.seats,
        startsAt: Temporal.Instant.from(body.startsAt),
        endsAt: Temporal.Instant.from(body.endsAt),
        competences: parseRequirements(body.competences.map(({ competence, level }) => ({ id: competence, level }))),
      }),
      ({ postId }) => ({ post: postId }),
    ),
})

const copy = apiOperation({
  method: 'POST',
  path: '/activities/:id/copies',
  id: 'copyActivity',
  summary: 'Make a draft with the same posts and texts on another day',
  tag,
  may: 'activities:manage',
  records: ['activity.created', 'post.added'],
  pages: ['POST /activities/:id/copy'],
  status: 201,
  query: none,
  body: z.strictObject({ startsAt: instant }),
  response: z.strictObject({ id: z.uuid() }),
  example: { params: { id: exampleId }, body: { startsAt: '2026-12-12T05:00:00Z' } },
  run: async (ctx, { params, body }) =>
    answered(
      await copyActivity(ctx, { activityId: idOf(params.id), startsAt: Temporal.Instant.from(body.startsAt) }),
      ({ activityId }) => ({ id: activityId }),
    ),
})

const repeat = apiOperation({
  method: 'POST',
  path: '/activities/:id/repeats',
  id: 'repeatActivity',
  summary: 'Repeat an activity by a rule (RFC 5545), in wall time of its place; each has its own sign-up',
  tag,
  may: 'activities:manage',
  records: ['activity.created', 'post.added', 'activity.published', 'activity.sent-to-review'],
  pages: ['POST /activities/:id/repeat'],
  status: 201,
  query: none,
  body: z.strictObject({ rule: z.string().max(220) }),
  response: z.strictObject({ ids: z.array(z.uuid()) }),
  example: { params: { id: exampleId }, body: { rule: 'FREQ=WEEKLY;BYDAY=SA;COUNT=4' } },
  run: async (ctx, { params, body }) =>
    answered(await repeatActivity(ctx, { activityId: idOf(params.id), rule: body.rule }), ({ activityIds }) => ({
      ids: [...activityIds],
    })),
})

const review = apiOperation({
  method: 'POST',
  path: '/activities/:id/review',
  id: 'reviewActivity',
  summary: "Pass on the authority's word on an activity of the gravest risk: open it, or return it with words",
  tag,
  may: 'region:review',
  records: ['activity.published', 'activity.returned'],
  pages: ['POST /activities/:id/review'],
  query: none,
  body: z.strictObject({
    verdict: z.enum(['open', 'return']),
    words: z.string().max(2000).optional(),
    reviewedBy: z.uuid().meta({ description: 'The person who looked, of the authority of the region.' }),
  }),
  response: z.strictObject({ state: z.enum(['open', 'draft']) }),
  example: { params: { id: exampleId }, body: { verdict: 'open', reviewedBy: exampleId } },
  run: async (ctx, { params, body }) =>
    answered(
      await reviewActivity(ctx, {
        activityId: idOf(params.id),
        opens: body.verdict === 'open',
        words: body.words,
        reviewerId: body.reviewedBy,
      }),
      ({ state }) => ({ state }),
    ),
})

/** What whoever organizes does with an activity that is there. */
export const changeOperations: readonly ApiOperation[] = [edit, setPlace, addOnePost, copy, repeat, review]

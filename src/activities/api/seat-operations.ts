import { z } from 'zod'
import { err, ok } from '../../kit/result'
import { helpConsent } from '../../people'
import { type ApiOperation, apiOperation, may } from '../../platform'
import { answerPost } from '../commands/answer-post'
import { checkIn } from '../commands/check-in'
import { checkOut, recordPresence } from '../commands/check-out'
import { COUNT_MAX, countPeople } from '../commands/count-people'
import { releaseAssignment } from '../commands/give-back'
import { markNoShow } from '../commands/mark-no-show'
import { listPeopleOf } from '../queries/list-people-of'
import { answered, exampleId, idOf, instant, none, notFound, readVisible, scopeOf, tag } from './shared'

const answerOf = z
  .strictObject({
    answer: z.uuid(),
    outcome: z.enum(['seated', 'full', 'kept']),
    assignment: z.uuid().nullable(),
    waitingPlace: z.int().nullable(),
  })
  .meta({ id: 'Answer' })

const giveAnswer = apiOperation({
  method: 'POST',
  path: '/posts/:post/answers',
  id: 'answerPost',
  pages: ['POST /activities/:id/posts/:post/answer'],
  summary: 'Pass on what a volunteer said to a post, under their consent',
  tag,
  may: 'people:help',
  records: [
    'document.accepted',
    'answer.given',
    'assignment.made',
    'waiting.joined',
    'waiting.offered',
    'waiting.lapsed',
  ],
  status: 201,
  query: none,
  body: z.strictObject({
    volunteer: z.uuid(),
    consent: helpConsent,
    kind: z.enum(['yes', 'no', 'yes-from', 'words']),
    yesFrom: instant.optional(),
    words: z.string().max(2000).optional(),
    termsVersion: z.int().min(1).optional(),
    ethicsVersion: z.int().min(1).optional(),
    briefingVersion: z.int().min(1).optional(),
    orWait: z.boolean().default(false),
    group: z.uuid().optional().meta({ description: 'The group whose link the person came by.' }),
  }),
  response: answerOf,
  example: {
    params: { post: exampleId },
    body: { volunteer: exampleId, consent: exampleId, kind: 'yes' },
  },
  run: async (ctx, { params, body }) =>
    answered(
      await answerPost(ctx, {
        postId: idOf(params.post),
        volunteerId: body.volunteer,
        consentId: body.consent,
        kind: body.kind,
        yesFrom: body.yesFrom === undefined ? undefined : Temporal.Instant.from(body.yesFrom),
        words: body.words,
        termsVersion: body.termsVersion,
        accepted: { ethicsVersion: body.ethicsVersion, briefingVersion: body.briefingVersion },
        orWait: body.orWait,
        groupId: body.group,
      }),
      (value) => ({
        answer: value.answerId,
        outcome: value.outcome,
        assignment: value.outcome === 'seated' ? value.assignmentId : null,
        waitingPlace: value.outcome === 'full' ? value.waitingPlace : null,
      }),
    ),
})

const person = z
  .strictObject({
    volunteer: z.uuid(),
    assignment: z.uuid().nullable(),
    attendance: z.uuid().nullable(),
    post: z.uuid(),
    state: z.string(),
    atRisk: z.string().nullable(),
    checkedInAt: z.iso.datetime().nullable(),
    checkedOutAt: z.iso.datetime().nullable(),
    extra: z.boolean(),
  })
  .meta({ id: 'PersonInActivity', description: 'Ids and times alone: names come with `readRoster`.' })

const listPeople = apiOperation({
  method: 'GET',
  path: '/activities/:id/people',
  id: 'listPeopleOfActivity',
  summary: 'Who has a seat and who came, by id',
  tag,
  may: 'activities:manage',
  query: none,
  response: z.strictObject({ people: z.array(person) }),
  example: { params: { id: exampleId } },
  run: async (ctx, { params }) => {
    const row = await readVisible(ctx, params.id)
    if (row === undefined || !may(ctx, 'activities:manage', scopeOf(row))) return err(notFound)
    const people = await listPeopleOf(ctx, row.id)
    return ok({
      people: people.map((one) => ({
        volunteer: one.volunteerId,
        assignment: one.assignmentId,
        attendance: one.attendanceId,
        post: one.postId,
        state: one.state,
        atRisk: one.atRisk,
        checkedInAt: one.checkedInAt?.toString() ?? null,
        checkedOutAt: one.checkedOutAt?.toString() ?? null,
        extra: one.extra,
      })),
    })
  },
})

const freeSeat = apiOperation({
  method: 'POST',
  path: '/assignments/:id/end',
  id: 'endAssignment',
  pages: ['POST /activities/:id/release', 'POST /activities/:id/no-show/:assignment'],
  summary: 'Free a seat as organizer, or say with a witness that somebody did not come',
  tag,
  may: 'activities:manage',
  records: ['assignment.ended-by-organizer', 'assignment.no-show', 'waiting.offered', 'waiting.lapsed'],
  query: none,
  body: z.discriminatedUnion('how', [
    z.strictObject({ how: z.literal('released') }),
    z.strictObject({ how: z.literal('no-show'), witness: z.uuid() }),
  ]),
  response: z.strictObject({ activity: z.uuid() }),
  example: { params: { id: exampleId }, body: { how: 'released' } },
  run: async (ctx, { params, body }) => {
    const assignmentId = idOf(params.id)
    return body.how === 'released'
      ? answered(await releaseAssignment(ctx, { assignmentId }), ({ activityId }) => ({ activity: activityId }))
      : answered(await markNoShow(ctx, { assignmentId, witnessId: body.witness }), ({ activityId }) => ({
          activity: activityId,
        }))
  },
})

const arrive = apiOperation({
  method: 'POST',
  path: '/activities/:id/attendance',
  id: 'checkIn',
  pages: [
    'POST /activities/:id/check-in',
    'POST /activities/:id/sheet',
    'POST /activities/:id/site',
    'POST /attend/:id',
    'POST /me/assignments/:id/check-in',
    'POST /here/:secret',
  ],
  summary: 'Somebody is there; without a seat they are recorded as extra',
  tag,
  may: 'activities:manage',
  records: ['attendance.checked-in', 'attendance.checked-out', 'attendance.arrival-corrected'],
  status: 201,
  query: none,
  body: z.strictObject({
    volunteer: z.uuid(),
    post: z.uuid().optional(),
    stay: z
      .strictObject({ from: instant, until: instant })
      .optional()
      .meta({ description: 'For a stay that is over, from a paper sheet.' }),
  }),
  response: z.strictObject({ attendance: z.uuid() }),
  example: { params: { id: exampleId }, body: { volunteer: exampleId } },
  run: async (ctx, { params, body }) => {
    const common = { activityId: idOf(params.id), volunteerId: body.volunteer, postId: body.post }
    const shape = ({ attendanceId }: { attendanceId: string }) => ({ attendance: attendanceId })
    if (body.stay === undefined) return answered(await checkIn(ctx, { ...common, how: 'coordinator' }), shape)
    const { from, until } = body.stay
    return answered(
      await recordPresence(ctx, {
        ...common,
        from: Temporal.Instant.from(from),
        until: Temporal.Instant.from(until),
      }),
      shape,
    )
  },
})

const leave = apiOperation({
  method: 'POST',
  path: '/attendance/:id/check-out',
  id: 'checkOut',
  pages: [
    'POST /activities/:id/check-out',
    'POST /attend/:id',
    'POST /me/assignments/:id/check-out',
    'POST /me/attendance/:id/check-out',
    'POST /helper/:secret/check-out',
  ],
  summary: 'Somebody leaves',
  tag,
  may: 'activities:manage',
  records: ['attendance.checked-out'],
  query: none,
  body: z.strictObject({ at: instant.optional() }),
  response: z.strictObject({ minutes: z.int() }),
  example: { params: { id: exampleId }, body: {} },
  run: async (ctx, { params, body }) =>
    answered(
      await checkOut(ctx, {
        attendanceId: idOf(params.id),
        how: 'coordinator',
        at: body.at === undefined ? undefined : Temporal.Instant.from(body.at),
      }),
      ({ minutes }) => ({ minutes }),
    ),
})

const count = apiOperation({
  method: 'POST',
  path: '/activities/:id/head-counts',
  id: 'countPeople',
  pages: ['POST /activities/:id/count'],
  summary: 'How many came, as whoever leads the work counted on site',
  tag,
  may: 'activities:manage',
  records: ['activity.people-counted'],
  status: 201,
  query: none,
  body: z.strictObject({
    people: z.int().min(0).max(COUNT_MAX),
    counter: z.uuid().meta({ description: 'The person who counted; they manage the activity.' }),
  }),
  response: z.strictObject({ count: z.uuid() }),
  example: { params: { id: exampleId }, body: { people: 12, counter: exampleId } },
  run: async (ctx, { params, body }) =>
    answered(
      await countPeople(ctx, { activityId: idOf(params.id), people: body.people, counterId: body.counter }),
      ({ countId }) => ({ count: countId }),
    ),
})

/** Who says yes, has a seat, arrives and leaves. */
export const seatOperations: readonly ApiOperation[] = [giveAnswer, listPeople, freeSeat, arrive, leave, count]

import { z } from 'zod'
import { err, ok } from '../../kit/result'
import { forPerson, lookForPerson, ownWord } from '../../people'
import { type ApiOperation, apiOperation } from '../../platform'
import { logWork } from '../commands/check-out'
import { giveBack } from '../commands/give-back'
import { joinWaitingList, leaveList } from '../commands/leave-list'
import { makeGroup, releaseGroup } from '../commands/make-group'
import { undoAnswer } from '../commands/undo-answer'
import { listOwnAssignments } from '../queries/list-own-assignments'
import { GROUP_SEATS_MAX } from '../steps/hold-seats'
import { answered, exampleId, idOf, none, notFound, tag } from './shared'

const offers = ['waiting.offered', 'waiting.lapsed']
const ownExample = { volunteer: exampleId, consent: exampleId }
const freed = z.strictObject({ activity: z.uuid(), post: z.uuid() })
const sayFreed = ({ activityId, postId }: { activityId: string; postId: string }) => ({
  activity: activityId,
  post: postId,
})

const list = apiOperation({
  method: 'GET',
  path: '/volunteers/:volunteerId/assignments',
  id: 'listOwnAssignments',
  summary: 'Seats the person has, soonest first. The look is recorded.',
  tag,
  may: 'people:help',
  query: z.strictObject({
    consent: z.uuid(),
    cursor: z.uuid().optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  response: z.strictObject({
    assignments: z.array(
      z.strictObject({
        id: z.uuid(),
        activity: z.uuid(),
        post: z.uuid(),
        answer: z.uuid(),
        startsAt: z.iso.datetime(),
        endsAt: z.iso.datetime(),
      }),
    ),
    next: z.uuid().nullable(),
  }),
  example: { params: { volunteerId: exampleId }, query: { consent: exampleId } },
  run: async (ctx, { params, query }) => {
    const volunteerId = idOf(params.volunteerId)
    if (!(await lookForPerson(ctx, volunteerId, query.consent, ['attendance']))) return err(notFound)
    const rows = await listOwnAssignments(ctx.db, volunteerId, query.limit + 1, query.cursor)
    const shown = rows.slice(0, query.limit)
    return ok({
      assignments: shown.map((row) => ({
        id: row.id,
        activity: row.activity_id,
        post: row.post_id,
        answer: row.answer_id,
        startsAt: row.starts_at.toString(),
        endsAt: row.ends_at.toString(),
      })),
      next: rows.length > query.limit ? (shown.at(-1)?.id ?? null) : null,
    })
  },
})

const giveSeatBack = apiOperation({
  method: 'POST',
  path: '/assignments/:id/give-back',
  id: 'giveBack',
  summary: "Give the person's seat back, without reasons; whoever waits is offered it at once",
  tag,
  may: 'people:help',
  records: ['assignment.given-back', ...offers],
  pages: ['POST /me/assignments/:id/give-back'],
  query: none,
  body: ownWord,
  response: freed,
  example: { params: { id: exampleId }, body: ownExample },
  run: async (ctx, { params, body }) =>
    answered(await giveBack(forPerson(ctx, body.volunteer, body.consent), { assignmentId: idOf(params.id) }), sayFreed),
})

const undo = apiOperation({
  method: 'POST',
  path: '/answers/:id/undo',
  id: 'undoAnswer',
  summary: 'Take back for the person what somebody passed on for them; the seat it opened is free again',
  tag,
  may: 'people:help',
  records: ['answer.undone', 'assignment.given-back', 'waiting.left', ...offers],
  pages: ['POST /me/assignments/:id/undo', 'POST /undo/:secret', 'POST /asks/:id/undo', 'POST /a/:secret/undo'],
  query: none,
  body: ownWord,
  response: freed,
  example: { params: { id: exampleId }, body: ownExample },
  run: async (ctx, { params, body }) =>
    answered(await undoAnswer(forPerson(ctx, body.volunteer, body.consent), { answerId: idOf(params.id) }), sayFreed),
})

const joinList = apiOperation({
  method: 'POST',
  path: '/posts/:post/waiting-list',
  id: 'joinWaitingList',
  summary: "Put the person on a post's waiting list",
  tag,
  may: 'people:help',
  records: ['waiting.joined', ...offers],
  pages: ['POST /asks/:id/wait', 'POST /a/:secret/wait'],
  query: none,
  body: ownWord,
  response: z.strictObject({ place: z.int().meta({ description: '1 is next.' }) }),
  example: { params: { post: exampleId }, body: ownExample },
  run: async (ctx, { params, body }) =>
    answered(
      await joinWaitingList(forPerson(ctx, body.volunteer, body.consent), {
        postId: idOf(params.post),
        volunteerId: body.volunteer,
      }),
      ({ place }) => ({ place }),
    ),
})

const leaveWaiting = apiOperation({
  method: 'POST',
  path: '/posts/:post/waiting-list/leave',
  id: 'leaveWaitingList',
  summary: "Take the person off a post's waiting list; an offer they held goes to the next",
  tag,
  may: 'people:help',
  records: ['waiting.left', ...offers],
  pages: ['POST /activities/:id/posts/:post/leave-list'],
  query: none,
  body: ownWord,
  response: none,
  example: { params: { post: exampleId }, body: ownExample },
  run: async (ctx, { params, body }) =>
    answered(
      await leaveList(forPerson(ctx, body.volunteer, body.consent), {
        postId: idOf(params.post),
        volunteerId: body.volunteer,
      }),
      () => ({}),
    ),
})

const startGroup = apiOperation({
  method: 'POST',
  path: '/posts/:post/groups',
  id: 'makeGroup',
  summary: 'Make a link for friends of the person and hold seats for them until a deadline; each says their own yes',
  tag,
  may: 'people:help',
  records: ['group.made', ...offers],
  pages: ['POST /activities/:id/posts/:post/group'],
  status: 201,
  query: none,
  body: ownWord.extend({ name: z.string().max(80), seats: z.int().min(0).max(GROUP_SEATS_MAX) }),
  response: z.strictObject({ group: z.uuid(), held: z.int(), url: z.url() }),
  example: { params: { post: exampleId }, body: { ...ownExample, name: 'Neighbours', seats: 3 } },
  run: async (ctx, { params, body }) =>
    answered(
      await makeGroup(forPerson(ctx, body.volunteer, body.consent), {
        postId: idOf(params.post),
        personId: body.volunteer,
        name: body.name.trim(),
        seats: body.seats,
      }),
      ({ groupId, held }) => ({ group: groupId, held, url: `${ctx.config.url}/groups/${groupId}` }),
    ),
})

const letGo = apiOperation({
  method: 'POST',
  path: '/groups/:id/release',
  id: 'releaseGroup',
  summary: 'Let go of the seats that nobody of the group has taken',
  tag,
  may: 'people:help',
  records: ['group.released', ...offers],
  pages: ['POST /groups/:id/release'],
  query: none,
  body: ownWord,
  response: z.strictObject({ released: z.int() }),
  example: { params: { id: exampleId }, body: ownExample },
  run: async (ctx, { params, body }) =>
    answered(
      await releaseGroup(forPerson(ctx, body.volunteer, body.consent), { groupId: idOf(params.id) }),
      ({ released }) => ({ released }),
    ),
})

const log = apiOperation({
  method: 'POST',
  path: '/assignments/:id/work-log',
  id: 'logWork',
  summary: 'Enter work the person did from afar; the client confirms it later',
  tag,
  may: 'people:help',
  records: ['attendance.checked-in', 'attendance.checked-out'],
  pages: ['POST /me/assignments/:id/log'],
  status: 201,
  query: none,
  body: ownWord.extend({ minutes: z.int().min(1).max(10_000), words: z.string().max(2000).default('') }),
  response: z.strictObject({ attendance: z.uuid() }),
  example: { params: { id: exampleId }, body: { ...ownExample, minutes: 90, words: 'Translated the leaflet' } },
  run: async (ctx, { params, body }) =>
    answered(
      await logWork(forPerson(ctx, body.volunteer, body.consent), {
        assignmentId: idOf(params.id),
        minutes: body.minutes,
        words: body.words,
      }),
      ({ attendanceId }) => ({ attendance: attendanceId }),
    ),
})

/** A volunteer's own word about their seats, passed on while they ask for it. */
export const ownOperations: readonly ApiOperation[] = [
  list,
  giveSeatBack,
  undo,
  joinList,
  leaveWaiting,
  startGroup,
  letGo,
  log,
]

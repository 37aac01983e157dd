import { z } from 'zod'
import { err, ok } from '../../kit/result'
import { type ApiOperation, apiOperation, may } from '../../platform'
import { ageBands } from '../../standards'
import { calledWhom, callOutcomes, noteCall } from '../commands/note-call'
import { registerHelper } from '../commands/register-helper'
import { findActivity } from '../queries/find-activity'
import { listOverdue } from '../queries/find-overdue'
import { listPeopleOf } from '../queries/list-people-of'
import { answered, exampleId, idOf, instant, none, notFound, readVisible, scopeOf, tag } from './shared'

const roster = apiOperation({
  method: 'GET',
  path: '/activities/:id/roster',
  id: 'readRoster',
  summary: 'Names of those with a seat and of those who came. Each look is recorded and shown to the person.',
  tag,
  may: 'activities:manage',
  query: none,
  response: z.strictObject({
    people: z.array(
      z.strictObject({
        volunteer: z.uuid(),
        post: z.uuid(),
        name: z.string().nullable(),
        minor: z.boolean(),
        state: z.string(),
      }),
    ),
  }),
  example: { params: { id: exampleId } },
  run: async (ctx, { params }) => {
    const row = await readVisible(ctx, params.id)
    if (row === undefined || !may(ctx, 'activities:manage', scopeOf(row))) return err(notFound)
    const people = await listPeopleOf(ctx, row.id, 'roster')
    return ok({
      people: people.map((one) => ({
        volunteer: one.volunteerId,
        post: one.postId,
        name: one.name,
        minor: one.isMinor,
        state: one.state,
      })),
    })
  },
})

const register = apiOperation({
  method: 'POST',
  path: '/activities/:id/helpers',
  id: 'registerHelper',
  summary: 'Take in somebody who stands at the gate: a name and an age band, nothing else',
  tag,
  may: 'activities:manage',
  records: ['person.created', 'consent.given', 'volunteer.joined', 'helper.registered', 'attendance.checked-in'],
  pages: ['POST /gate/:secret', 'POST /activities/:id/sheet'],
  status: 201,
  query: none,
  body: z.strictObject({
    name: z.string().trim().min(1).max(100),
    ageBand: z.enum(ageBands),
    representativePresent: z.boolean().default(false),
    lang: z.enum(['kk', 'ru', 'en']).default('kk'),
  }),
  response: z.strictObject({ helper: z.uuid(), attendance: z.uuid() }),
  example: { params: { id: exampleId }, body: { name: 'Serik', ageBand: '18-64' } },
  run: async (ctx, { params, body: { lang, ...helper } }) =>
    answered(
      await registerHelper({ ...ctx, lang }, { activityId: idOf(params.id), ...helper }),
      ({ helperId, attendanceId }) => ({ helper: helperId, attendance: attendanceId }),
    ),
})

const missed = apiOperation({
  method: 'GET',
  path: '/activities/:id/overdue',
  id: 'listOverdue',
  summary: 'Who has not checked out where silence may mean danger, by id',
  tag,
  may: 'overdue:handle',
  query: none,
  response: z.strictObject({
    overdue: z.array(
      z.strictObject({
        attendance: z.uuid(),
        volunteer: z.uuid(),
        checkedInAt: z.iso.datetime(),
        dueAt: z.iso.datetime().meta({ description: 'When their post ended.' }),
      }),
    ),
  }),
  example: { params: { id: exampleId } },
  run: async (ctx, { params }) => {
    const row = await findActivity(ctx.db, idOf(params.id))
    if (row === undefined || !may(ctx, 'overdue:handle', scopeOf(row))) return err(notFound)
    const overdue = await listOverdue(ctx.db, row.id)
    return ok({
      overdue: overdue.map((one) => ({
        attendance: one.id,
        volunteer: one.volunteerId,
        checkedInAt: one.checked_in_at.toString(),
        dueAt: one.ends_at.toString(),
      })),
    })
  },
})

const call = apiOperation({
  method: 'POST',
  path: '/attendance/:id/calls',
  id: 'noteOverdueCall',
  summary: 'Note what came of ringing about somebody who has not checked out; who is safe is checked out',
  tag,
  may: 'overdue:handle',
  records: ['attendance.overdue-called', 'attendance.checked-out'],
  pages: ['POST /overdue/:id'],
  query: none,
  body: z.strictObject({
    whom: z.enum(calledWhom),
    outcome: z.enum(callOutcomes),
    leftAt: instant.optional(),
    calledBy: z.uuid().meta({ description: 'The person who rang; not the one who is missed.' }),
  }),
  response: z.strictObject({ closed: z.boolean() }),
  example: { params: { id: exampleId }, body: { whom: 'person', outcome: 'no-answer', calledBy: exampleId } },
  run: async (ctx, { params, body }) =>
    answered(
      await noteCall(ctx, {
        attendanceId: idOf(params.id),
        whom: body.whom,
        outcome: body.outcome,
        leftAt: body.leftAt === undefined ? undefined : Temporal.Instant.from(body.leftAt),
        callerId: body.calledBy,
      }),
      ({ closed }) => ({ closed }),
    ),
})

/** Who is there, and who is missed. */
export const presenceOperations: readonly ApiOperation[] = [roster, register, missed, call]

import { z } from 'zod'
import { isId } from '../../kit/ids'
import { err, ok } from '../../kit/result'
import { type ApiOperation, apiOperation, type Problem } from '../../platform'
import { forbidden, notFound, sampleId, tag } from '../api/problem'
import { findLot, listLotEntries } from './find-lot'
import { type OpenLotError, openLot } from './open-lot'

const id = z.uuid()
const none = z.strictObject({})

const refused = (status: 409 | 422, kind: OpenLotError['kind'], detail: string): Problem => ({ status, kind, detail })

const problems = {
  unknown: notFound,
  forbidden,
  'not-open': refused(409, 'not-open', 'Only open work on a date can be drawn.'),
  'no-seats': refused(409, 'no-seats', 'There is no free seat to draw.'),
  time: refused(422, 'time', 'Expected a moment at least an hour from now and two hours before the work.'),
  waiting: refused(409, 'waiting', 'People wait already in the order they came.'),
  already: refused(409, 'already', 'The seats of this post are being drawn already.'),
  'call-out': refused(409, 'call-out', 'A call-out fills this post: stop it first.'),
} satisfies Record<OpenLotError['kind'], Problem>

const open = apiOperation({
  method: 'POST',
  path: '/posts/:id/lot',
  id: 'openLot',
  summary: 'Let the free seats of a post be drawn by lot among everybody on its waiting list at a moment',
  tag,
  may: 'dispatch:run',
  records: ['lot.opened'],
  pages: ['POST /desk/posts/:id/lot'],
  query: none,
  body: z.strictObject({ closesAt: z.iso.datetime({ offset: true }) }),
  response: z.strictObject({ lot: id }),
  status: 201,
  example: { params: { id: sampleId }, body: { closesAt: '2026-12-04T02:00:00Z' } },
  run: async (ctx, { params, body }) => {
    const postId = params.id ?? ''
    if (!isId(postId)) return err(notFound)
    const opened = await openLot(ctx, { postId, closesAt: Temporal.Instant.from(body.closesAt) })
    return opened.ok ? ok({ lot: opened.value.lotId }) : err(problems[opened.error.kind])
  },
})

const read = apiOperation({
  method: 'GET',
  path: '/draws/:id',
  id: 'readLot',
  summary:
    'A lot: the hash fixed beforehand, and after the draw seed, numbers and tickets, with which anybody can draw it again',
  tag,
  may: 'anyone',
  query: none,
  response: z.strictObject({
    id,
    post: id,
    activity: id,
    state: z.enum(['open', 'drawn', 'called-off']),
    closesAt: z.iso.datetime(),
    commitment: z.string().meta({ description: 'SHA-256 of the seed, in hex.' }),
    seed: z.string().nullable(),
    entries: z
      .array(
        z.strictObject({
          number: z.string(),
          tickets: z.int(),
          place: z.int(),
          outcome: z.enum(['seated', 'waiting', 'passed']),
        }),
      )
      .meta({ description: 'In the order drawn; none before the draw.' }),
  }),
  example: { params: { id: sampleId } },
  run: async (ctx, { params }) => {
    const lot = isId(params.id) ? await findLot(ctx.db, params.id) : undefined
    if (lot === undefined) return err(notFound)
    const entries = await listLotEntries(ctx.db, lot.id)
    return ok({
      id: lot.id,
      post: lot.post_id,
      activity: lot.activity_id,
      state: lot.state as 'open',
      closesAt: lot.closes_at.toString(),
      commitment: lot.commitment,
      seed: lot.seed,
      entries: entries.map(({ number, tickets, place, outcome }) => ({
        number,
        tickets,
        place,
        outcome: outcome as 'seated',
      })),
    })
  },
})

/** Seats by lot for partners' systems. */
export const lotOperations: readonly ApiOperation[] = [open, read]

import { z } from 'zod'
import { isId } from '../kit/ids'
import { err, ok } from '../kit/result'
import { type ApiOperation, apiOperation, type Problem } from '../platform'
import { helpWays, startHelp } from './commands/help'

const notFound: Problem = { status: 404, kind: 'not-found', detail: 'There is no such person in reach of the key.' }

const refusals: Readonly<Record<'forbidden' | 'unknown' | 'holds-role', Problem>> = {
  forbidden: notFound,
  unknown: notFound,
  'holds-role': {
    status: 403,
    kind: 'holds-role',
    detail: 'The person holds a role of the house: an administrator helps them.',
  },
}

const help = apiOperation({
  method: 'POST',
  path: '/people/:id/help',
  id: 'helpPerson',
  summary:
    'Note that a person asked you to act for them, and how. For an hour this key, and no other, passes on their own word; they are told at once.',
  tag: 'People',
  may: 'people:help',
  records: ['consent.given'],
  pages: ['POST /people/:id/help'],
  status: 201,
  query: z.strictObject({}),
  body: z.strictObject({ way: z.enum(helpWays) }),
  response: z.strictObject({
    consent: z.uuid().meta({ description: 'Sent with each word of theirs that you pass on.' }),
  }),
  example: { params: { id: '5f0e9d8c-4c62-4f0e-9d8c-0b8f7c8e1a61' }, body: { way: 'call' } },
  run: async (ctx, { params, body }) => {
    if (!isId(params.id)) return err(notFound)
    const started = await startHelp(ctx, { personId: params.id, way: body.way })
    return started.ok ? ok({ consent: started.value.consentId }) : err(refusals[started.error.kind])
  },
})

/** Operations of the room: what lets a partner's system pass on a person's own word. */
export const peopleOperations: readonly ApiOperation[] = [help]

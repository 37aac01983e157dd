import { z } from 'zod'
import { isId } from '../../kit/ids'
import { err, ok } from '../../kit/result'
import { forPerson, helpConsent, lookForPerson } from '../../people'
import { type ApiOperation, apiOperation } from '../../platform'
import { decideLetter, LETTER_MAX, withdrawLetter, writeLetter } from '../commands/letters'
import { listLettersOf } from '../letter-rows'
import { none, notFound, problemOf, sampleId, tag } from './answers'

const write = apiOperation({
  method: 'POST',
  path: '/activities/:id/letters',
  id: 'writeLetter',
  pages: ['POST /activities/:id/letter'],
  summary: 'A named coordinator recommends somebody who worked in their activity; the person sees the letter first',
  tag,
  may: 'contributions:confirm',
  records: ['letter.offered'],
  status: 201,
  query: none,
  body: z.strictObject({
    writtenBy: z.uuid().meta({ description: 'The person who wrote it: a coordinator of the organization.' }),
    volunteer: z.uuid(),
    words: z.string().max(LETTER_MAX),
  }),
  response: z.strictObject({ letter: z.uuid() }),
  example: {
    params: { id: sampleId },
    body: {
      writtenBy: sampleId,
      volunteer: sampleId,
      words: 'She led the clean-up calmly and saw to it that everybody came home safely.',
    },
  },
  run: async (ctx, { params, body }) => {
    if (!isId(params.id)) return err(notFound)
    const done = await writeLetter(ctx, {
      activityId: params.id,
      volunteerId: body.volunteer,
      words: body.words,
      authorId: body.writtenBy,
    })
    return done.ok ? ok({ letter: done.value.letterId }) : err(problemOf(done.error))
  },
})

const withdraw = apiOperation({
  method: 'POST',
  path: '/letters/:id/withdraw',
  id: 'withdrawLetter',
  pages: ['POST /letters/:id/withdraw'],
  summary: 'Who wrote a letter withdraws it, also where it was kept: its words are gone',
  tag,
  may: 'contributions:confirm',
  records: ['letter.withdrawn'],
  query: none,
  body: z.strictObject({ writtenBy: z.uuid() }),
  response: none,
  example: { params: { id: sampleId }, body: { writtenBy: sampleId } },
  run: async (ctx, { params, body }) => {
    if (!isId(params.id)) return err(notFound)
    const done = await withdrawLetter(ctx, { letterId: params.id, authorId: body.writtenBy })
    return done.ok ? ok({}) : err(problemOf(done.error))
  },
})

const list = apiOperation({
  method: 'GET',
  path: '/volunteers/:volunteerId/letters',
  id: 'listLetters',
  summary: 'Letters about the person that wait for them or were kept. The look is recorded.',
  tag,
  may: 'people:help',
  query: z.strictObject({ consent: z.uuid() }),
  response: z.strictObject({
    letters: z.array(
      z
        .strictObject({
          id: z.uuid(),
          state: z.enum(['offered', 'kept']),
          organization: z.string(),
          activity: z.string(),
          author: z.string().nullable(),
          words: z.string(),
          writtenAt: z.iso.datetime(),
        })
        .meta({ id: 'Letter' }),
    ),
  }),
  example: { params: { volunteerId: sampleId }, query: { consent: sampleId } },
  run: async (ctx, { params, query }) => {
    const personId = params.volunteerId ?? ''
    if (!(await lookForPerson(ctx, personId, query.consent, ['record', 'words']))) return err(notFound)
    return ok({
      letters: (await listLettersOf(ctx.db, personId)).map((letter) => ({
        id: letter.id,
        state: letter.state === 'kept' ? ('kept' as const) : ('offered' as const),
        organization: letter.organization,
        activity: letter.title,
        author: letter.author,
        words: letter.words,
        writtenAt: letter.writtenAt.toString(),
      })),
    })
  },
})

const decided = (keep: boolean) =>
  apiOperation({
    method: 'POST',
    path: keep ? '/letters/:id/keep' : '/letters/:id/discard',
    id: keep ? 'keepLetter' : 'discardLetter',
    pages: [keep ? 'POST /letters/:id/keep' : 'POST /letters/:id/discard'],
    summary: keep
      ? 'Keep a letter for the person: from now on they can show it'
      : 'Discard a letter for the person, also one that was kept: its words are gone',
    tag,
    may: 'people:help',
    records: [keep ? 'letter.kept' : 'letter.discarded'],
    query: none,
    body: z.strictObject({ volunteer: z.uuid(), consent: helpConsent }),
    response: none,
    example: { params: { id: sampleId }, body: { volunteer: sampleId, consent: sampleId } },
    run: async (ctx, { params, body }) => {
      if (!isId(params.id)) return err(notFound)
      const done = await decideLetter(forPerson(ctx, body.volunteer, body.consent), { letterId: params.id, keep })
      return done.ok ? ok({}) : err(problemOf(done.error))
    },
  })

/** Letters of recommendation: written by a named coordinator, decided on the word of whom they are about. */
export const letterOperations: readonly ApiOperation[] = [write, withdraw, list, decided(true), decided(false)]

import { z } from 'zod'
import { entryKind } from '../journal'
import { companionAnswers } from './wish'

const id = z.uuid()

/** Somebody asks for a companion: how many do, where and by which door, is public; who, is not. */
export const companionWished = entryKind('companion.wished', {
  subject: 'person',
  body: z.object({ wishId: id, until: z.iso.datetime() }),
  public: ['region', 'day', 'door'],
})

/** A wish ended: with a pair, or taken back. */
export const companionWishEnded = entryKind('companion.wish-ended', {
  subject: 'person',
  body: z.object({ wishId: id, outcome: z.enum(['paired', 'withdrawn']) }),
  public: ['region', 'day', 'outcome'],
})

/** A volunteer was asked whether they would be somebody's companion. */
export const companionAsked = entryKind('companion.asked', {
  subject: 'companion-ask',
  body: z.object({
    askId: id,
    wishId: id,
    volunteerId: id,
    kept: z.int().min(0),
    travelMinutes: z.int().min(0),
    answerBy: z.iso.datetime(),
  }),
  public: [],
})

/** A volunteer said yes or no, or let the time pass. On a yes the person has the word. */
export const companionAnswered = entryKind('companion.answered', {
  subject: 'companion-ask',
  body: z.object({
    askId: id,
    wishId: id,
    personId: id,
    volunteerId: id,
    answer: z.enum([...companionAnswers, 'silent']),
  }),
  public: [],
})

/** The person does not want this volunteer; somebody else is looked for. */
export const companionRefused = entryKind('companion.refused', {
  subject: 'companion-ask',
  body: z.object({ askId: id, wishId: id, volunteerId: id }),
  public: [],
})

/** Nobody fits who has not been asked; it is looked again some hours later. */
export const companionNotFound = entryKind('companion.not-found', {
  subject: 'person',
  body: z.object({ wishId: id }),
  public: [],
})

import { z } from 'zod'
import { entryKind } from '../journal'
import { concerns, outcomes, reportKinds, stepKinds } from './report'

const id = z.uuid().nullable()

/** Somebody reported harm. Neither words nor the person concerned stand here: both live in rows that can be erased. */
export const safetyReported = entryKind('safety.reported', {
  subject: 'safety-report',
  body: z.object({
    kind: z.enum(reportKinds),
    concerns: z.enum(concerns),
    urgent: z.boolean(),
    officerId: id,
    activityId: id,
    organizationId: id,
    needId: id,
  }),
  public: ['region', 'day', 'door'],
})

/** An officer took a report in hand, was given it, or got it because nobody had taken it in time. */
export const safetyTaken = entryKind('safety.taken', {
  subject: 'safety-report',
  body: z.object({ officerId: z.uuid(), how: z.enum(['taken', 'handed-over', 'not-taken-in-time']) }),
  public: [],
})

/** Something was noted, answered or added; what was said stands in the report's steps. */
export const safetyStepRecorded = entryKind('safety.step-recorded', {
  subject: 'safety-report',
  body: z.object({ step: z.enum(stepKinds), officerId: id }),
  public: [],
})

/** A report was closed with its outcome. */
export const safetyClosed = entryKind('safety.closed', {
  subject: 'safety-report',
  body: z.object({ outcome: z.enum(outcomes), officerId: id }),
  public: ['region', 'day', 'outcome'],
})

/** A closed report was opened again, by its reporter or an officer. */
export const safetyReopened = entryKind('safety.reopened', {
  subject: 'safety-report',
  body: z.object({ officerId: id }),
  public: ['region', 'day'],
})

/** Words, contact and names of a closed report were destroyed when their purpose had been reached. */
export const safetyWordsDestroyed = entryKind('safety.words-destroyed', {
  subject: 'safety-report',
  body: z.object({ daysAfterClosing: z.int() }),
  public: [],
})

/** A pattern among what a companion did stands before the officers of their region; nothing follows from it by itself. */
export const patternSeen = entryKind('safety.pattern-seen', {
  subject: 'companion-flag',
  body: z.object({ companionId: z.uuid(), rule: z.string(), count: z.int().min(1) }),
  public: [],
})

/** An officer looked at a pattern and said what it was. */
export const patternClosed = entryKind('safety.pattern-closed', {
  subject: 'companion-flag',
  body: z.object({ rule: z.string(), outcome: z.enum(['explained', 'talked', 'reported']), officerId: z.uuid() }),
  public: [],
})

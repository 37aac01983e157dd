import { z } from 'zod'
import { entryKind } from '../journal'

const id = z.uuid()
const at = z.iso.datetime()

// Asking somebody concerns that person: public by region, day and kind alone.
const personal = ['region', 'day', 'kind'] as const
const about = { askId: id, postId: id, activityId: id, volunteerId: id, callOutId: id.nullable() }
const call = { callOutId: id, postId: id, activityId: id }

export const callOutStarted = entryKind('call-out.started', {
  subject: 'call-out',
  body: z.object({
    ...call,
    ceiling: z.int(),
    wantedPermille: z.int(),
    answerMinutes: z.int(),
    seatsFree: z.int(),
    eligible: z.int(),
  }),
  public: ['region', 'day', 'activity', 'organization', 'kind'],
})

/** Who comes next in a call-out changed: more people were found, or some whose turn came may not come any more. */
export const callOutReserveChanged = entryKind('call-out.reserve-changed', {
  subject: 'call-out',
  body: z.object({ ...call, found: z.int().min(0), dropped: z.int().min(0) }),
  public: [],
})

export const callOutEnded = entryKind('call-out.ended', {
  subject: 'call-out',
  body: z.object({ ...call, state: z.enum(['filled', 'exhausted', 'stopped']), sent: z.int(), waves: z.int() }),
  public: ['region', 'day', 'activity', 'organization', 'kind', 'state'],
})

/** Somebody was asked; notices tell them from this entry. `byHand`: chosen by a coordinator, not by a call-out. */
export const askSent = entryKind('ask.sent', {
  subject: 'ask',
  body: z.object({ ...about, wave: z.int(), answerBy: at, byHand: z.boolean() }),
  public: personal,
})

/** The person answered; the answer itself and what became of it stand in `answer.given`. */
export const askAnswered = entryKind('ask.answered', {
  subject: 'ask',
  body: z.object({
    ...about,
    answer: z.enum(['yes', 'no', 'yes-from', 'words']),
    state: z.enum(['yes', 'no', 'yes-from', 'words', 'full']),
    late: z.boolean(),
    conveyed: z.boolean(),
  }),
  public: [...personal, 'state'],
})

export const askSilent = entryKind('ask.silent', {
  subject: 'ask',
  body: z.object(about),
  public: personal,
})

/** No longer needed: filled, stopped, or the work is off. It counts neither for nor against the person. */
export const askWithdrawn = entryKind('ask.withdrawn', {
  subject: 'ask',
  body: z.object({ ...about, why: z.enum(['filled', 'stopped', 'not-open', 'changed']) }),
  public: personal,
})

/** The person says that an ask is no sign of their readiness: it no longer counts. */
export const askContested = entryKind('ask.contested', {
  subject: 'ask',
  body: z.object({ ...about, contested: z.boolean() }),
  public: [],
})

/** The person starts anew: nothing before counts when the next asks are weighed. */
export const historyReset = entryKind('ask-history.reset', {
  subject: 'volunteer',
  body: z.object({ volunteerId: id }),
  public: [],
})

const plan = { planId: id, planned: z.int().min(0), missing: z.int().min(0) }

/** The free seats of a post are drawn by lot at a moment; the hash of the seed is fixed with it. */
export const lotOpened = entryKind('lot.opened', {
  subject: 'lot',
  body: z.object({ lotId: id, postId: id, activityId: id, closesAt: at }),
  public: ['region', 'activity', 'post', 'commitment'],
})

/** A lot was drawn, with the seed told, or called off with the work. `count`: entries that took part. */
export const lotDrawn = entryKind('lot.drawn', {
  subject: 'lot',
  body: z.object({
    lotId: id,
    postId: id,
    activityId: id,
    state: z.enum(['drawn', 'called-off']),
    entries: z.int().min(0),
  }),
  public: ['region', 'activity', 'post', 'state', 'count', 'seed'],
})

/** Somebody wants a plan of the posts of so many days; whichever process is free makes it. */
export const planOrdered = entryKind('plan.ordered', {
  subject: 'plan-order',
  body: z.object({ orderId: id, days: z.int().min(1) }),
  public: ['region'],
})

/** People were proposed for the open posts of days to come. Nobody was asked by it. */
export const planMade = entryKind('plan.made', {
  subject: 'plan',
  body: z.object({ ...plan, orderId: id, posts: z.int().min(0) }),
  public: ['region', 'count'],
})

/** A plan was put right after a refusal, a silence or a proposal left out: so many proposals are new. */
export const planRepaired = entryKind('plan.repaired', {
  subject: 'plan',
  body: z.object({ ...plan, changed: z.int().min(0) }),
  public: ['region', 'count'],
})

/** The coordinator did not want this proposal, or somebody could not be asked. */
export const planChanged = entryKind('plan.changed', {
  subject: 'plan',
  body: z.object({ planId: id, change: z.enum(['left-out', 'held-back', 'taken-back']), proposals: z.int().min(1) }),
  public: [],
})

/** The plan and all its proposals were destroyed. */
export const planDestroyed = entryKind('plan.destroyed', {
  subject: 'plan',
  body: z.object({ planId: id }),
  public: [],
})

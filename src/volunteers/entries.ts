import { z } from 'zod'
import { entryKind } from '../journal'

/** Version of the definitions (who counts as registered, active, asked) these entries are written under. */
export const DEFINITION = 1

/** A person became a volunteer by their own word. */
export const volunteerJoined = entryKind('volunteer.joined', {
  subject: 'volunteer',
  body: z.object({ when: z.string(), again: z.boolean(), inviter: z.uuid().nullable() }),
  public: ['region', 'day', 'door', 'inviterKind', 'batch', 'definition'],
})

/** Weekly time or exceptions changed; `minutes` is the free time of a usual week. */
export const availabilityChanged = entryKind('volunteer.availability-changed', {
  subject: 'volunteer',
  body: z.object({ minutes: z.int(), exceptions: z.int() }),
  public: [],
})

/** Home, reach, limits, languages or wishes changed; `fields` names what. */
export const preferencesChanged = entryKind('volunteer.preferences-changed', {
  subject: 'volunteer',
  body: z.object({ fields: z.array(z.string()) }),
  public: [],
})

/** Whom they want to work with changed; the entry does not say who it is about. */
export const companyChanged = entryKind('volunteer.company-changed', {
  subject: 'volunteer',
  body: z.object({ added: z.boolean() }),
  public: [],
})

/** The person's own busy time was entered or taken back. */
export const busyChanged = entryKind('volunteer.busy-changed', {
  subject: 'volunteer',
  body: z.object({ added: z.boolean() }),
  public: [],
})

/** Paused, of their own accord; no reason is asked. */
export const volunteerPaused = entryKind('volunteer.paused', {
  subject: 'volunteer',
  body: z.object({ until: z.iso.datetime().nullable() }),
  public: ['region', 'day', 'definition'],
})

/** Back from a pause, by themselves or because its end was reached. */
export const volunteerResumed = entryKind('volunteer.resumed', {
  subject: 'volunteer',
  body: z.object({ byThemselves: z.boolean() }),
  public: ['region', 'day', 'definition'],
})

/** Left, of their own accord; no reason is asked. */
export const volunteerLeft = entryKind('volunteer.left', {
  subject: 'volunteer',
  body: z.object({}),
  public: ['region', 'day', 'definition'],
})

/** Nobody asked this person for anything in 14 days: they are told, and offered something real. Notices carries it. */
export const volunteerIdle = entryKind('volunteer.idle', {
  subject: 'volunteer',
  body: z.object({ offer: z.enum(['activity', 'widen']), activity: z.uuid().nullable() }),
  public: [],
})

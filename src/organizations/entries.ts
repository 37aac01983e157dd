import { z } from 'zod'
import { entryKind } from '../journal'

const id = z.uuid()
const code = z.string().regex(/^[a-z0-9-]{1,40}$/)
const publicFields = ['region', 'day', 'organization', 'organizationKind', 'state'] as const

/** An organization began: a group at once, every other kind waits for an authority. */
export const organizationCreated = entryKind('organization.created', {
  subject: 'organization',
  body: z.object({ organizationKind: code, legalForm: code, state: code }),
  public: publicFields,
})

/** What it says about itself changed; `again`: a refused one was corrected and waits anew. */
export const organizationChanged = entryKind('organization.changed', {
  subject: 'organization',
  body: z.object({ fields: z.array(code), again: z.boolean() }),
  public: publicFields,
})

/** An authority verified it and says what was checked. */
export const organizationVerified = entryKind('organization.verified', {
  subject: 'organization',
  body: z.object({ marks: z.array(code) }),
  public: publicFields,
})

/** An authority refused it; the reason stands with the organization, in words. */
export const organizationRefused = entryKind('organization.refused', {
  subject: 'organization',
  body: z.object({}),
  public: publicFields,
})

/** One thing was checked later, or found no longer true. */
export const organizationMarked = entryKind('organization.marked', {
  subject: 'organization',
  body: z.object({ mark: code, withdrawn: z.boolean() }),
  public: ['region', 'day', 'organization', 'state'],
})

/** It ended by its own decision. Roles in it ended with it. */
export const organizationClosed = entryKind('organization.closed', {
  subject: 'organization',
  body: z.object({ rolesEnded: z.int() }),
  public: publicFields,
})

/** Somebody was invited; they are no member until their own yes. */
export const memberInvited = entryKind('organization.member-invited', {
  subject: 'organization',
  body: z.object({ personId: id }),
  public: [],
})

/** The invited person said yes, or no. */
export const memberAnswered = entryKind('organization.member-answered', {
  subject: 'organization',
  body: z.object({ personId: id, yes: z.boolean() }),
  public: [],
})

/** A member left, or was asked to leave; `own`: by themselves. */
export const memberLeft = entryKind('organization.member-left', {
  subject: 'organization',
  body: z.object({ personId: id, own: z.boolean() }),
  public: [],
})

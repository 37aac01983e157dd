import { z } from 'zod'
import { entryKind } from '../journal'

const id = z.uuid()
const code = z.string().regex(/^[a-z0-9][a-z0-9-]{0,40}$/)

/** Somebody became known: by their own sign-up, an invitation, an operator. Private, like everything about persons. */
export const personCreated = entryKind('person.created', {
  subject: 'person',
  body: z.object({ cameBy: code, state: code, ageBand: code, inviterKind: code.optional(), batch: id.optional() }),
  public: [],
})

/** An invited person said yes through their own door. */
export const personAccepted = entryKind('person.accepted', { subject: 'person', body: z.object({}), public: [] })

/** A person's data were corrected: which fields, never what they say. */
export const personCorrected = entryKind('person.corrected', {
  subject: 'person',
  body: z.object({ fields: z.array(code).max(20) }),
  public: [],
})

/** The age a person told changed: what the law allows may change with it. */
export const personAged = entryKind('person.aged', {
  subject: 'person',
  body: z.object({ from: code, to: code, exact: z.boolean() }),
  public: [],
})

/** A contact was added, or proved to be theirs by a code. */
export const contactAdded = entryKind('person.contact-added', {
  subject: 'person',
  body: z.object({ contactId: id, kind: code, verified: z.boolean() }),
  public: [],
})
export const contactVerified = entryKind('person.contact-verified', {
  subject: 'person',
  body: z.object({ contactId: id, kind: code }),
  public: [],
})
/** A contact was taken away. */
export const contactRemoved = entryKind('person.contact-removed', {
  subject: 'person',
  body: z.object({ contactId: id, kind: code }),
  public: [],
})

/** From now on the person's data are kept but not used, or used again. */
export const personRestricted = entryKind('person.restricted', { subject: 'person', body: z.object({}), public: [] })
export const personReleased = entryKind('person.released', { subject: 'person', body: z.object({}), public: [] })

/** Somebody's data were erased: anyone may see that, when and under which rule, never whose. */
export const personErased = entryKind('person.erased', {
  subject: 'person',
  body: z.object({ rule: code }),
  public: ['day', 'rule'],
})

/** A role was given or ended. */
export const roleGranted = entryKind('role.granted', {
  subject: 'person',
  body: z.object({ grantId: id, role: code, organizationId: id.nullable(), regionId: z.string().nullable() }),
  public: [],
})
export const roleEnded = entryKind('role.ended', {
  subject: 'person',
  body: z.object({ grantId: id, role: code, organizationId: id.nullable(), regionId: z.string().nullable() }),
  public: [],
})

/** A consent was given or withdrawn. Its terms are committed to, so that they can be proved. */
export const consentGiven = entryKind('consent.given', {
  subject: 'person',
  body: z.object({
    consentId: id,
    purpose: code,
    how: code,
    until: z.iso.datetime().optional(),
    terms: code.optional(),
  }),
  public: [],
})
export const consentWithdrawn = entryKind('consent.withdrawn', {
  subject: 'person',
  body: z.object({ consentId: id, purpose: code }),
  public: [],
})

/** A parent or legal representative was named for a minor, got a new link, consented, refused, or ended it. */
export const paperDestroyed = entryKind('consent.paper-destroyed', {
  subject: 'person',
  body: z.object({ consentId: id, rule: code }),
  public: [],
})

export const guardianNamed = entryKind('guardian.named', {
  subject: 'person',
  body: z.object({ guardianId: id }),
  public: [],
})
export const guardianLinkRenewed = entryKind('guardian.link-renewed', {
  subject: 'person',
  body: z.object({ guardianId: id }),
  public: [],
})
export const guardianConsented = entryKind('guardian.consented', {
  subject: 'person',
  body: z.object({
    guardianId: id,
    consentId: id,
    relation: code,
    how: code,
    until: z.iso.datetime(),
    seenBy: id.optional(),
  }),
  public: [],
})
/** A code that did not fit was typed as a guardian's; after a few the code ends. */
export const guardianCodeWrong = entryKind('guardian.code-wrong', {
  subject: 'person',
  body: z.object({ guardianId: id, triesLeft: z.int().min(0) }),
  public: [],
})
export const guardianRefused = entryKind('guardian.refused', {
  subject: 'person',
  body: z.object({ guardianId: id }),
  public: [],
})
export const guardianWithdrew = entryKind('guardian.withdrew', {
  subject: 'person',
  body: z.object({ guardianId: id, consentId: id }),
  public: [],
})

/** Somebody may act for a person from now on, or no longer. */
export const companionAdded = entryKind('companion.added', {
  subject: 'person',
  body: z.object({ companionId: id, consentId: id, how: code, tie: code, before: id.optional() }),
  public: ['region', 'day'],
})
export const companionEnded = entryKind('companion.ended', {
  subject: 'person',
  body: z.object({ companionId: id, by: code }),
  public: [],
})

/** A person uses their account themselves from now on: so many companions ended, so many contacts that were a companion's left. */
export const personTookOver = entryKind('person.took-over', {
  subject: 'person',
  body: z.object({ companions: z.int().min(0), contacts: z.int().min(0) }),
  public: [],
})

/** A person or organization may take on nothing new, with the reason as a code; lifted; contested by those concerned. */
export const suspensionStarted = entryKind('suspension.started', {
  subject: 'suspension',
  body: z.object({
    personId: id.nullable(),
    organizationId: id.nullable(),
    reason: code,
    until: z.iso.datetime().optional(),
  }),
  public: [],
})
export const suspensionLifted = entryKind('suspension.lifted', {
  subject: 'suspension',
  body: z.object({ personId: id.nullable(), organizationId: id.nullable() }),
  public: [],
})
export const suspensionAppealed = entryKind('suspension.appealed', {
  subject: 'suspension',
  body: z.object({ personId: id.nullable(), organizationId: id.nullable() }),
  public: [],
})
export const suspensionUpheld = entryKind('suspension.upheld', {
  subject: 'suspension',
  body: z.object({ personId: id.nullable(), organizationId: id.nullable() }),
  public: [],
})

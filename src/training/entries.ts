import { z } from 'zod'
import { entryKind } from '../journal'

const id = z.uuid()
const code = z.string().regex(/^[a-z0-9-]{1,60}$/)
const about = z.object({ credential: id, competence: code, level: z.int().min(1).max(3) })

/** A person says they have a competence. */
export const credentialClaimed = entryKind('credential.claimed', { subject: 'person', body: about, public: [] })

/** A named person looked at the proof and confirms it; `until`: first moment it no longer counts. */
export const credentialConfirmed = entryKind('credential.confirmed', {
  subject: 'person',
  body: about.extend({ until: z.iso.datetime().nullable() }),
  public: ['region', 'day'],
})

/** A named person looked at the proof and does not confirm it. */
export const credentialRefused = entryKind('credential.refused', { subject: 'person', body: about, public: [] })

/** It no longer counts from this moment on: taken back by who may confirm, or by the person. Whoever keeps seats it opened follows this entry. */
export const credentialRevoked = entryKind('credential.revoked', {
  subject: 'person',
  body: about.extend({ own: z.boolean() }),
  public: [],
})

/** Its validity has run out. Whoever keeps seats it opened follows this entry. */
export const credentialExpired = entryKind('credential.expired', { subject: 'person', body: about, public: [] })

/** It runs out within 60 days: the person is offered to renew it. */
export const renewalOffered = entryKind('credential.renewal-offered', {
  subject: 'person',
  body: about.extend({ until: z.iso.datetime() }),
  public: [],
})

import { z } from 'zod'
import { entryKind } from '../journal'
import { badgeKinds } from './badge'

const id = z.uuid()
const badge = z.object({ badge: id, kind: z.enum(badgeKinds) })

/** A person had a badge made of something in their record. */
export const badgeIssued = entryKind('badge.issued', { subject: 'person', body: badge, public: [] })

/** What it stated is no longer so, or the person is gone: its entry in the list of what is revoked is set for good. */
export const badgeRevoked = entryKind('badge.revoked', { subject: 'person', body: badge, public: [] })

/** A person made a link on which others see what they picked of their record. */
export const recordShared = entryKind('record.shared', {
  subject: 'person',
  body: z.object({ share: id, badges: z.int().min(1) }),
  public: [],
})

/** The link ended before its time. */
export const shareWithdrawn = entryKind('record.share-withdrawn', {
  subject: 'person',
  body: z.object({ share: id }),
  public: [],
})

const issuerKey = z.object({ key: z.string().regex(/^z6Mk[1-9A-HJ-NP-Za-km-z]{40,50}$/) })

/** Badges are signed with one more key from now on. */
export const issuerKeyAdded = entryKind('issuer.key-added', { subject: 'issuer', body: issuerKey, public: ['day'] })

/** What a key signed counts no longer: somebody else may hold it. */
export const issuerKeyEnded = entryKind('issuer.key-ended', { subject: 'issuer', body: issuerKey, public: ['day'] })

const letter = z.object({ letter: id, activityId: id, authorId: id })

/** A coordinator wrote a letter of recommendation; only the person sees it. */
export const letterOffered = entryKind('letter.offered', { subject: 'person', body: letter, public: [] })

/** The person keeps it in their record. */
export const letterKept = entryKind('letter.kept', { subject: 'person', body: letter, public: [] })

/** Who wrote it takes it back, also where it was kept: its words are gone. */
export const letterWithdrawn = entryKind('letter.withdrawn', { subject: 'person', body: letter, public: [] })

/** The person does not want it: its words are gone. */
export const letterDiscarded = entryKind('letter.discarded', { subject: 'person', body: letter, public: [] })

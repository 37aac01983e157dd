import { z } from 'zod'

const code = z.string().regex(/^[a-z0-9][a-z0-9-]{0,40}$/)
const id = z.uuid({ version: 'v4' })
const count = z.int().min(0)
const basis = z.enum(['free', 'paid-time', 'compulsory', 'own-family', 'unknown'])

/**
 * Everything an entry may ever say in public, field by field, each with one meaning and one grain. What concerns persons carries no person,
 * no pseudonym, no place finer than a region and no time finer than a day; activities are public by law with place and time.
 * Ids are random (version 4), so that they tell nothing of their moment.
 */
export const publicFields = {
  region: z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/),
  day: z.iso.date(),
  /** Version of the definitions under which the entry was written. */
  definition: z.int().min(1),
  need: id,
  line: id,
  claim: id,
  site: id,
  toSite: id,
  activity: id,
  post: id,
  organization: id,
  incident: id,
  project: id,
  callOut: id,
  /** Kind of activity by law (Art. 6(2)) or kind of need; health-related items only as one group. */
  kind: code,
  /** individual, group, corporate, organization. */
  form: z.enum(['individual', 'group', 'corporate', 'organization', 'unknown']),
  basis,
  basisBefore: basis,
  skilled: z.enum(['yes', 'no', 'unknown']),
  door: code,
  state: code,
  outcome: code,
  cause: code,
  urgency: code,
  severity: code,
  unit: code,
  quantity: count,
  quantityBefore: count,
  count,
  seats: count,
  minutes: count,
  minutesBefore: count,
  waitMinutes: count,
  /** A share in thousandths, of so many people that it tells of nobody. */
  permille: z.int().min(0).max(1000),
  tier: z.int().min(0).max(3),
  flags: z.array(code).max(20),
  confirmedBy: code,
  organizationKind: code,
  inviterKind: code,
  batch: id,
  rule: code,
  ageBand: code,
  result: z.enum(['yes', 'partly', 'no']),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  locality: id,
  remote: z.boolean(),
  /** SHA-256 of something told later, and what is told then; both random. */
  commitment: z.string().regex(/^[0-9a-f]{64}$/),
  seed: z.string().regex(/^[0-9a-f]{64}$/),
  drill: z.boolean(),
  version: z.int().min(1),
} as const

/** Name of a field an entry may show in public. */
export type PublicField = keyof typeof publicFields

import type { Person } from './person'

/** A contact told to an operator opens an account only after so long: time for its owner, who is told at once, to take it away. */
const TOLD_CONTACT_HOURS = 72

/** Until when a told contact proves nothing yet; undefined where it does: an account it was made with held nothing before. */
export function waitsUntil(
  person: Pick<Person, 'state' | 'createdAt'>,
  toldAt: Temporal.Instant,
  now: Temporal.Instant,
): Temporal.Instant | undefined {
  const until = toldAt.add({ hours: TOLD_CONTACT_HOURS })
  const cameLater = Temporal.Instant.compare(toldAt, person.createdAt) > 0
  return person.state === 'active' && cameLater && Temporal.Instant.compare(now, until) < 0 ? until : undefined
}

import type { Entry } from '../../journal'
import { holdersInRegion } from '../recipients'
import { maybeTextOf, type Rules, type Told } from '../told'

const toOfficer = (entry: Entry, kind: string, urgent: boolean): Told[] => {
  const officerId = maybeTextOf(entry, 'officerId')
  if (officerId === undefined) return []
  return [
    {
      to: { personId: officerId },
      kind,
      subject: { kind: 'safety-report', id: entry.subjectId },
      path: `/safety/${entry.subjectId}`,
      pace: urgent ? 'now' : 'soon',
      duty: urgent,
    },
  ]
}

/** Reports of harm: their officer is told that there is one, never what it says. */
export const safetyRules: Rules = {
  'safety.reported': (entry) =>
    toOfficer(entry, entry.body.urgent === true ? 'safety-urgent' : 'safety-reported', entry.body.urgent === true),
  'safety.taken': (entry) =>
    entry.body.how === 'taken' ? [] : toOfficer(entry, 'safety-yours', entry.body.how === 'not-taken-in-time'),
  'safety.pattern-seen': async (entry, db) =>
    (await holdersInRegion(db, ['safety-officer'], entry.regionId))
      .filter((officer) => officer !== maybeTextOf(entry, 'companionId'))
      .map((personId) => ({
        to: { personId },
        kind: 'pattern-seen',
        subject: { kind: 'companion-flag', id: entry.subjectId },
        path: '/safety/patterns',
        pace: 'later',
      })),
  'safety.step-recorded': (entry) => (entry.body.step === 'added' ? toOfficer(entry, 'safety-added', false) : []),
}

import { acceptInvitation, correctPerson } from '../../people'
import { findSecretLink } from '../../platform'
import { claimCredential } from '../../training'
import { changePreferences, changeWeek, findOffer, joinAsVolunteer, presets } from '../../volunteers'
import type { Invited } from '../import/import-volunteers'
import { volunteerActor } from './cast'
import { drawHabits, type Habits } from './habits'
import type { Stage } from './stage'

/** Plans that the invited answer, each in their own time and by their own link; some never do. @returns habits by person */
export function planAnswers(
  stage: Stage,
  invited: readonly Invited[],
  isAvailable: (ref: string) => boolean,
): ReadonlyMap<string, Habits> {
  const habits = new Map<string, Habits>()
  for (const one of invited) {
    const own = drawHabits(stage.chance.fork(`habits ${one.ref}`), isAvailable(one.ref))
    habits.set(one.personId, own)
    stage.name(one.personId, one.ref)
    if (own.joinsAfterMinutes !== undefined) stage.timeline.after(own.joinsAfterMinutes, () => join(stage, one, own))
  }
  return habits
}

async function join(stage: Stage, { personId, secret }: Invited, habits: Habits): Promise<void> {
  const link = await findSecretLink(stage.system.db, 'invitation', secret, stage.timeline.clock.now())
  if (link === undefined) return
  const onLink = {
    kind: 'link',
    linkId: link.id,
    purpose: link.purpose,
    subjectId: link.subjectId,
    personId: link.personId,
  } as const
  const accepted = await stage.twice(onLink, (ctx) => acceptInvitation(ctx, personId))
  if (!accepted.ok && accepted.error.kind !== 'gone') return
  const self = volunteerActor(personId)
  await correctPerson(stage.as(self), { personId, age: { ageBand: habits.ageBand, birthDate: null } })
  const offer = await findOffer(stage.system.db, personId)
  if (offer?.point === undefined) return
  const joined = await joinAsVolunteer(stage.as(self), { personId, place: { point: offer.point }, when: habits.when })
  if (!joined.ok) return
  if (habits.everyDay) await changeWeek(stage.as(self), { volunteerId: personId, rules: presets.everyday })
  await changePreferences(stage.as(self), {
    volunteerId: personId,
    preferences: {
      emergencyCalls: habits.emergencyCalls,
      reachMeters: 40_000,
      transport: 'car',
      languages: ['kk', 'ru', 'en'],
    },
  })
  for (const competence of offer.competences)
    await claimCredential(stage.as(self), { competence, level: 2, evidence: 'drill' })
}

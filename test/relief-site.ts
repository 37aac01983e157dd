import { resolve } from 'node:path'
import { createActivity, publishActivity, reviewActivity } from '../src/activities'
import { asImport } from '../src/cli/import/as-import'
import { importNeeds } from '../src/cli/import/import-needs'
import { type Invited, importVolunteers } from '../src/cli/import/import-volunteers'
import { loadMapping } from '../src/cli/import/mapping'
import { ok, unwrap } from '../src/kit/result'
import { loadTableFile } from '../src/kit/table-file'
import { claimLine, verifyNeed } from '../src/needs'
import { adoptEthics, createOrganization, verifyOrganization } from '../src/organizations'
import { acceptInvitation, correctPerson, createPerson } from '../src/people'
import { findLocality, findRegion } from '../src/places'
import { type Actor, type Ctx, findSecretLink, inCommand, type Role } from '../src/platform'
import { codeOfEthics, obligationIds, publishOwnDocuments } from '../src/standards'
import { claimCredential } from '../src/training'
import { changePreferences, changeWeek, findOffer, joinAsVolunteer, presets } from '../src/volunteers'
import type { World } from './world'

type PersonActor = Actor & { readonly kind: 'person' }

const actorOf = (personId: string, grants: readonly (readonly [Role, string | null])[] = []): PersonActor => ({
  kind: 'person',
  personId,
  name: '',
  sessionId: personId,
  grants: grants.map(([role, organizationId]) => ({ role, organizationId, regionId: null })),
})

/**
 * A relief site made of two lists in a folder, through the commands: everyone invited joins with what they offered, every request is
 * verified and claimed, and becomes open work by day over three days, which nobody was asked for yet.
 */
export async function openReliefSite(world: World, folder: string) {
  const { system } = world
  const as = (actor: Actor): Ctx => ({ ...system, actor, door: 'web' })
  await publishOwnDocuments(system)
  const mapping = unwrap(await loadMapping('flood-2025'))
  const options = {
    file: 'list',
    apply: true,
    allOrNothing: false,
    owner: 'Relief site',
    basis: 'vital-interest',
    organizationId: null,
    source: 'flood',
    lang: 'en',
    onProgress: () => {},
  } as const
  const table = async (name: string) => unwrap(await loadTableFile(resolve(folder, name)))
  const { invited } = unwrap(await importVolunteers(asImport(system), await table('volunteers.csv'), mapping, options))
  const listed = await table('requests.csv')
  unwrap(await importNeeds(asImport(system), listed, mapping, options))
  const volunteers: string[] = []
  for (const one of invited) if (await join(as, system, one)) volunteers.push(one.personId)
  const needs = await system.db
    .selectFrom('needs')
    .select(['id', 'region_id', 'locality_id', 'zone', 'reference'])
    .orderBy('rank')
    .orderBy('reference')
    .execute()
  const [first] = needs
  if (first === undefined) throw new Error('the lists hold no request')
  const { coordinator, organizationId, authority } = await found(as, system, first)
  let posts = 0
  for (const [n, need] of needs.entries()) {
    unwrap(await verifyNeed(as(actorOf(authority.personId, [['operator', null]])), { needId: need.id, method: 'call' }))
    posts += await organize(as, world, { coordinator, organizationId, authority }, need, n)
  }
  return { coordinatorId: coordinator.personId, organizationId, volunteers, needs: needs.length, posts }
}

async function join(as: (actor: Actor) => Ctx, system: Ctx, { personId, secret }: Invited): Promise<boolean> {
  const link = await findSecretLink(system.db, 'invitation', secret, system.clock.now())
  if (link === undefined) return false
  const { id, purpose, subjectId } = link
  unwrap(
    await acceptInvitation(as({ kind: 'link', linkId: id, purpose, subjectId, personId: link.personId }), personId),
  )
  const self = as(actorOf(personId))
  await correctPerson(self, { personId, age: { ageBand: '18-64', birthDate: null } })
  const offer = await findOffer(system.db, personId)
  if (offer?.point === undefined) return false
  if (!(await joinAsVolunteer(self, { personId, place: { point: offer.point }, when: 'weekends' })).ok) return false
  await changeWeek(self, { volunteerId: personId, rules: presets.everyday })
  await changePreferences(self, {
    volunteerId: personId,
    preferences: { reachMeters: 40_000, transport: 'car', languages: ['kk', 'ru', 'en'] },
  })
  for (const competence of offer.competences) await claimCredential(self, { competence, level: 2, evidence: 'list' })
  return true
}

async function found(
  as: (actor: Actor) => Ctx,
  system: Ctx,
  home: { readonly region_id: string; readonly zone: string },
) {
  const region = await findRegion(system.db, home.region_id)
  if (region === undefined) throw new Error('the requests lie in no region')
  const person = async (name: string) =>
    unwrap(
      await inCommand<string, never>(system, `site ${name}`, async (tx) =>
        ok(
          await createPerson(tx, {
            name,
            lang: 'en',
            cameBy: 'self',
            contacts: [],
            consentHow: 'web',
            ageBand: '18-64',
            regionId: home.region_id,
            zone: home.zone,
          }),
        ),
      ),
    )
  const authority = actorOf(await person('Authority'), [['authority', null]])
  const personId = await person('Coordinator')
  const { organizationId } = unwrap(
    await createOrganization(as(actorOf(personId)), {
      kind: 'group',
      legalForm: 'initiative-group',
      name: 'Relief site',
      about: '',
      place: { point: region.point },
    }),
  )
  unwrap(await verifyOrganization(as(authority), { organizationId, marks: ['leader', 'contact'] }))
  const coordinator = actorOf(personId, [
    ['coordinator', organizationId],
    ['organization-admin', organizationId],
  ])
  unwrap(await adoptEthics(as(coordinator), { organizationId, version: codeOfEthics.version }))
  return { coordinator, organizationId, authority }
}

type Need = {
  readonly id: string
  readonly region_id: string
  readonly locality_id: string | null
  readonly zone: string
  readonly reference: string
}

/** Claims a need whole and opens work of it: goods in one round, each competence apart. Returns how many posts. */
async function organize(
  as: (actor: Actor) => Ctx,
  world: World,
  site: { readonly coordinator: PersonActor; readonly organizationId: string; readonly authority: PersonActor },
  need: Need,
  n: number,
): Promise<number> {
  const { db } = world
  const { coordinator, organizationId } = site
  const lines = await db
    .selectFrom('need_lines')
    .select(['id', 'open', 'competence_id'])
    .where('need_id', '=', need.id)
    .where('open', '>', 0)
    .orderBy('id')
    .execute()
  const now = world.clock.now()
  const rounds = new Map<string, string>()
  for (const line of lines) {
    const claim = { lineId: line.id, organizationId, quantity: line.open, until: now.add({ hours: 72 }) }
    const claimed = await claimLine(as(coordinator), claim)
    const round = line.competence_id ?? 'goods'
    if (claimed.ok && !rounds.has(round)) rounds.set(round, claimed.value.claimId)
  }
  const locality = need.locality_id === null ? undefined : await findLocality(db, need.locality_id)
  const point = locality?.point ?? (await findRegion(db, need.region_id))?.point
  let posts = 0
  for (const [round, claimId] of rounds) {
    // Ten rounds a day, from eight in the morning on.
    const day = now.toZonedDateTimeISO(need.zone).add({ days: 1 + (n % 3) })
    const startsAt = day.with({ hour: 8 + (n % 10), minute: 0 }).toInstant()
    const made = await createActivity(as(coordinator), {
      organizationId,
      work: round === 'goods' ? 'delivery' : 'visit',
      title: need.reference,
      place: { regionId: need.region_id, localityId: need.locality_id ?? undefined, zone: need.zone, point },
      startsAt,
      endsAt: startsAt.add({ hours: 2 }),
      seats: 3,
      // Two adults on a first visit.
      seatsMin: 2,
      aim: 'Help reaches those who asked',
      briefing: 'Meet at the place, go in pairs, ask before you enter.',
      emergencyContact: '+7 701 000 00 00',
      claimId,
    })
    if (!made.ok) continue
    const { activityId } = made.value
    const published = unwrap(await publishActivity(as(coordinator), { activityId, stated: obligationIds }))
    if (published.state !== 'open') unwrap(await reviewActivity(as(site.authority), { activityId, opens: true }))
    posts++
  }
  return posts
}

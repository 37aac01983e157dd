import { ok, unwrap } from '../../kit/result'
import { adoptEthics, createOrganization, verifyOrganization } from '../../organizations'
import { createPerson, grantRoleIn } from '../../people'
import { type Actor, inCommand, type Role } from '../../platform'
import { codeOfEthics } from '../../standards'
import type { Stage } from './stage'

/** Someone who serves in a drill, and in which organization. */
export type Coordinator = { readonly actor: Actor & { readonly kind: 'person' }; readonly organizationId: string }

/** Those who run the help: operators who check needs, coordinators with their organizations, the authority that verifies them. */
export type Cast = {
  readonly authority: Actor & { readonly kind: 'person' }
  readonly operators: readonly (Actor & { readonly kind: 'person' })[]
  readonly coordinators: readonly Coordinator[]
}

const OPERATORS = 3
const ORGANIZATIONS = 4

/** Puts the cast on a stage whose places are loaded. */
export async function gatherCast(
  stage: Stage,
  home: { regionId: string; zone: string; point: { latitude: number; longitude: number } },
): Promise<Cast> {
  const join = async (name: string, role: Role | undefined): Promise<string> =>
    unwrap(
      await inCommand<string, never>(stage.system, 'drill.cast', async (tx) => {
        const person = { name, lang: 'kk', cameBy: 'self', contacts: [], consentHow: 'web', ageBand: '18-64' } as const
        const personId = await createPerson(tx, { ...person, regionId: home.regionId, zone: home.zone })
        if (role !== undefined) await grantRoleIn(tx, { personId, role })
        return ok(personId)
      }),
    )
  const actorOf = (personId: string, name: string, grants: readonly [Role, string | null][]) => ({
    kind: 'person' as const,
    personId,
    name,
    sessionId: personId,
    grants: grants.map(([role, organizationId]) => ({ role, organizationId, regionId: null })),
  })
  const authority = actorOf(await join('Authority', 'authority'), 'Authority', [['authority', null]])
  const operators = []
  for (let i = 1; i <= OPERATORS; i++) {
    const name = `Operator ${i}`
    operators.push(actorOf(await join(name, 'operator'), name, [['operator', null]]))
  }
  const coordinators: Coordinator[] = []
  for (let i = 1; i <= ORGANIZATIONS; i++) {
    const name = `Coordinator ${i}`
    const personId = await join(name, undefined)
    const { organizationId } = unwrap(
      await createOrganization(stage.as(actorOf(personId, name, [])), {
        kind: 'group',
        legalForm: 'initiative-group',
        name: `Helpers ${i}`,
        about: '',
        place: { point: home.point },
      }),
    )
    unwrap(await verifyOrganization(stage.as(authority), { organizationId, marks: ['leader', 'contact'] }))
    const grants: [Role, string][] = [
      ['coordinator', organizationId],
      ['organization-admin', organizationId],
    ]
    const actor = actorOf(personId, name, grants)
    unwrap(await adoptEthics(stage.as(actor), { organizationId, version: codeOfEthics.version }))
    coordinators.push({ actor, organizationId })
  }
  return { authority, operators, coordinators }
}

/** A volunteer as an actor: nobody but themselves. */
export const volunteerActor = (personId: string): Actor => ({
  kind: 'person',
  personId,
  name: '',
  sessionId: personId,
  grants: [],
})

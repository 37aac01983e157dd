import { isId } from '../../kit/ids'
import { forPerson } from '../../people'
import { type Ctx, findSecretLink, type RoleGrant } from '../../platform'
import { type CastMember, cast, neighbours, type Part } from './cast'
import { districts, villages, ZONE } from './land'

/** A person of the demonstration with their account. */
export type Person = { readonly personId: string; readonly name: string }

/** Everyone who acts in the story, and the time it is told in. */
export type Troupe = {
  /** The system's own context, in the time of the story. */
  readonly ctx: Ctx
  readonly villageIds: readonly string[]
  readonly districtIds: readonly string[]
  /** A moment of a day counted from today, by the clock of the district. */
  at(day: number, time: string): Temporal.Instant
  idOf(name: string): string
  /** Names of those who have joined as volunteers by now and live in the district, in the order of the cast. */
  volunteers(district: number): Promise<readonly string[]>
  /** A request of this person, as if they had pressed the button themselves. */
  as(name: string): Ctx
  /** The same, by the door they answer through: their page, a text, or the companion they agreed to. */
  answering(name: string): Ctx
  /** From now on somebody answers for this person. */
  accompany(name: string, companion: string, consentId: string): void
  /** The same of the first of the cast who has this part. */
  inPart(part: Part): Ctx
  /** The operator who answers for a district. */
  operatorOf(district: number): Ctx
  visitor(lang: 'kk' | 'ru'): Ctx
  /** Whoever opens a secret link. */
  onLink(purpose: string, secret: string): Promise<Ctx>
  /** Organization of whoever coordinates; known once it has begun. */
  organizationId(): string
  begin(organizationId: string): void
}

/** @param people cast and neighbours, in this order */
export function gatherTroupe(
  ctx: Ctx,
  today: Temporal.Instant,
  land: { readonly villageIds: readonly string[]; readonly districtIds: readonly string[] },
  people: readonly Person[],
): Troupe {
  let organizationId = ''
  const accompanied = new Map<string, { readonly companion: string; readonly consentId: string }>()
  const midnight = today.toZonedDateTimeISO(ZONE).startOfDay()
  const everyone = [...cast, ...neighbours]
  const idOf = (name: string): string => {
    const found = people.find((person) => person.name === name)?.personId
    if (found === undefined) throw new Error(`expected ${name} among the people of the demonstration`)
    return found
  }
  const as = (name: string): Ctx => {
    const member = everyone.find((one) => one.name === name)
    if (member === undefined) throw new Error(`expected ${name} in the cast`)
    const grants = isCast(member)
      ? grantsOf(member, organizationId)
      : 'operator' in member
        ? [grantIn('operator', member.village)]
        : []
    return {
      ...ctx,
      actor: { kind: 'person', personId: idOf(name), name, sessionId: 'demonstration', grants },
      door: 'web',
      lang: member.lang,
    }
  }
  const inPart = (part: Part): Ctx => {
    const member = cast.find((one) => one.part === part)
    if (member === undefined) throw new Error(`expected somebody in the part of ${part}`)
    return as(member.name)
  }
  return {
    ctx,
    ...land,
    at: (day, time) => midnight.add({ days: day }).withPlainTime(time).toInstant(),
    idOf,
    volunteers: async (district) => {
      const rows = await ctx.db.selectFrom('volunteers').select('id').where('state', '=', 'active').limit(200).execute()
      const joined = new Set(rows.map(({ id }) => id))
      return everyone
        .filter(({ name, village, ageBand }) => {
          const isGrown = ageBand === '18-64' || ageBand === '65-plus'
          return isGrown && villages[village].district === district && joined.has(idOf(name))
        })
        .map(({ name }) => name)
    },
    as,
    answering: (name) => {
      const by = accompanied.get(name)
      if (by !== undefined) return { ...forPerson(as(by.companion), idOf(name), by.consentId), door: 'companion' }
      const member: (typeof everyone)[number] | undefined = everyone.find((one) => one.name === name)
      return member !== undefined && 'texts' in member ? { ...as(name), door: 'sms' } : as(name)
    },
    accompany: (name, companion, consentId) => {
      accompanied.set(name, { companion, consentId })
    },
    inPart,
    operatorOf: (district) => (district === 0 ? inPart('operator') : as('Жәнібек')),
    visitor: (lang) => ({ ...ctx, actor: { kind: 'visitor' }, door: 'web', lang }),
    onLink: async (purpose, secret) => {
      const link = await findSecretLink(ctx.db, purpose, secret, ctx.clock.now())
      if (link === undefined) throw new Error(`expected a link of ${purpose}`)
      const { id: linkId, subjectId, personId } = link
      return { ...ctx, actor: { kind: 'link', linkId, purpose, subjectId, personId }, door: 'web' }
    },
    organizationId: () => {
      if (!isId(organizationId)) throw new Error('expected the organization to have begun')
      return organizationId
    },
    begin: (id) => {
      organizationId = id
    },
  }
}

const isCast = (member: object): member is CastMember => 'part' in member

const grantIn = (role: RoleGrant['role'], village: CastMember['village']): RoleGrant => ({
  role,
  organizationId: null,
  regionId: districts[villages[village].district].region,
})

function grantsOf(member: CastMember, organizationId: string): RoleGrant[] {
  if (member.role !== undefined)
    return member.role.scope === 'region'
      ? [grantIn(member.role.role, member.village)]
      : [{ role: member.role.role, organizationId: null, regionId: null }]
  if (member.part !== 'coordinator' || organizationId === '') return []
  return (['organization-admin', 'coordinator'] as const).map((role) => ({ role, organizationId, regionId: null }))
}

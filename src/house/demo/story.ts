import { answerPost, createActivity, publishActivity } from '../../activities'
import { type Result, unwrap } from '../../kit/result'
import { claimLine, type NeedKind, raiseNeed, readLine, verifyNeed } from '../../needs'
import { createOrganization, verifyOrganization } from '../../organizations'
import { consentAsGuardian, nameGuardian, startHelp } from '../../people'
import { type Ctx, findSecretLink, type RoleGrant } from '../../platform'
import { publishOwnDocuments } from '../../standards'
import { joinAsVolunteer } from '../../volunteers'
import { addressOf, type CastMember, cast, district, type Part, villages } from './cast'

type Person = { readonly personId: string; readonly name: string; readonly part: string }

const ZONE = 'Asia/Oral'
/** A number of the right form for an organization that does not exist. */
const BIN = '150140000012'

/**
 * What has happened in the imagined district so far, told through the commands a person's own clicks would run: volunteers joined, an
 * organization was verified, people asked for help, some of it was checked and claimed, and two activities look for hands.
 */
export async function playStory(ctx: Ctx, people: readonly Person[], villageIds: readonly string[]): Promise<void> {
  await publishOwnDocuments(ctx)
  const actor = (part: Part, organizationId: string | null = null): Ctx => {
    const index = cast.findIndex((member) => member.part === part)
    return actingAs(ctx, people[index], cast[index], organizationId)
  }
  const village = (index: number): string => villageIds[index] ?? ''
  for (const [index, member] of cast.entries()) {
    const person = people[index]
    if (member.when === undefined || person === undefined) continue
    const place = { localityId: village(member.village) }
    unwrap(
      await joinAsVolunteer(actingAs(ctx, person, member, null), {
        personId: person.personId,
        place,
        when: member.when,
      }),
    )
  }
  await consentForMinor(ctx, actor('operator'), people)
  const { organizationId } = unwrap(
    await createOrganization(actor('coordinator'), {
      kind: 'ngo',
      legalForm: 'public-association',
      name: 'Жайық көмекшілері',
      about: 'Су тасқыны кезінде Жайық бойындағы ауылдарға көмектесеміз.',
      place: { localityId: village(0) },
      bin: BIN,
    }),
  )
  unwrap(await verifyOrganization(actor('authority'), { organizationId, marks: ['registered', 'leader', 'contact'] }))
  const dana = actor('coordinator', organizationId)
  const day = (days: number, hour: number): Temporal.Instant =>
    ctx.clock.now().toZonedDateTimeISO(ZONE).startOfDay().add({ days, hours: hour }).toInstant()

  const parcels = await ask(actor('asking'), {
    kind: 'food',
    what: 'азық-түлік жиынтығы',
    amount: '12',
    words: 'Көшеміздегі он екі үйге жол жабылып қалды, дүкенге жете алмай отырмыз.',
    village: 2,
    villageId: village(2),
    neededBy: day(3, 18),
    name: 'Серік',
  })
  const visit = await ask(actor('operator'), {
    kind: 'company',
    what: 'қарт адамға серік болу',
    amount: '1',
    words: 'Анамыз жалғыз тұрады, аптасына бір рет барып тұратын адам керек.',
    village: 1,
    villageId: village(1),
    neededBy: day(10, 12),
    name: 'Жамал',
  })
  await ask(
    { ...ctx, actor: { kind: 'visitor' }, door: 'web' },
    {
      kind: 'things',
      what: 'көрпе',
      amount: '20',
      words: 'Мектеп спортзалына орналасқан отбасыларға жылы көрпе керек.',
      village: 0,
      villageId: village(0),
      neededBy: day(2, 20),
      name: 'Ботагөз',
    },
  )
  for (const needId of [parcels, visit]) unwrap(await verifyNeed(actor('operator'), { needId, method: 'call' }))
  const line = await ctx.db
    .selectFrom('need_lines')
    .select(['id', 'requested'])
    .where('need_id', '=', parcels)
    .executeTakeFirstOrThrow()
  const claim = unwrap(
    await claimLine(dana, { lineId: line.id, organizationId, quantity: Number(line.requested), until: day(4, 18) }),
  )
  const packing = await open(dana, organizationId, village(0), {
    work: 'parcels',
    title: 'Үшбұлаққа азық-түлік жинаймыз',
    aim: 'Үшбұлақтағы он екі үйге азық-түлік жинап, жеткізуге дайындау',
    briefing: 'Қоймада жинаймыз. Ауыр қорапты екі адам көтереді. Сұрақ болса, Данаға айтыңыз.',
    placeWords: 'Көкжар, мәдениет үйінің жанындағы қойма',
    startsAt: day(2, 10),
    endsAt: day(2, 13),
    seats: 6,
    claimId: claim.claimId,
  })
  await open(dana, organizationId, village(0), {
    work: 'clean-up',
    title: 'Жайық жағасын тазалау',
    aim: 'Су қайтқан соң жағадағы қоқысты жинау',
    briefing: 'Қолғап пен қап береміз. Суға жақындамаймыз.',
    placeWords: 'Көкжар, көпір түбі',
    startsAt: day(6, 9),
    endsAt: day(6, 12),
    seats: 10,
  })
  const lina = people[0]
  if (lina !== undefined)
    unwrap(
      await answerPost(actor('volunteer'), {
        postId: packing,
        volunteerId: lina.personId,
        kind: 'yes',
        travelAccepted: true,
      }),
    )
}

/** The minor asks the operator to name their mother, who consents on her own link. */
async function consentForMinor(ctx: Ctx, operator: Ctx, people: readonly Person[]): Promise<void> {
  const minor = people.find((person) => person.part === 'minor')
  const mother = people.find((person) => person.part === 'guardian')
  if (minor === undefined || mother === undefined) throw new Error('expected a minor and their guardian')
  const { personId } = minor
  const { consentId } = unwrap(await startHelp(operator, { personId, way: 'in-person' }))
  const helping: Ctx = { ...operator, door: 'call', onBehalfOf: { personId, consentId } }
  const contact = { kind: 'email', value: addressOf(people.indexOf(mother)) } as const
  const { secret } = unwrap(await nameGuardian(helping, { personId, name: mother.name, contact }))
  const link = await findSecretLink(ctx.db, 'guardian', secret, ctx.clock.now())
  if (link === undefined) throw new Error('expected the link of a guardian')
  const actor = {
    kind: 'link',
    linkId: link.id,
    purpose: link.purpose,
    subjectId: link.subjectId,
    personId: link.personId,
  } as const
  const answering: Ctx = { ...ctx, actor, door: 'web' }
  unwrap(await consentAsGuardian(answering, { guardianId: link.subjectId, name: mother.name, relation: 'mother' }))
}

/** A context in which a person of the cast acts, as if they had pressed the button themselves. */
function actingAs(
  ctx: Ctx,
  person: Person | undefined,
  member: CastMember | undefined,
  organizationId: string | null,
): Ctx {
  if (person === undefined || member === undefined) throw new Error('expected a person of the cast')
  const own: RoleGrant[] = (['organization-admin', 'coordinator'] as const).map((role) => ({
    role,
    organizationId,
    regionId: null,
  }))
  const grants =
    member.role === undefined
      ? organizationId === null
        ? []
        : own
      : [
          {
            role: member.role.role,
            organizationId: null,
            regionId: member.role.scope === 'region' ? district.region : null,
          },
        ]
  return {
    ...ctx,
    actor: { kind: 'person', personId: person.personId, name: person.name, sessionId: 'demonstration', grants },
    door: 'web',
    lang: member.lang,
  }
}

type Asked = {
  kind: NeedKind
  what: string
  amount: string
  words: string
  village: number
  villageId: string
  neededBy: Temporal.Instant
  name: string
}

async function ask(ctx: Ctx, asked: Asked): Promise<string> {
  const line = readLine(asked.what, asked.amount)
  if (line === undefined) throw new Error(`expected an amount of ${asked.what}`)
  const point = villages[asked.village]
  const raised = await raiseNeed(ctx, {
    kind: asked.kind,
    lines: [line],
    words: asked.words,
    place: {
      regionId: district.region,
      districtId: null,
      localityId: asked.villageId,
      zone: ZONE,
      ...(point === undefined ? {} : { point: { latitude: point.latitude, longitude: point.longitude } }),
      address: '',
      atHome: false,
    },
    neededBy: asked.neededBy,
    urgency: 'expected',
    vulnerability: [],
    name: asked.name,
    contact: { kind: 'none', value: '' },
    callSafe: false,
    textSafe: false,
    lang: 'kk',
    ...(ctx.actor.kind === 'person' && ctx.actor.grants.length > 0 ? { consentHow: 'by-phone' } : {}),
  } as const)
  return unwrap(raised).needId
}

type Planned = {
  work: string
  title: string
  aim: string
  briefing: string
  placeWords: string
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  seats: number
  claimId?: string
}

async function open(ctx: Ctx, organizationId: string, localityId: string, planned: Planned): Promise<string> {
  const [first] = villages
  const made = unwrap(
    await createActivity(ctx, {
      ...planned,
      organizationId,
      place: {
        regionId: district.region,
        localityId,
        zone: ZONE,
        point: { latitude: first.latitude, longitude: first.longitude },
      },
      emergencyContact: 'Дана, +7 711 200 00 00',
    }),
  )
  const stated = ['safe-methods', 'first-aid-on-site']
  const published: Result<unknown, unknown> = await publishActivity(ctx, { activityId: made.activityId, stated })
  unwrap(published)
  return made.postId
}

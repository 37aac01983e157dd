import { unwrap } from '../../kit/result'
import { markSeen } from '../../notices'
import {
  adoptEthics,
  answerInvitation,
  createOrganization,
  inviteMember,
  verifyOrganization,
} from '../../organizations'
import { addCompanion, companionScopes, consentAsGuardian, findCompanion, nameGuardian, startHelp } from '../../people'
import type { Ctx } from '../../platform'
import { codeOfEthics, publishOwnDocuments } from '../../standards'
import { changePreferences, changeWeek, joinAsVolunteer, presets } from '../../volunteers'
import { addressOf, cast, type Neighbour, neighbours } from './cast'
import {
  accidentScene,
  answerScene,
  calledOffScene,
  credentialScene,
  disputeScene,
  lessonsScene,
  safetyScene,
  waitingScene,
} from './events'
import { placeOf } from './land'
import type { Scene } from './past'
import { aheadScene, parcelsScene, queueScene, todayScene, waitingForOthersScene } from './present'
import { requestScene } from './request-scene'
import { pastRequests } from './requests'
import { storeScene } from './store-scene'
import type { Troupe } from './troupe'
import { workScene } from './work-scene'
import { pastWorks } from './works'

/** A number of the right form for an organization that does not exist. */
const BIN = '150140000012'

/** Nobody had a companion before; agreed for half a year from today. */
const COMPANIONS_FROM = -40
const COMPANION_DAYS = 180

/** Day on which the story begins, counted from today. */
export const FIRST_DAY = -44

/**
 * What has happened in the imagined district in the past six weeks, told through the commands a person's own clicks would run, and what is
 * going on now.
 */
export async function tellStory(troupe: Troupe, now: Temporal.Instant): Promise<readonly Scene[]> {
  await publishOwnDocuments(troupe.ctx)
  let incidentId: string | undefined
  return [
    organizationScene(troupe),
    readingScene(troupe),
    ...joining(troupe),
    ...neighbours.flatMap((one) => (one.companion === undefined ? [] : [companionScene(troupe, one, one.companion)])),
    minorScene(troupe),
    credentialScene(troupe),
    accidentScene(troupe, (id) => {
      incidentId = id
    }),
    ...pastRequests.map((request) => requestScene(troupe, request, () => incidentId)),
    ...pastWorks.map((work) => workScene(troupe, work)),
    lessonsScene(troupe),
    waitingScene(troupe),
    calledOffScene(troupe),
    disputeScene(troupe),
    safetyScene(troupe),
    answerScene(troupe),
    storeScene(troupe),
    parcelsScene(troupe),
    queueScene(troupe, now),
    todayScene(troupe, now),
    aheadScene(troupe),
    waitingForOthersScene(troupe, now),
  ]
}

/** In the evenings people open what they were told; of the last day nobody has yet. */
async function* readingScene(troupe: Troupe): Scene {
  for (let day = FIRST_DAY; day < -1; day += 2) {
    yield troupe.at(day, '21:30')
    const now = troupe.ctx.clock.now()
    for (const { name } of everyone) await markSeen(troupe.ctx.db, troupe.idOf(name), now, now)
  }
}

/** The organization begins, is verified, and takes members in. */
async function* organizationScene(troupe: Troupe): Scene {
  yield troupe.at(FIRST_DAY, '10:00')
  const { organizationId } = unwrap(
    await createOrganization(troupe.inPart('coordinator'), {
      kind: 'ngo',
      legalForm: 'public-association',
      name: 'Жайық көмекшілері',
      about: 'Су тасқыны кезінде де, бейбіт күнде де Жайық бойындағы ауылдарға көмектесеміз.',
      place: { localityId: troupe.villageIds[0] ?? '' },
      bin: BIN,
    }),
  )
  troupe.begin(organizationId)
  yield troupe.at(FIRST_DAY, '15:20')
  const marks = ['registered', 'leader', 'contact'] as const
  unwrap(await verifyOrganization(troupe.inPart('authority'), { organizationId, marks }))
  unwrap(await adoptEthics(troupe.inPart('coordinator'), { organizationId, version: codeOfEthics.version }))
  yield troupe.at(-41, '12:00')
  for (const name of ['Лина', 'Ерлан', 'Наталья']) {
    const contact = { kind: 'email', value: addressOf(indexOf(name)) } as const
    unwrap(await inviteMember(troupe.inPart('coordinator'), { organizationId, contact, name }))
    unwrap(await answerInvitation(troupe.as(name), { organizationId, yes: true }))
  }
}

const everyone = [...cast, ...neighbours]
const indexOf = (name: string): number => everyone.findIndex((one) => one.name === name)

/** Day on which volunteers of the cast joined; the newcomer comes today. */
const castJoined: Readonly<Record<string, number>> = { Лина: -43, Арман: -43, Айгүл: -42, Зере: -20 }

function joining(troupe: Troupe): Scene[] {
  const volunteers = [
    ...cast.flatMap(({ name, when = 'weekends' }) => {
      const day = castJoined[name]
      return day === undefined ? [] : [{ name, day, when, everyday: name === 'Лина' || when === 'emergency' }]
    }),
    ...neighbours.flatMap(({ name, joined, when = 'weekends' }) =>
      joined === undefined
        ? []
        : [
            {
              name,
              day: joined,
              when: when === 'everyday' ? 'weekends' : when,
              everyday: when === 'everyday',
            } as const,
          ],
    ),
  ]
  return volunteers.map((one, index) => joinScene(troupe, one, index))
}

async function* joinScene(
  troupe: Troupe,
  {
    name,
    day,
    when,
    everyday,
  }: { name: string; day: number; when: 'today' | 'weekends' | 'evenings' | 'emergency'; everyday: boolean },
  index: number,
): Scene {
  yield troupe.at(day, `${String(9 + (index % 9)).padStart(2, '0')}:15`)
  const self = troupe.as(name)
  const personId = troupe.idOf(name)
  const place = { localityId: troupe.villageIds[everyone[indexOf(name)]?.village ?? 0] ?? '' }
  unwrap(await joinAsVolunteer(self, { personId, place, when }))
  const emergencyCalls = when === 'emergency'
  const preferences = { emergencyCalls, reachMeters: 40_000, transport: 'car' } as const
  unwrap(await changePreferences(self, { volunteerId: personId, preferences }))
  if (everyday) unwrap(await changeWeek(self, { volunteerId: personId, rules: presets.everyday }))
}

/** An elderly volunteer tells the operator whom they trust to answer for them. */
async function* companionScene(
  troupe: Troupe,
  { name, village, joined = 0 }: Neighbour,
  { name: companion, tie }: NonNullable<Neighbour['companion']>,
): Scene {
  yield troupe.at(Math.max(joined, COMPANIONS_FROM), '11:40')
  const operator = troupe.operatorOf(placeOf(village).district)
  const personId = troupe.idOf(name)
  const { consentId } = unwrap(await startHelp(operator, { personId, way: 'call' }))
  const helping: Ctx = { ...operator, door: 'call', onBehalfOf: { personId, consentId } }
  const until = troupe.at(COMPANION_DAYS, '00:00')
  const agreed = { personId, companionId: troupe.idOf(companion), scopes: companionScopes, tie, until } as const
  unwrap(await addCompanion(helping, { ...agreed, how: 'call' }))
  const held = await findCompanion(troupe.ctx.db, troupe.idOf(companion), personId, troupe.ctx.clock.now())
  if (held !== undefined) troupe.accompany(name, companion, held.consentId)
}

/** The minor asks the operator to name their mother, who consents on her own link. */
async function* minorScene(troupe: Troupe): Scene {
  yield troupe.at(-21, '17:00')
  const operator = troupe.inPart('operator')
  const [personId, mother] = [troupe.idOf('Зере'), 'Гүлнар']
  const { consentId } = unwrap(await startHelp(operator, { personId, way: 'in-person' }))
  const helping: Ctx = { ...operator, door: 'call', onBehalfOf: { personId, consentId } }
  const contact = { kind: 'email', value: addressOf(indexOf(mother)) } as const
  const { secret } = unwrap(await nameGuardian(helping, { personId, name: mother, contact }))
  yield troupe.at(-21, '19:40')
  const answering = await troupe.onLink('guardian', secret)
  if (answering.actor.kind !== 'link') return
  const guardianId = answering.actor.subjectId
  unwrap(await consentAsGuardian(answering, { guardianId, name: mother, relation: 'mother' }))
}

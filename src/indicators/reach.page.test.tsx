import pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { seedDistrict } from '../../test/district'
import { testWorld } from '../../test/world'
import { answerGiven, attendanceCheckedIn } from '../activities/entries'
import { catchUp, type NewEntry } from '../journal'
import { newPublicId } from '../kit/ids'
import { ok } from '../kit/result'
import { needHelped, needRaised, needReceipt } from '../needs/entries'
import { companionAdded } from '../people/entries'
import { inCommand } from '../platform'
import { pageFaults } from '../web'
import { totalsFollower } from '.'

const world = await testWorld()
const d = await seedDistrict(world)
const visitor = await world.browser()
const day = '2026-11-22'
const personal = { region: d.region, day, kind: 'social-help' } as const

const write = async (entries: readonly NewEntry[], onBehalfOf?: { personId: string; consentId: string }) => {
  await inCommand({ ...world.system, onBehalfOf }, 'test', async (tx) => {
    for (const entry of entries) tx.append(entry)
    return ok(null)
  })
  await world.entries()
  await catchUp(world.db, totalsFollower)
}

beforeAll(async () => {
  const client = new pg.Client(world.connection('postgres'))
  await client.connect()
  await client.query("SET session_replication_role = replica; UPDATE countries SET is_home = true WHERE code = 'KZ'")
  await client.end()
})

/** A request by a door, helped after so many minutes, from a town or a village. */
const request = (door: string, waitMinutes: number, settlement: 'town' | 'village' = 'town'): NewEntry[] => {
  const subjectId = newPublicId()
  const of = { subjectId, regionId: d.region }
  const common = { region: d.region, day, need: subjectId, definition: 1, drill: false, door }
  return [
    needRaised.entry({
      ...of,
      body: {
        reference: 'REQ',
        kind: 'goods',
        urgency: 'future',
        locality: null,
        lines: [],
        neededBy: world.clock.now().toString(),
        enteredBy: null,
        consentHow: null,
      },
      public: { ...common, kind: 'goods', urgency: 'future', severity: 'minor', count: 1, flags: [] },
    }),
    needHelped.entry({ ...of, body: { waitMinutes, settlement }, public: { ...common, waitMinutes } }),
  ]
}

/** What was said of help, by a door. */
const receipt = (door: string): NewEntry => {
  const subjectId = newPublicId()
  return needReceipt.entry({
    subjectId,
    regionId: d.region,
    body: { result: 'yes', reason: null, consentHow: null, byLines: false },
    public: {
      region: d.region,
      day,
      need: subjectId,
      definition: 1,
      result: 'yes',
      waitMinutes: 60,
      door,
      drill: false,
    },
  })
}

const answer = (volunteerId: string, door: string): NewEntry =>
  answerGiven.entry({
    subjectId: newPublicId(),
    regionId: d.region,
    body: {
      activityId: newPublicId(),
      postId: newPublicId(),
      volunteerId,
      answerId: newPublicId(),
      answer: 'yes',
      yesFrom: null,
      conveyed: door === 'companion',
      travelAccepted: false,
      authorId: volunteerId,
      consentId: null,
      askId: null,
      groupId: null,
      termsVersion: 1,
      outcome: 'seated',
    },
    public: { ...personal, outcome: 'seated', door },
  })

const came = (volunteerId: string, door: string): NewEntry =>
  attendanceCheckedIn.entry({
    subjectId: newPublicId(),
    regionId: d.region,
    body: {
      activityId: newPublicId(),
      postId: newPublicId(),
      volunteerId,
      attendanceId: newPublicId(),
      assignmentId: null,
      how: 'self',
      extra: false,
      near: null,
      needId: null,
      at: world.clock.now().toString(),
    },
    public: { ...personal, door },
  })

const numberOf = async (id: string) =>
  (await (await visitor.get(`/open/numbers/${id}.json`)).json()) as {
    value: number | null
    regions: { region: string; value: number | null }[]
    parts: { by: string; key: string; value: number | null; nineOfTen: number | null }[]
    nineOfTen: number | null
  }
const crowd = Array.from({ length: 12 }, () => newPublicId())

test('requests are told by door with the time to help of each, and those without the internet as a share', async () => {
  await write([...request('web', 30), ...request('web', 50), ...request('web', 40), ...request('sms', 200)])
  expect((await numberOf('needs-offline')).value).toBe(1)
  expect((await numberOf('share-needs-offline')).value).toBe(0.25)
  const [slow, quick] = [
    (await numberOf('help-wait-offline')).value ?? 0,
    (await numberOf('help-wait-online')).value ?? 0,
  ]
  expect(slow).toBeGreaterThan(quick)
  const page = await (await visitor.get('/numbers/needs-offline')).text()
  expect(pageFaults(page)).toEqual([])
  expect(page).toContain('text message')
})

test('answers are hidden while they tell of fewer than five people, however many answers those gave', async () => {
  // Nine answers by text, all of one person: nine entries and still a single person.
  await write(Array.from({ length: 9 }, () => answer(crowd[0] ?? '', 'sms')))
  await write(crowd.slice(1, 8).map((id) => answer(id, 'web')))
  expect((await numberOf('answers-offline')).value).toBeNull()
  expect((await numberOf('share-answers-offline')).value).toBeNull()
  await write(crowd.slice(1, 6).map((id) => answer(id, 'call')))
  const shown = await numberOf('answers-offline')
  expect(shown.value).toBe(14)
  // By call five people, by text one: the row of one is hidden, and the other with it, since it would be left over.
  expect(shown.parts.filter(({ by }) => by === 'door').map(({ value }) => value)).toEqual([null, null])
  expect((await numberOf('share-answers-offline')).value).toBeCloseTo(14 / 21, 5)
})

test('who came after a yes without the internet is a part of who came, shown where both sides are five', async () => {
  await write(crowd.slice(0, 5).map((id) => came(id, 'sms')))
  await write(crowd.slice(5, 9).map((id) => came(id, 'web')))
  expect((await numberOf('volunteers-came-offline')).value).toBeNull()
  await write([came(crowd[9] ?? '', 'web'), came(crowd[0] ?? '', 'sms')])
  expect((await numberOf('volunteers-came-offline')).value).toBe(5)
  expect((await numberOf('share-came-offline')).value).toBe(0.5)
})

test('how long people wait is told by door and by town and village, half and nine of ten, from five on', async () => {
  // Three on the site and one by text so far: the middle of so few says nothing.
  const before = await numberOf('help-wait')
  expect(before.nineOfTen).toBeNull()
  expect(before.parts.every(({ value, nineOfTen }) => value === null && nineOfTen === null)).toBe(true)
  await write([...request('web', 40), ...request('web', 60)])
  await write([300, 400, 500, 3000].flatMap((minutes) => request('sms', minutes, 'village')))
  const { nineOfTen, parts } = await numberOf('help-wait')
  const row = (key: string) => parts.find((part) => part.key === key)
  expect(nineOfTen).toBeGreaterThan(400)
  expect(row('sms')?.value ?? 0).toBeGreaterThan(5 * (row('web')?.value ?? 0))
  expect(row('sms')?.nineOfTen ?? 0).toBeGreaterThan(2800)
  // Four from the village: hidden, and the town with it, or the rest would tell of the four.
  const hidden = parts.filter(({ by }) => by === 'settlement')
  expect(hidden.map(({ value }) => value)).toEqual([null, null])
  // Their order tells nothing either.
  expect(hidden.map(({ key }) => key)).toEqual(['town', 'village'])
  await write(request('sms', 350, 'village'))
  const told = (await numberOf('help-wait')).parts.filter(({ by }) => by === 'settlement')
  expect(told.map(({ key }) => key)).toEqual(['village', 'town'])
  expect(told.every(({ value }) => value !== null)).toBe(true)
  for (const lang of ['kk', 'ru', 'en']) {
    const doors = await (await visitor.get('/numbers/doors', { 'accept-language': lang })).text()
    expect(pageFaults(doors)).toEqual([])
    expect(doors).toContain('/numbers/served-by-companions')
  }
  const doors = await (await visitor.get('/numbers/doors')).text()
  expect(doors).toMatch(/longer without the internet/)
  expect(doors).toMatch(/longer in villages/)
})

test('people with a companion count once, from five on; the list and the region’s page show the divide with its table', async () => {
  const agreed = (subjectId: string) =>
    companionAdded.entry({
      subjectId,
      regionId: d.region,
      body: { companionId: newPublicId(), consentId: newPublicId(), how: 'call', tie: 'neighbour' },
      public: { region: d.region, day },
    })
  await write(crowd.slice(0, 4).map(agreed))
  expect((await numberOf('companions-agreed')).value).toBeNull()
  await write([crowd[4], crowd[4], crowd[0]].map((id) => agreed(id ?? '')))
  expect((await numberOf('companions-agreed')).value).toBe(5)
  // Who agreed has not been served yet; who is answered for counts once, whatever was said for them.
  expect((await numberOf('served-by-companions')).value).toBe(0)
  const served = (personId: string, entry: NewEntry): Promise<void> =>
    write([entry], { personId, consentId: newPublicId() })
  for (const id of crowd.slice(0, 4)) await served(id, answer(id, 'companion'))
  await served(crowd[0] ?? '', answer(crowd[0] ?? '', 'companion'))
  expect((await numberOf('served-by-companions')).value).toBeNull()
  await served(crowd[5] ?? '', receipt('companion'))
  // Whoever answers by themselves is not served through anybody.
  await write([answer(crowd[6] ?? '', 'sms'), receipt('web')])
  expect((await numberOf('served-by-companions')).value).toBe(5)
  for (const lang of ['kk', 'ru', 'en']) {
    const list = await (await visitor.get('/numbers', { 'accept-language': lang })).text()
    expect(pageFaults(list)).toEqual([])
    expect(list).toContain('/numbers/share-came-offline')
  }
  const list = await (await visitor.get('/numbers')).text()
  expect(list).toContain('The share that came without the internet')
  const region = await (await visitor.get(`/regions/${d.region}`)).text()
  expect(pageFaults(region)).toEqual([])
  expect(region).toContain('Who asks, answers and comes without the internet')
  expect(region).toMatch(/Share who came without the internet[\s\S]{0,400}50/)
})

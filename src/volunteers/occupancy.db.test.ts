import { sql } from 'kysely'
import pg from 'pg'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../test/district'
import { testWorld, type World } from '../../test/world'
import { newId, newPublicId } from '../kit/ids'
import { err, ok } from '../kit/result'
import { type Ctx, inCommand } from '../platform'
import { addBusy } from './commands/keep-busy'
import { busyChanged } from './entries'
import { isFreeFor, lockVolunteers, occupy, release, type Work } from './occupancy'

let world: World
let d: District
let owner: pg.Client
beforeAll(async () => {
  world = await testWorld()
  d = await seedDistrict(world)
  owner = new pg.Client(world.connection('postgres'))
  await owner.connect()
  await owner.query('SET session_replication_role = replica')
  return () => owner.end()
})
beforeEach(async () => {
  await owner.query('DELETE FROM occupancy')
})

const at = (text: string) => Temporal.Instant.from(text)
const river = { latitude: 51.23, longitude: 51.37 }
const aksai = { latitude: 51.17, longitude: 53.0 }
const work = (start: string, end: string, point = river): Work => ({
  startsAt: at(`2026-11-${start}:00+05:00`),
  endsAt: at(`2026-11-${end}:00+05:00`),
  point,
})

/** Gives time to an assignment that stands for nothing else: what the constraint guards is the time. */
const hold = async (volunteerId: string, given: Work) => {
  const assignmentId = newPublicId()
  await owner.query(
    `INSERT INTO occupancy (id, volunteer_id, during, kind, assignment_id, latitude, longitude)
     VALUES ($1, $2, tstzrange($3, $4), 'assignment', $5, $6, $7)`,
    [
      newId(),
      volunteerId,
      given.startsAt.toString(),
      given.endsAt.toString(),
      assignmentId,
      given.point?.latitude ?? null,
      given.point?.longitude ?? null,
    ],
  )
  return assignmentId
}

const free = (volunteerId: string, asked: Work, options = {}) =>
  inCommand({ ...world.system }, 'test', async (tx) => {
    const volunteer = (await lockVolunteers(tx, [volunteerId])).get(volunteerId)
    if (volunteer === undefined) throw new Error('expected a volunteer')
    return isFreeFor(tx, volunteer, asked, options)
  })

describe('whether somebody is free', () => {
  test('nothing held: free', async () => {
    expect(await free(d.lina, work('24T09:00', '24T13:00'))).toEqual(ok(null))
  })

  test('half-open: one work may begin when another ends in the same place, and not a minute before', async () => {
    await hold(d.lina, work('24T09:00', '24T13:00'))
    expect(await free(d.lina, work('24T13:00', '24T15:00'))).toEqual(ok(null))
    expect(await free(d.lina, work('24T12:59', '24T15:00'))).toEqual(err({ kind: 'overlap' }))
  })

  test('the way from the work before must be possible; the person alone may say it is', async () => {
    await hold(d.lina, work('24T09:00', '24T13:00'))
    const far = work('24T13:30', '24T15:00', aksai)
    expect(await free(d.lina, far)).toMatchObject(err({ kind: 'travel', gapMinutes: 30 }))
    expect(await free(d.lina, far, { travelAccepted: true })).toEqual(ok(null))
  })

  test('rest lies between days of work', async () => {
    await hold(d.lina, work('24T14:00', '24T23:00'))
    expect(await free(d.lina, work('25T07:00', '25T09:00'))).toEqual(err({ kind: 'rest', missingMinutes: 120 }))
    expect(await free(d.lina, work('25T09:00', '25T11:00'))).toEqual(ok(null))
  })

  test('hours of a week are counted from Monday to Sunday at home', async () => {
    for (const day of ['23', '24', '25', '26']) await hold(d.lina, work(`${day}T09:00`, `${day}T14:00`))
    expect(await free(d.lina, work('27T09:00', '27T10:00'))).toEqual(err({ kind: 'hours', beyondMinutes: 60 }))
    expect(await free(d.lina, work('30T09:00', '30T12:00'))).toEqual(ok(null))
  })

  test('no more days in a row than they said', async () => {
    for (const day of ['23', '24', '25', '26', '27', '28']) await hold(d.lina, work(`${day}T09:00`, `${day}T10:00`))
    expect(await free(d.lina, work('29T09:00', '29T10:00'))).toEqual(err({ kind: 'days', beyondDays: 1 }))
  })

  test('a move leaves the seat it replaces out of sight', async () => {
    const assignment = await hold(d.lina, work('24T09:00', '24T13:00'))
    expect(await free(d.lina, work('24T10:00', '24T14:00'), { without: [assignment] })).toEqual(ok(null))
  })
})

test('an own busy time blocks but is no work', async () => {
  const asLina: Ctx = {
    ...world.system,
    actor: { kind: 'person', personId: d.lina, name: 'Lina', sessionId: newPublicId(), grants: [] },
  }
  const busy = work('24T09:00', '24T23:00')
  await addBusy(asLina, { volunteerId: d.lina, startsAt: busy.startsAt, endsAt: busy.endsAt })
  expect(await free(d.lina, work('24T10:00', '24T11:00'))).toEqual(err({ kind: 'overlap' }))
  expect(await free(d.lina, work('25T00:00', '25T05:00'))).toEqual(ok(null))
  await hold(d.arman, work('24T09:00', '24T13:00'))
  const asArman: Ctx = { ...asLina, actor: { ...asLina.actor, kind: 'person', personId: d.arman } as Ctx['actor'] }
  expect(await addBusy(asArman, { volunteerId: d.arman, startsAt: busy.startsAt, endsAt: busy.endsAt })).toEqual(
    err({ kind: 'shift-there' }),
  )
})

test('two commands give the same hour away at once: the database lets one through', async () => {
  // Real assignments need an activity; what is under test is the exclusion, so the reference is left out of it.
  await owner.query('ALTER TABLE occupancy DROP CONSTRAINT occupancy_assignment_id_fkey')
  const take = (start: string, end: string) =>
    inCommand(world.system, 'test', async (tx) => {
      const given = await occupy(tx, { ...work(start, end), volunteerId: d.aigul, assignmentId: newPublicId() })
      if (given.ok)
        tx.append(busyChanged.entry({ subjectId: d.aigul, regionId: d.region, body: { added: true }, public: {} }))
      return given
    })
  const taken = await Promise.all([
    take('24T09:00', '24T12:00'),
    take('24T10:00', '24T13:00'),
    take('24T11:00', '24T14:00'),
    take('24T11:30', '24T11:45'),
  ])
  expect(taken.filter((one) => one.ok)).toHaveLength(1)
  expect(taken.filter((one) => !one.ok)).toEqual(Array(3).fill(err({ kind: 'overlap' })))
})

test('locking many people in any order of asking never deadlocks', async () => {
  const ids = [d.lina, d.arman, d.aigul]
  const lockAll = (order: readonly string[]) =>
    inCommand(world.system, 'test', async (tx) => {
      const locked = await lockVolunteers(tx, order)
      return ok({ count: locked.size })
    })
  const all = await Promise.all(Array.from({ length: 20 }, (_, i) => lockAll(i % 2 === 0 ? ids : [...ids].reverse())))
  expect(all).toEqual(Array(20).fill(ok({ count: 3 })))
})

test('what an ended assignment held is free again', async () => {
  const assignment = await hold(d.lina, work('24T09:00', '24T13:00'))
  await inCommand(world.system, 'test', async (tx) => {
    await release(tx, assignment)
    tx.append(busyChanged.entry({ subjectId: d.lina, regionId: d.region, body: { added: false }, public: {} }))
    return ok(null)
  })
  expect(await free(d.lina, work('24T09:00', '24T13:00'))).toEqual(ok(null))
})

test('the application cannot write occupancy around a command', async () => {
  await expect(sql`DELETE FROM occupancy`.execute(world.db)).rejects.toMatchObject({ code: '42501' })
})

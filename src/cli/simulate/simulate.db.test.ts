import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import pg from 'pg'
import { expect, inject, onTestFinished, test } from 'vitest'
import { newChance } from '../../kit/chance'
import { unwrap } from '../../kit/result'
import { type ConnectionSettings, parseConfig } from '../../platform'
import { imagineTables } from './imagine-tables'
import { playCrisis } from './play-crisis'
import { readFolder } from './start-drill'

const { host, port, template } = inject('postgres')

/** An empty database, as a drill gets it. */
async function emptySpace(): Promise<ConnectionSettings> {
  const database = `s_${randomUUID().replaceAll('-', '')}`
  const admin = new pg.Client({ host, port, user: 'postgres', database: 'postgres' })
  await admin.connect()
  await admin.query(`CREATE DATABASE ${database} TEMPLATE ${template} OWNER asar_owner`)
  onTestFinished(async () => {
    await admin.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`)
    await admin.end()
  })
  return { host, port, user: 'asar_app', database }
}

const config = unwrap(parseConfig({ PORT: '8080' }, []))
const nothingWrong = { doubleBookings: 0, overfilled: 0, missingYes: 0, lineImbalance: 0, goodsImbalance: 0 }

test('an imagined crisis is played to its end through the real commands; the same seed tells the same story', async () => {
  const crisis = { tables: imagineTables(40, 6, newChance('1')), seed: '1', webShare: 0.34, days: 2, compare: true }
  const first = await playCrisis(config, await emptySpace(), crisis)
  expect(first.audit).toEqual(nothingWrong)
  expect(first.needs.raised).toBe(6)
  expect(first.needs.met).toBeGreaterThan(0)
  expect(first.minutesToFirstYes).toBeGreaterThan(0)
  expect(first.minutesToHelp).toBeGreaterThan(first.minutesToFirstYes ?? 0)
  const { callOuts, paced, everybody, oneByOne } = first.asking ?? expect.unreachable()
  expect(callOuts).toBeGreaterThan(0)
  for (const [more, less] of [
    [everybody, paced],
    [paced, oneByOne],
  ]) {
    expect(more?.fill).toBeGreaterThanOrEqual(less?.fill ?? Number.NaN)
    expect(more?.minutesToFull).toBeLessThanOrEqual(less?.minutesToFull ?? Number.NaN)
  }
  expect(oneByOne.fill).toBeGreaterThan(0)
  expect(everybody.fill).toBeLessThanOrEqual(1)
  for (const measure of ['asksPerYes', 'repeatBurden'] as const)
    expect(everybody[measure]).toBeGreaterThan(paced[measure] ?? Number.NaN)
  expect(paced.repeatBurden).toBeGreaterThan(oneByOne.repeatBurden ?? Number.NaN)
  const { donors, withCheck, withoutCheck } = first.goods
  expect(donors).toBe(12)
  expect(withoutCheck.trips).toBe(12)
  expect(withCheck.trips).toBeLessThan(withoutCheck.trips)
  expect(withCheck.kilometres).toBeLessThan(withoutCheck.kilometres)
  expect(withCheck.inVain).toBeLessThan(withoutCheck.inVain)
  expect(withCheck.mismatch ?? 0).toBeLessThanOrEqual(withoutCheck.mismatch ?? Number.NaN)
  const second = await playCrisis(config, await emptySpace(), crisis)
  expect({ ...second, seconds: 0 }).toEqual({ ...first, seconds: 0 })
}, 150_000)

test('a folder of lists is played with the mapping its columns fit', async () => {
  const tables = unwrap(await readFolder(resolve(import.meta.dirname, '../../../test/imagined/flood')))
  expect(tables.mapping.name).toBe('flood-2025')
  const few = {
    ...tables,
    volunteers: { ...tables.volunteers, rows: tables.volunteers.rows.slice(0, 15) },
    needs: { ...tables.needs, rows: tables.needs.rows.slice(0, 2) },
  }
  const report = await playCrisis(config, await emptySpace(), {
    tables: few,
    seed: '2',
    webShare: 0,
    days: 1,
    compare: false,
  })
  expect(report.audit).toEqual(nothingWrong)
  expect(report.needs.raised).toBe(2)
  expect(report).not.toHaveProperty('asking')
  expect(report.needs.verified).toBeGreaterThan(0)
}, 150_000)

test('a folder that cannot be played says why', async () => {
  const refused = await readFolder(resolve(import.meta.dirname, '../../../test/house'))
  expect(refused).toMatchObject({ ok: false, error: expect.stringContaining('Expected volunteers.csv') })
})

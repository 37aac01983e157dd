import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { testWorld } from '../../test/world'
import { catchUp, declaredKinds, listEntriesAfter, type NewEntry, type PublicField, publicFields } from '../journal'
import { ok } from '../kit/result'
import { inCommand } from '../platform'
import { countedKinds, countsOf, rebuildTotals, totalsFollower, totalsTables } from '.'
import { definitions } from './definitions'
import { readKnown } from './queries'
import { recountWhereRedefined } from './rebuild-totals'
import { isCrossed, readRegionMonths } from './region-months'
import { minutesOfStep, stepOfMinutes } from './wait-steps'

const world = await testWorld()

// Few of each, so that the same request, person and organization come again, in the same batch and in later ones.
const ids = Array.from({ length: 6 }, (_, i) => `0000000${i}-0000-4000-8000-00000000000${i}`)
const anId = fc.constantFrom(...ids)
const regions = ['KZ-27', 'KZ-75', 'XX-1']
const words: Partial<Record<PublicField, readonly string[]>> = {
  basis: ['free', 'paid-time', 'compulsory', 'own-family', 'unknown'],
  form: ['individual', 'group', 'corporate', 'organization', 'unknown'],
  skilled: ['yes', 'no', 'unknown'],
  state: ['recorded', 'confirmed', 'disputed'],
  result: ['yes', 'partly', 'no'],
  kind: ['environment', 'sport', 'food'],
  day: ['2025-12-31', '2026-01-01', '2026-11-22', '2027-02-03'],
  region: regions,
}
const numbers: readonly PublicField[] = ['minutes', 'minutesBefore', 'waitMinutes', 'permille']

const fieldOf = (field: PublicField): fc.Arbitrary<unknown> => {
  const listed = words[field === 'basisBefore' ? 'basis' : field]
  if (listed !== undefined) return fc.constantFrom(...listed)
  if (numbers.includes(field)) return fc.integer({ min: 0, max: 900 })
  if (field === 'drill') return fc.boolean()
  if (field === 'organization' || field === 'need' || field === 'activity') return anId
  return fc.constant(undefined)
}

const reasons = fc.subarray(['wrong', 'late', 'not-needed'])
const body = fc.record({
  volunteerId: anId,
  byLines: fc.boolean(),
  reasons,
  before: fc.option(fc.record({ reasons })),
  organization: fc.option(anId),
  site: fc.option(anId),
  group: fc.constantFrom('bedding', 'health', null),
  settlement: fc.constantFrom('town', 'village', undefined),
  by: fc.constantFrom('companion', 'person'),
})

/** An entry of a kind that some number looks at, with the public part that its room declared. */
const entry: fc.Arbitrary<NewEntry> = fc.constantFrom(...countedKinds).chain((kind) => {
  const keys = declaredKinds().get(kind)?.publicKeys ?? []
  const publicBody = fc.record(Object.fromEntries(keys.map((key) => [key, fieldOf(key)])), { requiredKeys: [] })
  return fc.record({ publicBody, body, subjectId: anId, regionId: fc.constantFrom(...regions) }).map((said) => ({
    kind,
    subjectKind: kind.split('.')[0] ?? '',
    organizationId: null,
    facts: {},
    ...said,
    publicBody: z
      .strictObject(Object.fromEntries(keys.map((key) => [key, publicFields[key].optional()])))
      .parse(said.publicBody),
  }))
})

const append = (entries: readonly NewEntry[]) =>
  inCommand(world.system, 'append', async (tx) => {
    for (const one of entries) tx.append(one)
    return ok(null)
  })

const follow = async () => {
  await world.app.journal.caughtUp()
  await catchUp(world.db, totalsFollower)
}

const dump = async () =>
  Object.fromEntries(
    await Promise.all(
      totalsTables.map(async (table) => {
        const rows = await world.db.selectFrom(table).selectAll().execute()
        return [table, rows.map((row) => JSON.stringify(row)).sort()] as const
      }),
    ),
  )

/** Every sum, and every wait in order, by the plainest counting there is: entry by entry, from the first. */
async function countPlainly() {
  const [sums, waits, seen] = [new Map<string, number>(), new Map<string, number[]>(), new Set<string>()]
  for (const one of await listEntriesAfter(world.db, 0, 10_000))
    for (const { indicator, amount, member, after, excluded, waitMinutes } of countsOf(one)) {
      const key = `${indicator} ${member}`
      const isTakenBack = member !== undefined && amount < 0
      if (excluded !== undefined || (member !== undefined && seen.has(key) !== isTakenBack)) continue
      if (after !== undefined && !seen.has(`${after.indicator} ${after.member}`)) continue
      if (isTakenBack) seen.delete(key)
      else if (member !== undefined) seen.add(key)
      sums.set(indicator, (sums.get(indicator) ?? 0) + amount)
      if (waitMinutes !== undefined)
        waits.set(
          indicator,
          [...(waits.get(indicator) ?? []), waitMinutes].sort((a, b) => a - b),
        )
    }
  return { sums, waits }
}

test('whatever happened, totals kept up entry by entry, counted anew and counted plainly are the same', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(entry, { minLength: 1, maxLength: 40 }), { maxLength: 5 }), async (batches) => {
      for (const batch of batches) {
        await append(batch)
        await follow()
      }
      const kept = await dump()
      await rebuildTotals(world.db)
      await follow()
      expect(await dump()).toEqual(kept)
      const { figures, parts: rowsOf } = await readKnown(world.db, definitions)
      const sums = new Map([...figures].map(([id, { whole }]) => [id, whole.value]))
      const plain = await countPlainly()
      for (const { id } of definitions) expect(sums.get(id) ?? 0, id).toBe(plain.sums.get(id) ?? 0)
      for (const [id, waits] of plain.waits) {
        const middle = waits[Math.ceil(waits.length / 2) - 1] ?? 0
        expect(figures.get(id)?.whole.median, id).toBe(minutesOfStep(stepOfMinutes(middle)))
        const ninth = waits[Math.ceil(waits.length * 0.9) - 1] ?? 0
        expect(figures.get(id)?.whole.ninth, id).toBe(minutesOfStep(stepOfMinutes(ninth)))
      }
      for (const { whole, regions, months } of figures.values())
        for (const cells of [regions, months])
          expect([...cells.values()].reduce((sum, { value }) => sum + value, 0)).toBe(whole.value)
      const helped = rowsOf.get('help-wait')
      for (const dimension of ['door', 'settlement'] as const)
        expect([...(helped?.get(dimension)?.values() ?? [])].reduce((sum, { value }) => sum + value, 0)).toBe(
          sums.get('help-wait') ?? 0,
        )
      const crossed = await readRegionMonths(world.db, definitions, regions, Temporal.PlainDate.from('2025-01-01'))
      for (const { id } of definitions.filter((one) => isCrossed(one) && one.measure === 'count'))
        for (const region of regions)
          expect(
            [...(crossed.get(id)?.get(region)?.values() ?? [])].reduce<number>((sum, value) => sum + (value ?? 0), 0),
            `${id} ${region}`,
          ).toBe(figures.get(id)?.regions.get(region)?.value ?? 0)
      for (const parts of [
        ['hours-organization-based', 'hours-direct'],
        ['hours-skilled', 'hours-unskilled'],
        ['hours-ilo', 'hours-unknown-basis'],
      ])
        expect(parts.reduce((sum, id) => sum + (sums.get(id) ?? 0), 0)).toBe(sums.get('hours-recorded') ?? 0)
    }),
    { numRuns: 12 },
  )
})

test('totals counted by other definitions are counted anew when the house opens', async () => {
  await append(fc.sample(entry, { numRuns: 20, seed: 7 }))
  await follow()
  const kept = await dump()
  await world.db.updateTable('indicator_cells').set({ value: 1_000_000 }).execute()
  await world.db
    .updateTable('settings')
    .set({ value: JSON.stringify('others') })
    .where('key', '=', 'indicators.counted-by')
    .execute()
  await recountWhereRedefined(world.system)
  await follow()
  expect(await dump()).toEqual(kept)
  await world.db.updateTable('indicator_cells').set({ value: 1_000_000 }).execute()
  await recountWhereRedefined(world.system)
  expect(await dump()).not.toEqual(kept)
})

test('a request that is opened again is met no more, until it is answered anew', async () => {
  const [subjectId, regionId] = ['0000000f-0000-4000-8000-00000000000f', 'KZ-27']
  const happened = (kind: string, publicBody: Record<string, unknown>): NewEntry => ({
    ...{ kind, subjectKind: 'need', subjectId, regionId, organizationId: null, body: { byLines: false }, facts: {} },
    publicBody: { ...publicBody, region: regionId, day: '2026-11-22' },
  })
  const told = async () => {
    await follow()
    const { figures } = await readKnown(world.db, definitions)
    return ['needs-met', 'receipts', 'receipts-right'].map((id) => figures.get(id)?.whole.value ?? 0)
  }
  const before = await told()
  const more = async () => (await told()).map((value, i) => value - (before[i] ?? 0))
  await append([happened('need.receipt', { result: 'yes' }), happened('need.receipt', { result: 'yes' })])
  expect(await more()).toEqual([1, 1, 1])
  await append([happened('need.reopened', { state: 'met' }), happened('need.reopened', { state: 'met' })])
  expect(await more()).toEqual([0, 0, 0])
  await append([happened('need.receipt', { result: 'no' })])
  expect(await more()).toEqual([0, 1, 0])
  await append([happened('need.reopened', { state: 'unmet' }), happened('need.receipt', { result: 'yes' })])
  expect(await more()).toEqual([1, 1, 1])
})

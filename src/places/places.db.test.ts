import { beforeAll, describe, expect, test } from 'vitest'
import { testWorld } from '../../test/world'
import { unwrap } from '../kit/result'
import { readTableFile } from '../kit/table-file'
import {
  findRegion,
  importPlaces,
  listDistricts,
  listLocalitiesNear,
  listRegions,
  loadCountryPack,
  nearestLocality,
  resolvePlace,
  searchPlaces,
} from '.'

const world = await testWorld()
const { db, system } = world

const REGISTER = `kato,kato_version,level,type_code,name_ru,name_kk
310000000,x,oblast,0,Жамбылская область,Жамбыл облысы
311010000,x,sub_district,1,г.Тараз,Тараз қ.
315000000,x,district,2,район Турара Рыскулова,Тұрар Рысқұлов ауданы
315043000,x,sub_district,2,Луговской с.о.,Луговой а.о.
315043100,x,settlement,2,с.Луговое,Луговое а.
315043700,x,settlement,2,с.Жамбыл,Жамбыл а.
315600000,x,district,2,Мойынкумский район,Мойынқұм ауданы
315643000,x,sub_district,2,Жамбылский с.о.,Жамбыл а.о.
315643700,x,settlement,2,с.Жамбыл,Жамбыл а.
315643900,x,settlement,2,с.Қызылжар,Қызылжар а.
750000000,x,oblast,1,г.Алматы,Алматы қ.
751110000,x,sub_district,1,Алмалинский район,Алмалы ауданы
`

const table = async (csv: string) => unwrap(await readTableFile(Buffer.from(csv)))
const run = async (csv: string, options: { apply?: boolean; allOrNothing?: boolean } = {}) =>
  unwrap(
    await importPlaces(system, await table(csv), { file: 'kato.csv', apply: true, allOrNothing: false, ...options }),
  )

beforeAll(async () => {
  expect(await importPlaces(system, await table(REGISTER), { file: 'k', apply: true, allOrNothing: false })).toEqual({
    ok: false,
    error: { kind: 'country-missing', code: 'KZ' },
  })
  const loaded = unwrap(await loadCountryPack(system, 'kz'))
  expect(loaded).toMatchObject({ country: 'KZ', regions: 20, districts: 228 })
  expect(loaded.localities).toBeGreaterThan(330)
})

describe('the country pack', () => {
  test('is loaded once; loading again adds and records nothing', async () => {
    expect(unwrap(await loadCountryPack(system, 'KZ'))).toEqual({
      country: 'KZ',
      regions: 0,
      districts: 0,
      localities: 0,
    })
    expect((await world.entries()).filter((entry) => entry.kind === 'places.loaded')).toHaveLength(1)
  })

  test('gives regions, their districts and zones', async () => {
    expect(await listRegions(db, 'KZ')).toHaveLength(20)
    expect((await findRegion(db, 'KZ-39'))?.zone).toBe('Asia/Qostanay')
    expect((await listDistricts(db, 'KZ-75')).map((district) => district.names.kk)).toContain('Медеу ауданы')
    expect(await findRegion(db, "KZ-39' OR true")).toBeUndefined()
  })

  test('of another country stands beside it', async () => {
    const loaded = unwrap(await loadCountryPack(system, 'LK'))
    expect(loaded.regions).toBeGreaterThan(8)
    const near = await nearestLocality(db, { latitude: 6.93, longitude: 79.86 })
    expect(near?.locality).toMatchObject({ names: { en: 'Colombo' }, zone: 'Asia/Colombo' })
    expect(await loadCountryPack(system, 'ZZ')).toEqual({ ok: false, error: { kind: 'country-unknown', code: 'ZZ' } })
  })
})

describe('the register', () => {
  test('is first looked at: nothing is written without apply', async () => {
    const report = await run(REGISTER, { apply: false })
    expect(report).toMatchObject({ kind: 'places', file: 'kato.csv', applied: false, rows: 12, reported: [] })
    expect(await searchPlaces(db, '315643900')).toEqual([])
  })

  test('is applied, and applied again changes nothing', async () => {
    const first = await run(REGISTER)
    expect(first).toMatchObject({ applied: true, rows: 12, reported: [] })
    expect(first.created).toBeGreaterThanOrEqual(6)
    expect(await run(REGISTER)).toMatchObject({ rows: 12, created: 0, updated: 0, unchanged: 12, reported: [] })
  })

  test('a renamed village is the one row that changes, and what the pack knew of it stays', async () => {
    const before = await searchPlaces(db, 'Тараз')
    const report = await run(REGISTER.replace('г.Тараз,Тараз қ.', 'г.Аулие-Ата,Әулиеата қ.'))
    expect(report).toMatchObject({ created: 0, updated: 1, unchanged: 11 })
    const [renamed] = await searchPlaces(db, 'Аулиеата')
    expect(renamed).toMatchObject({
      id: before[0]?.id,
      point: before[0]?.point,
      names: { kk: 'Әулиеата', ru: 'Аулие-Ата', en: 'Taraz' },
    })
    await run(REGISTER)
  })

  test('a register longer than a transaction may last is applied in batches, also where it is all or nothing', async () => {
    const many = Array.from({ length: 1200 }, (_, i) => {
      const code = `3170${43001 + (i % 900) + 1000 * Math.floor(i / 900)}`
      return `${code},x,settlement,2,с.Много ${i},Көп ${i} а.`
    })
    const before = (await world.entries()).filter((entry) => entry.kind === 'places.imported').length
    const done = await run(
      `${REGISTER.split('\n')[0]}\n310000000,x,oblast,0,Жамбылская область,Жамбыл облысы\n${many.join('\n')}\n`,
      {
        allOrNothing: true,
      },
    )
    expect(done).toMatchObject({ applied: true, reported: [] })
    const after = (await world.entries()).filter((entry) => entry.kind === 'places.imported').length
    expect(after - before).toBe(2)
    await run(REGISTER)
  })

  test('bad rows are reported and the rest applied, or nothing of it when so asked', async () => {
    const bad = `${REGISTER}31564390,x,settlement,2,с.Короткий,Қысқа а.\n995643900,x,settlement,2,с.Чужое,Бөтен а.\n315643950,x,settlement,2,с.Новое,Жаңа а.\n`
    const refused = await run(bad, { allOrNothing: true })
    expect(refused).toMatchObject({ applied: false, rows: 15, created: 1, unchanged: 12 })
    expect(refused.reported.map(({ line, column }) => [line, column])).toEqual([
      [14, 'kato'],
      [15, 'kato'],
    ])
    expect(await searchPlaces(db, '315643950')).toEqual([])
    expect(await run(bad)).toMatchObject({ applied: true, created: 1, unchanged: 12 })
    expect(await searchPlaces(db, '315643950')).toHaveLength(1)
  })
})

describe('searching', () => {
  const found = async (text: string, regionId?: string) =>
    (await searchPlaces(db, text, { regionId })).map((place) => [
      place.names.kk,
      place.subDistrict?.names.kk,
      place.district?.names.kk,
    ])

  test('Kazakh letters typed as Russian ones find the place', async () => {
    expect(await found('Кызылжар')).toContainEqual(['Қызылжар', 'Жамбыл', 'Мойынқұм ауданы'])
    expect((await found('кызылор'))[0]?.[0]).toBe('Қызылорда')
    expect((await found('KYZYLORDA'))[0]?.[0]).toBe('Қызылорда')
    expect((await found('Караганда'))[0]?.[0]).toBe('Қарағанды')
  })

  test('a slip of the finger still finds it', async () => {
    expect((await found('Талдыкургон')).map(([name]) => name)).toContain('Талдықорған')
  })

  test('one name, several places: told apart by district, or narrowed by it after a comma', async () => {
    const all = (await found('Жамбыл', 'KZ-31')).filter(([name]) => name === 'Жамбыл')
    expect(all).toEqual(
      expect.arrayContaining([
        ['Жамбыл', 'Луговой', 'Тұрар Рысқұлов ауданы'],
        ['Жамбыл', 'Жамбыл', 'Мойынқұм ауданы'],
      ]),
    )
    expect((await found('Жамбыл, Мойынкум')).filter(([name]) => name === 'Жамбыл')).toEqual([
      ['Жамбыл', 'Жамбыл', 'Мойынқұм ауданы'],
    ])
  })

  test('the nearest spelling comes first', async () => {
    expect((await found('Талдыкурган'))[0]?.[0]).toBe('Талдықорған')
    expect((await found('Шимкэнт'))[0]?.[0]).toBe('Шымкент')
  })

  test('what means something to SQL means nothing here, and nothing finds nothing', async () => {
    for (const text of [
      '',
      'к',
      '%',
      '%%%',
      "'; DROP TABLE localities; --",
      '_____',
      'я'.repeat(10_000),
      '\u0000\u0001',
    ]) {
      expect((await searchPlaces(db, text)).length).toBeLessThanOrEqual(20)
    }
    expect(await searchPlaces(db, '%%%')).toEqual([])
  })
})

describe('a pin or a code decides a place, never a name', () => {
  test('a pin in the steppe has a region and a zone, but no settlement', async () => {
    const place = unwrap(await resolvePlace(db, { point: { latitude: 48.5, longitude: 60.5 } }))
    expect(place).toMatchObject({ regionId: 'KZ-15', localityId: undefined, zone: 'Asia/Aqtobe' })
  })

  test('a pin in a town is in its settlement', async () => {
    const [semey] = await searchPlaces(db, 'Семей')
    const place = unwrap(await resolvePlace(db, { point: { latitude: 50.41, longitude: 80.26 } }))
    expect(place).toMatchObject({ regionId: 'KZ-10', localityId: semey?.id })
  })

  test('a picked village without a position is a place without a point', async () => {
    const place = unwrap(await resolvePlace(db, { kato: '315643900' }))
    expect(place).toMatchObject({ regionId: 'KZ-31', point: undefined, zone: 'Asia/Almaty' })
    expect(place.districtId).toBeDefined()
  })

  test('nothing picked, unknown, at sea or contradictory is said so', async () => {
    expect(await resolvePlace(db, {})).toEqual({ ok: false, error: { kind: 'place-missing' } })
    expect(await resolvePlace(db, { localityId: 'Жамбыл' })).toEqual({ ok: false, error: { kind: 'place-unknown' } })
    expect(await resolvePlace(db, { point: { latitude: 0, longitude: -150 } })).toEqual({
      ok: false,
      error: { kind: 'place-unknown' },
    })
    const [semey] = await searchPlaces(db, 'Семей')
    const far = await resolvePlace(db, { localityId: semey?.id, point: { latitude: 43.2, longitude: 76.9 } })
    expect(far).toMatchObject({ ok: false, error: { kind: 'pin-far-away' } })
  })

  test('what is near comes nearest first', async () => {
    const near = await listLocalitiesNear(db, { latitude: 43.25, longitude: 76.92 }, 60_000, 5)
    expect(near).toHaveLength(5)
    expect(near[0]?.locality.names.kk).toBe('Алматы')
    expect(near.map((one) => one.distanceMeters)).toEqual(
      near.map((one) => one.distanceMeters).toSorted((a, b) => a - b),
    )
  })
})

import { expect, test } from 'vitest'
import { packOf } from './pack-of'

test('a country without a pack of its own gets one from GeoNames, with its own zone', async () => {
  const pack = await packOf('lk')
  expect(pack).toMatchObject({ code: 'LK', zone: 'Asia/Colombo', emergencyNumber: '112', currency: undefined })
  expect(pack?.names).toEqual({ kk: 'Шри-Ланка', ru: 'Шри-Ланка', en: 'Sri Lanka' })
  expect(pack?.regions.map((region) => region.id)).toContain('LK-36')
  const localities = (await pack?.loadLocalities()) ?? []
  const colombo = localities.find((locality) => locality.names.en === 'Colombo')
  expect(colombo).toMatchObject({ regionId: 'LK-36', zone: 'Asia/Colombo' })
  expect(colombo?.population).toBeGreaterThan(500_000)
  const ids = new Set(pack?.regions.map((region) => region.id))
  expect(localities.every((locality) => ids.has(locality.regionId))).toBe(true)
})

test('what is no country has no pack', async () => {
  expect(await packOf('ZZ')).toBeUndefined()
  expect(await packOf('../../etc')).toBeUndefined()
  expect((await packOf('kz'))?.code).toBe('KZ')
})

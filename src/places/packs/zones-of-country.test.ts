import { expect, test } from 'vitest'
import { zoneOfPoint, zonesInCountry } from './zones-of-country'

test('a place near a border has the clock of its own country', () => {
  // Tyup in Kyrgyzstan, which the map of zones gives to Kazakhstan.
  const tyup = { latitude: 42.7276, longitude: 78.3646 }
  expect(zoneOfPoint(tyup)).not.toBe('Asia/Bishkek')
  expect(zonesInCountry('KG', [tyup])).toEqual(['Asia/Bishkek'])
})

test('in a country of many zones it is that of the nearest place whose zone is the country’s', () => {
  const detroit = { latitude: 42.3314, longitude: -83.0457 }
  const losAngeles = { latitude: 34.05, longitude: -118.24 }
  const windsor = { latitude: 42.28, longitude: -83.03 }
  expect(zonesInCountry('US', [losAngeles, detroit, windsor])).toEqual([
    'America/Los_Angeles',
    'America/Detroit',
    'America/Detroit',
  ])
})

test('a zone that was renamed is one zone', () => {
  expect(zonesInCountry('IN', [{ latitude: 28.6, longitude: 77.2 }])).toEqual(['Asia/Kolkata'])
})

import { expect, test } from 'vitest'
import { newChance } from './chance'

test('the same seed gives the same chance, and forks do not depend on what was drawn before', () => {
  const [one, two] = [newChance('flood'), newChance('flood')]
  two.next()
  expect(one.fork('lina').next()).toBe(two.fork('lina').next())
  expect(newChance('flood').next()).toBe(one.next())
  expect(newChance(7).next()).toBe(newChance('7').next())
  expect(newChance('fire').next()).not.toBe(newChance('flood').next())
})

test('chance keeps to its bounds', () => {
  const chance = newChance('bounds')
  for (let i = 0; i < 1000; i++) {
    const drawn = chance.between(2, 5)
    expect(drawn >= 2 && drawn <= 5).toBe(true)
    expect(chance.minutes(10)).toBeGreaterThanOrEqual(1)
  }
  const mean = Array.from({ length: 4000 }, () => chance.minutes(30)).reduce((sum, one) => sum + one, 0) / 4000
  expect(mean).toBeGreaterThan(27)
  expect(mean).toBeLessThan(33)
})

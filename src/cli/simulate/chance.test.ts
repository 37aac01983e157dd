import { expect, test } from 'vitest'
import { newChance } from './chance'
import { newTimeline } from './timeline'

test('the same seed gives the same chance, and forks do not depend on what was drawn before', () => {
  const [one, two] = [newChance('flood'), newChance('flood')]
  two.next()
  expect(one.fork('lina').next()).toBe(two.fork('lina').next())
  expect(newChance('flood').next()).toBe(one.next())
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

test('time jumps from event to event, in order of moment and of being planned', async () => {
  const start = Temporal.Instant.from('2026-11-21T03:00:00Z')
  const timeline = newTimeline(start)
  const seen: string[] = []
  const note = (name: string) => async () => {
    seen.push(`${name} ${timeline.clock.now().since(start).total('minutes')}`)
  }
  timeline.after(30, note('late'))
  timeline.after(10, async () => {
    await note('early')()
    timeline.at(start, note('past'))
  })
  timeline.after(10, note('second'))
  timeline.after(300, note('never'))
  await timeline.play(
    start.add({ minutes: 60 }),
    () => Math.random,
    async () => true,
  )
  expect(seen).toEqual(['early 10', 'second 10', 'past 10', 'late 30'])
  expect(timeline.clock.now().toString()).toBe('2026-11-21T04:00:00Z')
})

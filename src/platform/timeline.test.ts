import { expect, test } from 'vitest'
import { newTimeline } from './timeline'

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
  await timeline.play(start.add({ minutes: 60 }), async () => true)
  expect(seen).toEqual(['early 10', 'second 10', 'past 10', 'late 30'])
  expect(timeline.clock.now().toString()).toBe('2026-11-21T04:00:00Z')
})

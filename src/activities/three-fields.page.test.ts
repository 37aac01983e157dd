import { expect, test } from 'vitest'
import { seedDistrict } from '../../test/district'
import { testWorld } from '../../test/world'

const world = await testWorld()
const district = await seedDistrict(world)

test('a new organizer publishes a courtyard clean-up by three fields: what, where, on which day', async () => {
  const browser = await world.browser(district.lina)
  const group = await browser.post('/organizations/new', {
    kind: 'group',
    name: 'Our courtyard',
    place: district.localityId,
  })
  expect(group.status).toBe(303)
  const page = await (await browser.get('/activities/new')).text()
  const form = /<form[^>]*action="\/activities\/new".*?<\/form>/s.exec(page)?.[0] ?? ''
  const shown = form.replace(/<details.*?<\/details>/gs, '')
  const asked = [...shown.matchAll(/<(input|select|textarea)\b([^>]*)>/g)]
    .map(([, tag, attributes = '']) => ({ tag, attributes, name: /name="([^"]+)"/.exec(attributes)?.[1] ?? '' }))
    .filter(({ attributes }) => !attributes.includes('type="hidden"'))
  const hidden = Object.fromEntries(
    [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  )
  const isFilled = (attributes: string) => /value="[^"]+"/.test(attributes)
  const prefilled = Object.fromEntries(
    asked.flatMap(({ name, attributes }) => {
      const value = /value="([^"]+)"/.exec(attributes)?.[1]
      return value === undefined ? [] : [[name, value]]
    }),
  )
  const isOptional = (name: string) => ['title', 'placeWords'].includes(name)
  expect(
    asked.filter(({ name, attributes }) => !isFilled(attributes) && !isOptional(name)).map(({ name }) => name),
  ).toEqual(['work', 'place_q', 'date'])
  const typed = { work: 'clean-up', place: district.localityId, date: '2026-11-29', do: 'publish' }
  const made = await browser.post('/activities/new', { ...hidden, ...prefilled, ...typed })
  expect(made.status).toBe(303)
  expect(made.headers.get('location')).toMatch(/^\/activities\/[0-9a-f-]{36}$/)
  expect(await (await (await world.browser()).get(made.headers.get('location') ?? '')).text()).toContain(
    'Our courtyard',
  )
})

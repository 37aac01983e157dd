import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser as Chromium } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../../test/browser/chromium'
import { readStyles } from '../../test/browser/styles'
import { type District, seedDistrict } from '../../test/district'
import { type Browser, testWorld, type World } from '../../test/world'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const css = readStyles('index', 'app')

let chromium: Chromium
let world: World
let d: District
const paths: [who: 'visitor' | 'lina' | 'dana', path: string][] = []
const browsers: Record<string, Browser> = {}

beforeAll(async () => {
  chromium = await launchBrowser()
  world = await testWorld({ background: true })
  d = await seedDistrict(world)
  const [visitor, lina, dana] = [await world.browser(), await world.browser(d.lina), await world.browser(d.dana)]
  Object.assign(browsers, { visitor, lina, dana })
  const made = await dana.post('/activities/new', {
    organization: d.organizationId,
    work: 'clean-up',
    place: d.localityId,
    date: '2026-11-22',
    from: '15:10',
    until: '17:00',
    seats: '4',
    do: 'publish',
  })
  const activity = /\/activities\/[0-9a-f-]{36}/.exec(made.headers.get('location') ?? '')?.[0] ?? ''
  const post = await world.db.selectFrom('posts').select('id').executeTakeFirstOrThrow()
  const answer = `${activity}/posts/${post.id}`
  const shift = (await lina.post(`${answer}/answer`, { say: 'yes' })).headers.get('location') ?? ''
  await (await world.browser(d.arman)).post(`${answer}/answer`, { say: 'yes' })
  const swap = (await lina.post(`${shift}/stand-in`)).headers.get('location') ?? ''
  const group = (await lina.post(`${answer}/group`, { name: '9A' })).headers.get('location') ?? ''
  const gate = /\/gate\/[\w-]{32}/.exec(await (await dana.post(`${activity}/gate`)).text())?.[0] ?? ''
  const helper = (await visitor.post(gate, { name: 'Serik', age: '18-64' })).headers.get('location') ?? ''
  await visitor.post(`${helper}/check-out`)
  await lina.post(`${shift}/check-in`)
  world.clock.advance({ minutes: 50 })
  paths.push(['lina', shift])
  await lina.post(`${shift}/check-out`)
  await dana.post(`${activity}/result`, { quantity: '4', evidence: 'Photo', words: 'Done' })
  await world.entries()
  paths.push(
    ['visitor', '/activities'],
    ['visitor', activity],
    ['lina', activity],
    ['lina', swap],
    ['lina', group],
    ['lina', `${shift}/swap`],
    ['lina', '/me/record'],
    ['lina', `${activity}/result`],
    ['dana', '/activities/new'],
    ['lina', `${answer}/group`],
    ['dana', `${activity}/manage`],
    ['dana', `${activity}/edit`],
    ['dana', `${activity}/copy`],
    ['dana', `${activity}/cancel`],
    ['dana', `${activity}/roster`],
    ['dana', `${activity}/hours`],
    ['dana', shift.replace('/me/assignments/', '/attend/')],
    ['visitor', gate],
    ['visitor', helper],
  )
}, 120_000)
afterAll(() => chromium?.close())

test('axe finds nothing on the pages of activities and records, on a phone and wide; nothing scrolls sideways', async () => {
  const faults: string[] = []
  for (const width of [360, 1280]) {
    const page = await chromium.newPage({ viewport: { width, height: 900 }, reducedMotion: 'reduce' })
    for (const [who, address] of paths) {
      const response = await browsers[who]?.get(address)
      if (response?.status !== 200) {
        faults.push(`${address}: ${response?.status}`)
        continue
      }
      const html = (await response.text()).replace(/<(link|script)\b[^>]*>/g, '')
      await page.setContent(html)
      await page.addStyleTag({ content: css })
      await page.evaluate(axeSource)
      const found = await page.evaluate(async () => {
        const { axe } = window as unknown as {
          axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
        }
        const { violations } = await axe.run({
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        })
        return violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html.slice(0, 200)}`)
      })
      faults.push(...found.map((fault) => `${address} ${width}: ${fault}`))
      const isWide = await page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1,
      )
      if (isWide) faults.push(`${address} ${width}: scrolls sideways`)
    }
    await page.close()
  }
  expect(faults).toEqual([])
}, 180_000)

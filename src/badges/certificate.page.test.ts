import { PNG } from 'pngjs'
import { beforeAll, expect, test } from 'vitest'
import { confirmedCompetences } from '../../test/confirmed-competences'
import { type District, seedDistrict } from '../../test/district'
import { readPdf } from '../../test/read-pdf'
import { type Browser, testWorld, type World } from '../../test/world'
import { aStay, browserIn } from '../contributions/testing/stay'
import { languages, pageFaults, translator } from '../web'
import type { BadgeKind } from './badge'
import { readBaked } from './credential/bake'

let world: World
let d: District
let lina: Browser
const ids = new Map<BadgeKind, string>()
let shared = ''
const words =
  'Лина мектеп ауласын тазалауды ұйымдастырып, әркімнің өз күшіне қарай көмектесуіне жағдай жасады, һәм шаршамады.'

beforeAll(async () => {
  world = await testWorld({ background: true })
  d = await seedDistrict(world)
  const { contributionId, activityId } = await aStay(world, d, d.lina, 640)
  const dana = await browserIn(world, 'en', d.dana)
  await dana.post(`/activities/${activityId}/letter`, { volunteer: d.lina, words })
  const letter = await world.db.selectFrom('letters').select('id').executeTakeFirstOrThrow()
  lina = await browserIn(world, 'en', d.lina)
  await lina.post(`/letters/${letter.id}/keep`)
  const until = world.clock.now().add({ hours: 2 })
  const [competence] = await confirmedCompetences(world, d, d.lina, [{ competence: 'flood-defence', until }])
  const html = await (
    await lina.post('/me/record/share', {
      'pick-hours': `hours:${contributionId}`,
      'pick-year': 'year:2026',
      'pick-competence': `competence:${competence}`,
      'pick-letter': `letter:${letter.id}`,
      'pick-award': 'award:hours-10',
      name: 'yes',
      days: '7',
    })
  ).text()
  shared = /\/shared\/[\w-]{32}/.exec(html)?.[0] ?? ''
  for (const { id, kind } of await world.db.selectFrom('badges').select(['id', 'kind']).execute())
    ids.set(kind as BadgeKind, id)
})

const certificate = async (kind: BadgeKind, browser: Browser, door: string) => {
  const answer = await browser.get(`${door}/${ids.get(kind)}/pdf`)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('application/pdf')
  const read = await readPdf(new Uint8Array(await answer.arrayBuffer()))
  const address = read.links.find((link) => link.includes('/credentials/paper/')) ?? ''
  return { ...read, path: new URL(address).pathname }
}

const look = async (path: string, status = 200) => {
  const answer = await (await browserIn(world, 'en')).get(path)
  const html = await answer.text()
  expect(answer.status).toBe(status)
  expect(pageFaults(html)).toEqual([])
  expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
  return { html, verdict: /notice__title">([^<]*)/.exec(html)?.[1] }
}

test.each(['hours', 'year', 'competence', 'letter', 'award'] as const)(
  'a certificate of %s says what, of whom and by whom in three languages, and its code opens how it stands',
  async (kind) => {
    for (const lang of languages) {
      const t = translator(lang)
      const own = await certificate(kind, await browserIn(world, lang, d.lina), '/badges')
      const fixed = [`badges.paper.kind.${kind}`, `badges.criteria.${kind}`, 'badges.paper.scan', 'web.name']
      for (const text of fixed) expect(own.text).toContain(t(text))
      expect(own.text).toContain('Lina')
      expect(own.text).toContain(t('badges.verdict.valid'))
      expect(own.pages).toBe(1)
      expect(own.text.replaceAll(' ', '')).toContain(own.path.slice(1))
      const seen = await certificate(kind, await browserIn(world, lang), shared)
      expect(seen.path).toBe(own.path)
      if (kind === 'letter') expect(own.text).toContain(words)
    }
    const { path, links } = await certificate(kind, lina, '/badges')
    if (kind === 'hours') expect(links.some((link) => /\/log\/entries\/\d+$/.test(link))).toBe(true)
    const { html, verdict } = await look(path)
    expect(verdict).toBe('Valid')
    expect(html).toContain('Lina')
  },
)

test('in pictures too every letter survives: a stranger’s reader finds the whole credential', async () => {
  for (const form of ['png', 'svg']) {
    const file = await (await lina.get(`/badges/${ids.get('letter')}/${form}`)).bytes()
    const credential = JSON.parse(readBaked(file) ?? '')
    expect(credential.credentialSubject.achievement.description).toContain(words)
    // Checksums of all its parts are right.
    if (form === 'png') expect(PNG.sync.read(Buffer.from(file)).width).toBe(256)
  }
})

test('a competence that ran out is said to have run out', async () => {
  const { path } = await certificate('competence', lina, '/badges')
  world.clock.advance({ hours: 3 })
  expect((await look(path)).verdict).toBe('Run out')
  expect((await certificate('competence', lina, '/badges')).text).toContain('Run out')
})

test('an address that was not printed opens nothing, and nobody gets or takes back what is not theirs', async () => {
  const { path } = await certificate('year', lina, '/badges')
  for (const wrong of [`${path.slice(0, -4)}AAAA`, '/credentials/paper/x', `/credentials/paper/${'A'.repeat(43)}`])
    expect((await look(wrong, 404)).verdict).toBe('We know no such certificate')
  const arman = await browserIn(world, 'en', d.arman)
  expect((await arman.get(`/badges/${ids.get('year')}/pdf`)).status).toBe(404)
  expect((await arman.post(`/badges/${ids.get('year')}/take-back`)).status).toBe(404)
  const visitor = await browserIn(world, 'en')
  expect((await visitor.post(`/badges/${ids.get('year')}/take-back`)).status).toBe(403)
  expect((await look(path)).verdict).toBe('Valid')
})

test('what its person takes back is said to hold no longer, and what it said is not shown again', async () => {
  const { path } = await certificate('award', lina, '/badges')
  expect(await (await lina.get('/me/shares')).text()).toContain('Take it back: 10 hours')
  expect((await lina.post(`/badges/${ids.get('award')}/take-back`)).status).toBe(303)
  const { html, verdict } = await look(path)
  expect(verdict).toBe('No longer so')
  expect(html).not.toContain('Lina')
  expect(await (await lina.get('/me/shares')).text()).not.toContain('Take it back: 10 hours')
  expect((await certificate('award', lina, '/badges')).text).toContain('No longer so')
})

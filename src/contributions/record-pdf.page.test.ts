import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { confirmedCompetences } from '../../test/confirmed-competences'
import { type District, seedDistrict } from '../../test/district'
import { readPdf } from '../../test/read-pdf'
import { testWorld, type World } from '../../test/world'
import { languages, sampleView, translator } from '../web'
import { writeRecordPdf } from './record-pdf'
import { aStay, browserIn } from './testing/stay'

let folder: string
let world: World
let d: District
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'asar-record-pdf-'))
  world = await testWorld({ background: true, seals: true, config: { dataFolder: folder } })
  d = await seedDistrict(world)
  // Nothing is sealed before the set-up is done.
  await world.db
    .insertInto('settings')
    .values({ key: 'demo', value: JSON.stringify({ startedAt: '2026-11-22T10:00:00Z' }) })
    .execute()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const recordOf = async (personId: string, lang: string, query = '') => {
  const answer = await (await browserIn(world, lang, personId)).get(`/me/record.pdf${query}`)
  expect(answer.headers.get('content-type')).toBe('application/pdf')
  return readPdf(new Uint8Array(await answer.arrayBuffer()))
}

const newestOf = async (contributionId: string): Promise<number> =>
  (await world.entries()).filter((entry) => entry.subjectId === contributionId).at(-1)?.position ?? 0

test('each presence names its sealed entry, and the address beside it opens that entry', async () => {
  const sure = await aStay(world, d, d.lina, 90)
  const doubted = await aStay(world, d, d.lina, 60)
  const lina = await browserIn(world, 'en', d.lina)
  await lina.post(`/contributions/${doubted.contributionId}/dispute`, { minutes: '40', words: 'I left early' })
  const [first, second] = [await newestOf(sure.contributionId), await newestOf(doubted.contributionId)]
  const checkpoint = await (await lina.get('/log/checkpoint')).text()
  const [origin = '', size = '', root = ''] = checkpoint.split('\n')
  for (const lang of languages) {
    const { text, links } = await recordOf(d.lina, lang)
    const t = translator(lang)
    for (const position of [first, second]) {
      expect(text).toContain(t('journal.note.sealed', { position, size: Number(size) }).replaceAll(/\s+/g, ' '))
      expect(links.filter((link) => link.endsWith(`/log/entries/${position}`))).toHaveLength(2)
    }
    for (const part of [origin, root, t('contributions.paper.check')]) expect(text).toContain(part)
  }
  const english = await recordOf(d.lina, 'en')
  expect(english.text).toMatch(/1 h · .* in question: said to be 40 min/)
  expect(english.text).toMatch(/1 h 30 min · [^·]+ confirmed/)
  for (const position of [first, second]) expect((await lina.get(`/log/entries/${position}`)).status).toBe(200)
})

test('a year has a paper of its own; whoever asks gets their own record and nobody else’s', async () => {
  expect((await recordOf(d.lina, 'en', '?year=2026')).text).toMatch(/My record, 2026.*1 h 30 min/)
  expect((await recordOf(d.lina, 'en', '?year=2025')).text).not.toContain('1 h 30 min')
  expect((await recordOf(d.lina, 'en', '?year=x')).text).toContain('1 h 30 min')
  expect((await recordOf(d.arman, 'en')).text).not.toContain('1 h 30 min')
  const answer = await (await world.browser()).get('/me/record.pdf')
  expect(answer.status).not.toBe(200)
})

test('competences somebody else confirmed stand on the page and on paper, with how long they hold', async () => {
  const until = world.clock.now().add({ hours: 48 })
  await confirmedCompetences(world, d, d.lina, [
    { competence: 'flood-defence', until: null },
    { competence: 'land-search', until },
  ])
  const page = async () => (await (await browserIn(world, 'en', d.lina)).get('/me/record')).text()
  expect(await page()).toMatch(/Searching for missing people.*Valid until/)
  expect((await recordOf(d.lina, 'kk')).text).toContain('мерзімсіз')
  world.clock.advance({ hours: 49 })
  expect(await page()).toMatch(/Searching for missing people.*Ran out on/)
  expect((await recordOf(d.lina, 'en')).text).toMatch(
    /Flood defence: independent\. without end .*: independent\. Ran out on/,
  )
  expect(await (await (await browserIn(world, 'en', d.arman)).get('/me/record')).text()).not.toContain('Ran out on')
})

test('letters of the three languages survive, and no code is cut by the end of a page', async () => {
  const letters = 'Әә Ғғ Ққ Ңң Өө Ұұ Үү Һһ Іі Ёё Яя Zz «»—№'
  const lines = Array.from({ length: 60 }, (_, i) => ({
    ...{ id: String(i), on_date: '2026-11-22', minutes: 60, basis: 'free', state: 'confirmed', kind: 'environment' },
    ...{ activityId: 'a', title: `${letters} ${i} `.repeat(4), organization: letters, flags: [] },
    ...{ confirmed_by_kind: null, claimed: null, answer: null },
  }))
  const seals = new Map(lines.map(({ id }, i) => [id, { position: i + 1, checkpoint: undefined }]))
  const v = sampleView({ lang: 'kk' })
  const empty = { hours: [], results: [], competences: [], checkpoint: undefined }
  const { text, links, pages } = await readPdf(await writeRecordPdf(v, { ...empty, name: letters, lines, seals }))
  expect(text.replaceAll(' ', '').split(letters.replaceAll(' ', '')).length).toBeGreaterThan(120)
  expect(text).toContain('Еңбегім')
  expect(pages).toBe(7)
  expect(links).toHaveLength(120)
})

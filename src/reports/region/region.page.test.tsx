import readSheets from 'read-excel-file/node'
import { extractText, getDocumentProxy } from 'unpdf'
import { beforeAll, expect, test } from 'vitest'
import { queriesOf } from '../../../bench/pages/watch-queries'
import { openCaller } from '../../../test/api-caller'
import { type District, seedDistrict } from '../../../test/district'
import { testWorld, type World } from '../../../test/world'
import { totalsFollower } from '../../indicators'
import { catchUp } from '../../journal'
import { ok, unwrap } from '../../kit/result'
import { loadCountryPack } from '../../places'
import { inCommand } from '../../platform'
import { languages, pageFaults, sampleView, translator } from '../../web'
import { reportCountry } from '../country/report-country'
import { waitingNeeds } from '../testing/waiting-needs'
import { reportRegion } from './report-region'

let world: World
let d: District
beforeAll(async () => {
  world = await testWorld()
  d = await seedDistrict(world)
  await waitingNeeds(world, d, 6)
  await waitingNeeds(world, d, 2, { urgency: 'immediate' })
  await world.entries()
  await catchUp(world.db, totalsFollower)
})

const get = async (path: string, lang = 'en', personId?: string) =>
  (await world.browser(personId)).get(path, { 'accept-language': lang })
const region = () => `/regions/${d.region}`
const bytes = async (path: string, lang: string) => new Uint8Array(await (await get(path, lang)).arrayBuffer())
const rowOf = (html: string, name: string) => new RegExp(`<th scope="row">${name}</th>.*?</tr>`).exec(html)?.[0] ?? ''

test('anyone sees what a region waits for, with small cells hidden and a picture and a table of each', async () => {
  const html = await (await get(region())).text()
  expect(pageFaults(html)).toEqual([])
  // Two would be seen; with the next smallest cell hidden too, they cannot be worked out from the total.
  expect(rowOf(html, 'Needed now')).toContain('fewer than 5, or hidden')
  expect(rowOf(html, 'Needed today')).not.toContain('>6<')
  expect(html).toContain(`href="/numbers/needs-raised?region=${d.region}"`)
  expect(html).not.toContain('/needs/')
  for (const picture of html.match(/<svg class="scene"[^>]*>/g) ?? [])
    expect(picture).toMatch(/role="img" aria-label="[^"]+"/)
  expect(html.match(/<svg class="scene"/g)?.length).toBe(7)
  expect(html).toContain(`href="/numbers/needs-raised?region=${d.region}&amp;month=2026-11"`)
  for (const step of ['Request taken', 'Somebody said yes', 'Help arrived']) expect(html).toContain(step)
  expect(html).not.toMatch(/NaN|undefined/)
})

test('who answers for the region sees every number and the longest waiting; those of another region do not', async () => {
  const html = await (await get(region(), 'en', d.authority)).text()
  // She reads Kazakh.
  const t = translator('kk')
  expect(rowOf(html, t('needs.urgency.immediate'))).toContain('>2<')
  expect(rowOf(html, t('needs.urgency.expected'))).toContain('>6<')
  expect(html).toContain('href="/needs/')
  const other = await (await get('/regions/KZ-75', 'en', d.authority)).text()
  expect(other).not.toContain(t('reports.region.lead.full'))
  const coordinator = await (await get(region(), 'en', d.dana)).text()
  expect(coordinator).not.toContain('href="/needs/')
})

test('the page asks the same few questions whatever the region holds', async () => {
  const asked = async (path: string) => (await queriesOf(() => get(path))).map(({ text }) => text)
  const here = await asked(region())
  expect(here.length).toBeLessThanOrEqual(9)
  expect(await asked('/regions/KZ-75')).toEqual(here)
  expect((await asked('/regions')).length).toBeLessThanOrEqual(9)
})

test('all regions stand side by side, and each leads to its own page and entries', async () => {
  unwrap(await loadCountryPack(world.system, 'KZ'))
  const html = await (await get('/regions')).text()
  expect(pageFaults(html)).toEqual([])
  expect(html).toContain(`href="${region()}"`)
  expect(html).toContain(`href="/numbers/needs-raised?region=${d.region}&amp;month=2026-11"`)
  expect(html).not.toMatch(/NaN|undefined/)
  // On a phone one region is opened at a time, without script: they share a name; pictures have their tables one press away.
  expect([...html.matchAll(/<details name="regions">/g)].length).toBeGreaterThan(10)
  expect(html).toContain('<details class="report-plot__table"><summary>')
  for (const file of ['report.pdf', 'report.xlsx']) expect((await get(`/regions/${file}`)).status).toBe(200)
  const key = await openCaller(world, { scopes: [] })
  expect((await key.get('/reports/regions')).body).toMatchObject({ kind: 'country', page: '/regions' })
})

test.each(languages)(
  'each picture is told in a sentence, has its table, and fits a phone of 360 px in %s',
  async (lang) => {
    const v = sampleView({ lang, now: world.clock.now() })
    const reports = [await reportRegion(world.system, v, d.region), await reportCountry(world.system, v)]
    const plots = reports.flatMap((report) => report?.sections ?? []).flatMap((section) => section.plots)
    expect(plots.length).toBeGreaterThan(8)
    for (const { scene, table } of plots) {
      expect(scene.said.length, table.id).toBeGreaterThanOrEqual(table.caption.length)
      expect(table.rows.length, table.id).toBeGreaterThan(0)
      // A page leaves its pictures 328 of 360 px.
      const scale = 328 / scene.width
      for (const mark of scene.marks)
        if (mark.kind === 'text') {
          expect(mark.size * scale, `${table.id}: ${mark.words}`).toBeGreaterThanOrEqual(13)
          const wide = mark.words.length * mark.size * 0.56
          const left = mark.anchor === 'end' ? mark.x - wide : mark.anchor === 'middle' ? mark.x - wide / 2 : mark.x
          expect(left, `${table.id}: ${mark.words}`).toBeGreaterThanOrEqual(-1)
          expect(left + wide, `${table.id}: ${mark.words}`).toBeLessThanOrEqual(scene.width + 1)
        }
    }
  },
)

test('a figure leads to the entries of its own cell, page by page, and to no other', async () => {
  const entries = async (query: string) => {
    const html = await (await get(`/numbers/needs-raised?${query}`)).text()
    expect(pageFaults(html)).toEqual([])
    return [...html.matchAll(/\/log\/entries\/(\d+)/g)].map(([, position]) => Number(position))
  }
  const whole = await entries(`region=${d.region}`)
  expect(whole).toHaveLength(8)
  expect(await entries(`region=${d.region}&month=2026-11`)).toEqual(whole)
  expect(await entries(`region=${d.region}&before=${whole[2]}`)).toEqual(whole.slice(3))
  expect(await entries('region=KZ-75')).toEqual([])
  expect(await entries(`region=${d.region}&month=2026-10`)).toEqual([])
  for (const none of ['region=KZ-99', 'month=2026-13', "region=KZ-27'--", `region=${d.region}&month=x`])
    expect((await get(`/numbers/needs-raised?${none}`)).status).toBe(404)
})

test('of people a hidden cell opens to nothing, and region and month together are no cell at all', async () => {
  await inCommand(world.system, 'append', async (tx) => {
    for (const subjectId of [d.lina, d.aigul])
      tx.append({
        ...{ kind: 'volunteer.joined', subjectKind: 'volunteer', subjectId, regionId: d.region, organizationId: null },
        ...{ body: {}, publicBody: { region: d.region }, facts: {} },
      })
    return ok(null)
  })
  await world.entries()
  await catchUp(world.db, totalsFollower)
  const html = await (await get(`/numbers/volunteers-registered?region=${d.region}`)).text()
  expect(html).not.toContain('/log/entries/')
  expect(html).toContain('Fewer than 5')
  expect((await get(`/numbers/volunteers-registered?region=${d.region}&month=2026-11`)).status).toBe(404)
})

test('a key reads the same as anyone; only one of this region reads what is small', async () => {
  const said = async (scopes: readonly string[], regionId: string | null) => {
    const key = await openCaller(world, { scopes: [...scopes], regionId })
    const { status, body } = await key.get(`/reports/regions/${d.region}?lang=en`)
    expect(status).toBe(200)
    const sections = body.sections as { figures: unknown[]; tables: { id: string; rows: unknown[][] }[] }[]
    expect(sections.flatMap(({ figures }) => figures)).toContainEqual(
      expect.objectContaining({ definition: 'needs-raised', value: 8 }),
    )
    return sections.flatMap(({ tables }) => tables).find(({ id }) => id === 'unmet')?.rows[0]
  }
  expect(await said([], null)).toEqual(['Needed now', null, 0, 0, 0])
  expect(await said(['region:review'], 'KZ-75')).toEqual(['Needed now', null, 0, 0, 0])
  expect(await said(['region:review'], d.region)).toEqual(['Needed now', 2, 0, 0, 0])
  expect((await (await openCaller(world, { scopes: [] })).get('/reports/regions/KZ-99')).status).toBe(404)
  expect((await (await openCaller(world, { scopes: [] })).get('/reports/months/2026-13')).status).toBe(404)
})

test('a region that is not there has no page', async () => {
  for (const path of ['/regions/KZ-99', '/regions/x', '/regions/KZ-99/report.pdf', '/regions/KZ-99/report.xlsx'])
    expect((await get(path)).status).toBe(404)
})

test.each(languages)('page, PDF and workbook say the same in %s, and Kazakh letters survive', async (lang) => {
  const html = await (await get(region(), lang)).text()
  const { text } = await extractText(await getDocumentProxy(await bytes(`${region()}/report.pdf`, lang)), {
    mergePages: true,
  })
  const sheets = await readSheets(Buffer.from(await bytes(`${region()}/report.xlsx`, lang)))
  const figures = sheets[0]?.data ?? []
  const raised = figures.find((row) => row.includes('needs-raised'))
  expect(raised?.[2]).toBe(8)
  expect(raised?.[5]).toMatch(/\/numbers\/needs-raised\?region=KZ-27$/)
  const title = { kk: 'Батыс Қазақстан облысы', ru: 'Западно-Казахстанская область', en: 'West Kazakhstan' }[lang]
  for (const whole of [html, text, JSON.stringify(sheets)]) expect(whole).toContain(title)
  const heading = /<h2>([^<]+)<\/h2>/.exec(html)?.[1] ?? ''
  expect(text).toContain(heading)
  if (lang === 'kk') for (const letter of 'әғқңөұүі') expect(text).toContain(letter)
  expect(sheets.map(({ sheet }) => sheet)).toContain('unmet')
})

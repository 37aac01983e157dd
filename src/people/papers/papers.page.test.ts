import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../../test/district'
import { type Browser, testWorld, type World } from '../../../test/world'
import { unwrap } from '../../kit/result'
import { pageFaults } from '../../web'
import { eraseAgain } from '../commands/erase-person'
import { peopleRoom } from '../room'
import { PAPER_BYTES_MAX } from './paper-file'

let world: World
let d: District
let operator: Browser
beforeAll(async () => {
  world = await testWorld({ background: true })
  d = await seedDistrict(world)
  operator = await inEnglish(d.operator)
})

const inEnglish = async (personId?: string) => {
  const browser = await world.browser(personId)
  browser.cookies.set('lang', 'en')
  return browser
}
const helping = async (personId: string) => {
  const base = `/people/${personId}/help`
  const request = (await operator.post(base, { way: 'paper' })).headers.get('location')?.split('request=')[1] ?? ''
  return { base, request }
}
const papersOf = (personId: string) =>
  world.db.selectFrom('signed_papers').selectAll().where('person_id', '=', personId).execute()

const JPEG = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('a signature, photographed')])
const file = (bytes: Uint8Array, name = 'IMG_1.jpg') => new File([new Uint8Array(bytes)], name, { type: 'image/jpeg' })
const agreement = {
  contact: 'arman@example.kz',
  scope: 'answer-asks',
  tie: 'friend',
  until: '2027-01-01',
  witness: 'Sholpan',
  signed: '2026-11-20',
  seen: 'yes',
}

test('a paper is kept sealed, opens as a file for its person and for whoever helps them, and each time is a look', async () => {
  const { base, request } = await helping(d.lina)
  for (const lang of ['kk', 'ru', 'en']) {
    operator.cookies.set('lang', lang)
    const form = await (await operator.get(`${base}/companions/new?request=${request}`)).text()
    expect(pageFaults(form)).toEqual([])
    expect(form).toContain('multipart/form-data')
  }
  const sent = { ...agreement, request, keptAt: 'Folder 3', paper: file(JPEG) }
  expect((await operator.post(`${base}/companions`, sent)).status).toBe(303)
  const [paper, ...others] = await papersOf(d.lina)
  expect(others).toEqual([])
  expect(paper).toMatchObject({ form: 'jpeg', kept_at: 'Folder 3', added_by: d.operator })
  expect(paper?.sealed?.includes('a signature')).toBe(false)

  const overview = await (await operator.get(`${base}?request=${request}`)).text()
  expect(overview).toContain('The paper is kept at: Folder 3.')
  const path = `/papers/${paper?.consent_id}`
  expect(overview).toContain(`href="${base}${path}?request=${request}"`)
  const opened = await operator.get(`${base}${path}?request=${request}`)
  expect(opened.headers.get('content-type')).toBe('image/jpeg')
  expect(opened.headers.get('content-disposition')).toMatch(/^attachment/)
  expect(opened.headers.get('x-content-type-options')).toBe('nosniff')
  expect(opened.headers.get('cache-control')).toContain('no-store')
  expect(Buffer.from(await opened.arrayBuffer()).equals(JPEG)).toBe(true)
  const lina = await inEnglish(d.lina)
  expect((await lina.get(`/me/account${path}`)).status).toBe(200)
  expect(await (await lina.get('/me/account/looks')).text()).toContain('signed paper')

  // Nobody else: not another person under their own account, not an operator without a request, not a visitor.
  const arman = await inEnglish(d.arman)
  expect((await arman.get(`/me/account${path}`)).status).toBe(404)
  expect((await arman.get(`${base}${path}?request=${request}`)).status).toBe(403)
  expect((await operator.get(`${base}${path}`)).status).toBe(403)
  const other = await helping(d.arman)
  expect((await operator.get(`${other.base}${path}?request=${other.request}`)).status).toBe(404)
  expect((await (await inEnglish()).get(`/me/account${path}`)).status).not.toBe(200)
})

test('what is no picture of a paper is refused with the reason, and what was typed stays', async () => {
  const { base, request } = await helping(d.arman)
  const typed = { ...agreement, contact: 'aigul@example.kz', request }
  const refusals: [Uint8Array, string][] = [
    [Buffer.from('<html><script>alert(1)</script>'), 'This is no JPEG, PNG or PDF.'],
    [Buffer.from('GIF89a'), 'This is no JPEG, PNG or PDF.'],
    [Buffer.from('%PDF-1.7 << /OpenAction << /S /JavaScript /JS (x) >> >>'), 'This PDF holds a program.'],
    [Buffer.concat([JPEG, Buffer.alloc(PAPER_BYTES_MAX)]), 'The file is larger than 8 MB.'],
  ]
  for (const [bytes, why] of refusals) {
    const answer = await operator.post(`${base}/companions`, { ...typed, paper: file(bytes) })
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain(why)
    expect(html).toContain('value="Sholpan"')
  }
  const nothing = await operator.post(`${base}/companions`, typed)
  expect(nothing.status).toBe(422)
  expect(await nothing.text()).toContain('Add a picture of the paper, or say where it is kept.')
  // Larger than any form may be: refused before it is read.
  const huge = { ...typed, paper: file(Buffer.alloc(PAPER_BYTES_MAX + 2_000_000)) }
  expect((await operator.post(`${base}/companions`, huge)).status).toBe(413)
  expect(await papersOf(d.arman)).toEqual([])
})

test('a paper goes three years after its consent, and with whoever signed or is named on it', async () => {
  const { base, request } = await helping(d.lina)
  const page = await (await operator.get(`${base}?request=${request}`)).text()
  const companion = /name="companion" value="([^"]+)"/.exec(page)?.[1] ?? ''
  expect((await operator.post(`${base}/companions/end`, { request, companion })).status).toBe(303)
  const sweep = async () => peopleRoom.jobs?.find(({ name }) => name === 'people.destroy-papers')?.run(world.system, {})
  world.clock.advance({ hours: 24 * 365 * 2 })
  await sweep()
  expect(await papersOf(d.lina)).toHaveLength(1)
  world.clock.advance({ hours: 24 * 370 })
  await sweep()
  expect(await papersOf(d.lina)).toEqual([])
  expect((await world.entries()).at(-1)).toMatchObject({
    kind: 'consent.paper-destroyed',
    subjectId: d.lina,
    publicBody: {},
  })

  operator = await inEnglish(d.operator)
  const now = world.clock.now().toZonedDateTimeISO(d.zone).toPlainDate()
  const days = { signed: now.toString(), until: now.add({ months: 2 }).toString() }
  const again = await helping(d.lina)
  const sent = { ...agreement, ...days, request: again.request, paper: file(JPEG) }
  expect((await operator.post(`${again.base}/companions`, sent)).status).toBe(303)
  expect(await papersOf(d.lina)).toHaveLength(1)
  // The companion is named on it and goes: so does the paper.
  unwrap(await eraseAgain(world.system, d.arman))
  expect(await papersOf(d.lina)).toEqual([])
})

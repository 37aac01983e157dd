import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCli } from './run-cli'

let base: string
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'asar-cli-'))
  await chmod(base, 0o711)
})
afterAll(() => rm(base, { recursive: true, force: true }))

async function asar(...words: string[]) {
  const said: string[] = []
  const printed: string[] = []
  const voices = { print: (text: string) => void printed.push(text), say: (line: string) => void said.push(line) }
  const code = await runCli(words, { PORT: '8080', ASAR_DATA: join(base, 'data') }, voices)
  return { code, said: said.join('\n'), printed: printed.map((text) => JSON.parse(text)) }
}

const flood = (name: string) => resolve(import.meta.dirname, '../../test/imagined/flood', name)

test('a wrong call says what was expected and ends with 2', async () => {
  expect(await asar()).toMatchObject({ code: 2, said: expect.stringContaining('What asar can do') })
  expect(await asar('dance')).toMatchObject({ code: 2, said: expect.stringContaining('got "dance"') })
  expect(await asar('import', 'songs', 'x.csv')).toMatchObject({
    code: 2,
    said: expect.stringContaining('places, outlines, volunteers, needs, goods, stock or items'),
  })
  expect(await asar('import', 'needs', flood('requests.csv'), '--apply')).toMatchObject({
    code: 2,
    said: expect.stringContaining('--owner'),
  })
  expect(await asar('import', 'needs', flood('requests.csv'), '--mapping', 'nowhere')).toMatchObject({ code: 2 })
  expect(await asar('simulate', '--needs', 'many')).toMatchObject({
    code: 2,
    said: expect.stringContaining('from 1 to'),
  })
  expect(await asar('simulate', '--colour')).toMatchObject({ code: 2 })
})

test('work that fails ends with 1 and says why', async () => {
  expect(await asar('import', 'needs', join(base, 'none.csv'))).toMatchObject({
    code: 1,
    said: expect.stringContaining('cannot be read'),
  })
  expect(await asar('simulate', base)).toMatchObject({ code: 1, said: expect.stringContaining('volunteers.csv') })
  const places = join(base, 'places.csv')
  await writeFile(places, 'a,b\n1,2\n')
  expect(await asar('import', 'places', places)).toMatchObject({
    code: 1,
    said: expect.stringContaining('Finish the set-up'),
  })
}, 60_000)

test('--json prints one document; a dry run by default, then an import, then nothing new', async () => {
  const apply = ['--apply', '--owner', 'Relief site', '--basis', 'vital-interest', '--json']
  const dry = await asar('import', 'volunteers', flood('volunteers.csv'), '--json')
  expect(dry).toMatchObject({ code: 0, printed: [{ kind: 'volunteers', applied: false, rows: 40, created: 40 }] })
  expect(dry.said).toContain('dry run')
  const links = join(base, 'links.csv')
  const done = await asar('import', 'volunteers', flood('volunteers.csv'), ...apply, '--links', links)
  expect(done).toMatchObject({ code: 0, printed: [{ applied: true, created: 40 }] })
  const again = await asar('import', 'volunteers', flood('volunteers.csv'), ...apply)
  expect(again).toMatchObject({ code: 0, printed: [{ created: 0, unchanged: 40 }] })
  const refused = await asar('import', 'needs', flood('requests.csv'), '--all-or-nothing', ...apply)
  expect(refused).toMatchObject({ code: 1, printed: [{ applied: false, rows: 20 }] })
}, 60_000)

test('a drill compares ways of asking where this is wanted', async () => {
  const drill = await asar('simulate', '--volunteers', '12', '--needs', '2', '--compare', '--json')
  const measures = expect.objectContaining({ fill: expect.any(Number), asksPerYes: expect.any(Number) })
  expect(drill).toMatchObject({
    code: 0,
    printed: [{ asking: { paced: measures, everybody: measures, oneByOne: measures } }],
  })
  expect(drill.said).toMatch(/in paced waves +[\d.]+ %/)
}, 60_000)

test('a key is made for what exists, listed and revoked', async () => {
  expect((await asar('key', 'list')).said).toBe('No key has been made yet.')
  expect(await asar('key', 'create', 'Partner', '--scope', 'toString')).toMatchObject({ code: 2 })
  const scope = ['key', 'create', 'Partner', '--scope', 'needs:triage']
  const nowhere = await asar(...scope, '--region', 'Oral')
  expect(nowhere).toMatchObject({ code: 1, said: expect.stringContaining('No region has the id Oral') })
  const nobody = await asar(...scope, '--organization', '3f2504e0-4f89-41d3-9a0c-0305e82c3301')
  expect(nobody).toMatchObject({ code: 1, said: expect.stringContaining('No organization has the id') })
  const [made] = (await asar(...scope, '--json')).printed
  expect(made.secret).toMatch(/^asar_/)
  expect((await asar('key', 'list')).said).toContain(`${made.id}  live     Partner  needs:triage`)
  expect(await asar('key', 'revoke', made.id)).toMatchObject({ code: 0 })
  expect(await asar('key', 'revoke', made.id)).toMatchObject({ code: 1, said: expect.stringContaining('No live key') })
}, 60_000)

test('totals are counted anew on demand', async () => {
  const rebuilt = await asar('numbers', 'rebuild', '--json')
  expect(rebuilt).toMatchObject({ code: 0, printed: [{ entries: expect.any(Number) }] })
  expect(await asar('numbers', 'delete')).toMatchObject({ code: 2, said: expect.stringContaining('got delete') })
}, 30_000)

test('doctor names what to do', async () => {
  const doctor = await asar('doctor', '--json')
  expect(doctor.code).toBe(1)
  const findings: { check: string; ok: boolean; advice?: string }[] = doctor.printed[0].findings
  expect(findings.find(({ check }) => check === 'goods')).toMatchObject({ ok: true })
  expect(findings.map(({ check }) => check)).toEqual(
    expect.arrayContaining(['version', 'disk', 'locks', 'backups', 'journal', 'e-mail']),
  )
  expect(findings.find(({ check }) => check === 'backups')).toMatchObject({
    ok: false,
    advice: expect.stringContaining('asar backup'),
  })
  expect(findings.find(({ check }) => check === 'locks')).toMatchObject({ ok: true })
}, 30_000)

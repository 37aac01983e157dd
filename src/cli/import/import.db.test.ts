import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { testWorld } from '../../../test/world'
import { unwrap } from '../../kit/result'
import { loadTableFile, readTableFile, type TableFile } from '../../kit/table-file'
import { closeNeed } from '../../needs'
import { asImport } from './as-import'
import { acceptInvitationOf } from './import.testing'
import { importNeeds } from './import-needs'
import { importVolunteers } from './import-volunteers'
import { loadMapping, plainMapping, recognizeMapping } from './mapping'
import type { ImportOptions } from './report'

const world = await testWorld()
const ctx = asImport(world.system)
const folder = resolve(import.meta.dirname, '../../../test/imagined/flood')
const table = async (name: string): Promise<TableFile> => unwrap(await loadTableFile(`${folder}/${name}`))
const flood = unwrap(await loadMapping('flood-2025'))
const options = (apply: boolean): ImportOptions => ({
  file: 'volunteers.csv',
  apply,
  allOrNothing: false,
  owner: 'Relief site',
  basis: 'vital-interest',
  organizationId: null,
  source: 'flood',
  lang: 'en',
  onProgress: () => {},
})
const count = async (name: 'people' | 'volunteers' | 'needs' | 'regions' | 'imports'): Promise<number> =>
  (
    await world.db
      .selectFrom(name)
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
  ).n

test('the mapping of a register is recognised by its columns', async () => {
  expect(recognizeMapping('volunteers', (await table('volunteers.csv')).header)?.name).toBe('flood-2025')
  expect(recognizeMapping('needs', ['name', 'phone'])).toBeUndefined()
})

test('a dry run says what would be and writes nothing', async () => {
  const { report } = unwrap(await importVolunteers(ctx, await table('volunteers.csv'), flood, options(false)))
  expect(report).toMatchObject({ applied: false, rows: 40, created: 40, updated: 0, unchanged: 0, reported: [] })
  expect([await count('people'), await count('regions'), await count('imports')]).toEqual([0, 0, 0])
})

test('an imported volunteer is an invitation, with the list owner and the basis written down', async () => {
  const { report, invited } = unwrap(await importVolunteers(ctx, await table('volunteers.csv'), flood, options(true)))
  expect(report).toMatchObject({ applied: true, rows: 40, created: 40 })
  expect(invited).toHaveLength(40)
  const people = await world.db
    .selectFrom('people')
    .select(['state', 'inviter', 'lawful_basis', 'came_by'])
    .distinct()
    .execute()
  expect(people).toEqual([
    { state: 'invited', inviter: 'Relief site', lawful_basis: 'vital-interest', came_by: 'import' },
  ])
  expect(await count('volunteers')).toBe(0)
  const offer = async (ref: string) =>
    world.db
      .selectFrom('invited_offers as o')
      .innerJoin('imported_rows as r', 'r.subject_id', 'o.person_id')
      .select(['o.competences', 'o.equipment', 'o.items', 'o.words', 'o.latitude'])
      .where('r.external_ref', '=', ref)
      .executeTakeFirstOrThrow()
  expect((await offer('V0017')).competences.sort()).toEqual(['car-driver', 'cooking'])
  expect((await offer('V0017')).words).toContain('Other')
  expect(await offer('V0023')).toMatchObject({
    competences: ['boat-operator'],
    equipment: ['boat'],
    items: ['sewing-machine'],
  })
  expect((await offer('V0036')).latitude).toBe(6.912)
})

test('imported again, only what changed is changed, and only for those who have not answered', async () => {
  const text = await table('volunteers.csv')
  const rows = text.rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell, i) =>
      i === 7 && ['V0001', 'V0002'].includes(row.cells[0] ?? '') ? 'Cooking; Boats' : cell,
    ),
  }))
  const again = unwrap(await importVolunteers(ctx, text, flood, options(true))).report
  expect(again).toMatchObject({ rows: 40, created: 0, updated: 0, unchanged: 40 })
  await acceptInvitationOf(world, 'V0002')
  const changed = unwrap(await importVolunteers(ctx, { ...text, rows }, flood, options(true))).report
  expect(changed).toMatchObject({ rows: 40, created: 0, updated: 1, unchanged: 39 })
  expect(await count('people')).toBe(40)
})

test('requests are raised for triage by the door of imports; nothing is lost silently', async () => {
  const { report } = unwrap(
    await importNeeds(ctx, await table('requests.csv'), flood, { ...options(true), file: 'requests.csv' }),
  )
  expect(report).toMatchObject({ rows: 20, created: 18, updated: 0, unchanged: 0 })
  expect(report.reported).toEqual([
    { line: 20, column: 'latitude', expected: 'degrees from -90 to 90', got: 'nothing' },
    {
      line: 21,
      column: 'latitude',
      expected: 'a position or a code of the register within the countries set up here',
      got: '51.23, 51.37',
    },
  ])
  const needs = await world.db.selectFrom('needs').select(['state', 'door', 'zone']).distinct().execute()
  expect(needs).toEqual([{ state: 'raised', door: 'import', zone: 'Asia/Colombo' }])
  const lines = await world.db
    .selectFrom('need_lines as l')
    .innerJoin('imported_rows as r', 'r.subject_id', 'l.need_id')
    .select(['l.kind', 'l.item_id', 'l.words'])
    .where('r.external_ref', 'in', ['R0008', 'R0013'])
    .orderBy('l.words')
    .execute()
  expect(lines).toEqual([
    { kind: 'item', item_id: 'food-parcel', words: 'food' },
    { kind: 'item', item_id: 'temporary-shelter', words: 'shelter' },
  ])
  const again = unwrap(await importNeeds(ctx, await table('requests.csv'), flood, options(true))).report
  expect(again).toMatchObject({ rows: 20, created: 0, unchanged: 18 })
  expect(await count('needs')).toBe(18)
})

test('a request imported again changes what changed, while nobody has answered it', async () => {
  const text = await table('requests.csv')
  const said: Record<string, string> = { R0008: 'food; Water', R0011: 'Clothing' }
  const rows = text.rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell, i) => (i === 7 ? (said[row.cells[0] ?? ''] ?? cell) : cell)),
  }))
  const needOf = async (ref: string) =>
    (
      await world.db
        .selectFrom('imported_rows')
        .select('subject_id')
        .where('external_ref', '=', ref)
        .where('kind', '=', 'needs')
        .executeTakeFirstOrThrow()
    ).subject_id
  unwrap(await closeNeed(ctx, { needId: await needOf('R0011'), reason: 'helped-elsewhere' }))
  const { report } = unwrap(await importNeeds(ctx, { ...text, rows }, flood, options(true)))
  expect(report).toMatchObject({ rows: 20, created: 0, updated: 1, unchanged: 16 })
  expect(report.reported.map(({ line }) => line)).toEqual([12, 20, 21])
  const lines = await world.db
    .selectFrom('need_lines')
    .select(['words', 'open'])
    .where('need_id', '=', await needOf('R0008'))
    .orderBy('words')
    .execute()
  expect(lines).toEqual([
    { words: 'food', open: 1 },
    { words: 'Water', open: 10_000 },
  ])
  const again = unwrap(await importNeeds(ctx, { ...text, rows }, flood, options(true))).report
  expect(again).toMatchObject({ updated: 0, unchanged: 17 })
})

test('all or nothing applies nothing where a line is reported', async () => {
  const { report } = unwrap(
    await importNeeds(ctx, await table('requests.csv'), flood, {
      ...options(true),
      source: 'other',
      allOrNothing: true,
    }),
  )
  expect(report).toMatchObject({ applied: false, created: 18 })
  expect(await count('needs')).toBe(18)
})

test('columns are recognised in Kazakh and Russian', async () => {
  const csv =
    'Аты-жөні;Телефон;Ендік;Бойлық;Не істей аламын;ЖСН\nАйгүл;8 701 234 56 78;6,93;79,86;жүргізуші;000000000000\nДана;77;6,93;79,86;;\n'
  const read = unwrap(await readTableFile(Buffer.from(csv)))
  const done = unwrap(await importVolunteers(ctx, read, plainMapping, { ...options(false), source: 'kk' }))
  expect(done.leftOut).toEqual(['ЖСН'])
  expect(done.report).toMatchObject({
    rows: 2,
    created: 1,
    reported: [{ line: 3, column: 'Телефон', expected: 'a telephone number', got: '77' }],
  })
  const russian =
    'ФИО,Эл. почта,Широта,Долгота,Что нужно,Количество\nОлег,oleg@example.kz,6.93,79.86,Питьевая вода,20 л\nОлег,oleg@example.kz,6.93,79.86,Питьевая вода,много\n'
  const needs = unwrap(
    await importNeeds(ctx, unwrap(await readTableFile(Buffer.from(russian))), plainMapping, {
      ...options(false),
      source: 'ru',
    }),
  )
  expect(needs.report).toMatchObject({ rows: 2, created: 1, reported: [{ line: 3, column: 'Количество' }] })
})

test('a file none of whose columns is known is said so once, and names what is expected', async () => {
  const read = unwrap(await readTableFile(Buffer.from('a,b,c\n1,2,3\n4,5,6\n')))
  const refused = await importVolunteers(ctx, read, plainMapping, { ...options(false), source: 'odd' })
  expect(refused).toMatchObject({ ok: false, error: { kind: 'columns-unknown' } })
  expect(await readTableFile(Buffer.from('\u0001\u0002,\u001b[31m\n1,2\n'))).toMatchObject({
    ok: false,
    error: { kind: 'file-unreadable' },
  })
})

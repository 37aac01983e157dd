import { beforeAll, describe, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../../test/district'
import { testWorld, type World } from '../../../test/world'
import { listGoodsFaults, listStock } from '../../goods'
import { askFor, inEnglish, openSiteAs } from '../../goods/stock/stock.testing'
import { unwrap } from '../../kit/result'
import { readTableFile, type TableFile } from '../../kit/table-file'
import type { Ctx } from '../../platform'
import { asImport } from './as-import'
import { importGoods } from './import-goods'
import { importStock } from './import-stock'
import { plainMapping } from './mapping'

let world: World
let d: District
let ctx: Ctx
let site: string
beforeAll(async () => {
  world = await testWorld()
  d = await seedDistrict(world)
  ctx = asImport(world.system)
  site = await openSiteAs(await inEnglish(world, d.dana), d, 'School gym', 'collection')
})

const table = async (...lines: string[]): Promise<TableFile> =>
  unwrap(await readTableFile(Buffer.from(lines.join('\n'))))
const options = (apply: boolean, allOrNothing = false) =>
  ({
    file: 'list.csv',
    apply,
    allOrNothing,
    owner: 'Helpers',
    basis: 'consent',
    organizationId: null,
    source: 'list',
    lang: 'en',
    onProgress: () => {},
  }) as const
const lineOf = (id: string) =>
  world.db.selectFrom('need_lines').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const adds = (report: {
  rows: number
  created: number
  updated: number
  unchanged: number
  reported: readonly { line: number }[]
}) => report.created + report.updated + report.unchanged + new Set(report.reported.map(({ line }) => line)).size

describe('stock', () => {
  const stock = async (apply: boolean, file: TableFile, allOrNothing = false) =>
    unwrap(
      await importStock(ctx, file, plainMapping, { ...options(apply, allOrNothing), organizationId: d.organizationId }),
    ).report
  const rows = [
    'код;наименование;количество;состояние;годен до;склад',
    'A1;одеяло;40;new;;School gym',
    'A2;бутилированная вода;30 л;new;31.03.2027;School gym',
    'A3;qwrtzpsdfg;3;new;;School gym',
    'A4;подушка;много;new;;School gym',
    'A5;подушка;4;new;31.02.2027;School gym',
    'A6;подушка;4;new;;Nowhere',
    'A1;подушка;4;new;;School gym',
    'A7;подушка;4;rotten;;School gym',
  ]

  test('a dry run names every row that does not fit with its line and reason, and writes nothing', async () => {
    const report = await stock(false, await table(...rows))
    expect(report).toMatchObject({ applied: false, rows: 8, created: 2, updated: 0, unchanged: 0 })
    expect(report.reported.map(({ line, column }) => [line, column])).toEqual([
      [4, 'наименование'],
      [5, 'количество'],
      [6, 'годен до'],
      [7, 'склад'],
      [8, 'код'],
      [9, 'состояние'],
    ])
    expect(report.rows).toBe(adds(report))
    expect(await listStock(world.db, site)).toEqual([])
    expect((await stock(true, await table(...rows), true)).applied).toBe(false)
    expect(await listStock(world.db, site)).toEqual([])
  })

  test('what fits becomes lots with labels; the same list again changes nothing; a new amount is a count', async () => {
    expect(await stock(true, await table(...rows))).toMatchObject({ applied: true, created: 2 })
    const lies = async () =>
      (await listStock(world.db, site)).map(({ itemId, lies: quantity, expiresOn }) => [itemId, quantity, expiresOn])
    expect((await lies()).map(([, quantity, day]) => [quantity, day])).toEqual([
      [30_000, '2027-03-31'],
      [40, null],
    ])
    const before = (await world.entries()).length
    expect(await stock(true, await table(...rows))).toMatchObject({ created: 0, updated: 0, unchanged: 2 })
    expect(await world.entries()).toHaveLength(before)
    const fewer = [rows[0] ?? '', 'A1;одеяло;38;new;;School gym']
    expect(await stock(true, await table(...fewer))).toMatchObject({ created: 0, updated: 1, unchanged: 0 })
    expect((await lies()).map(([, quantity]) => quantity)).toEqual([30_000, 38])
    const other = await stock(true, await table(rows[0] ?? '', 'A1;подушка;38;new;;School gym'))
    expect(other).toMatchObject({ created: 0, updated: 0 })
    expect(other.reported[0]).toMatchObject({ line: 2, column: 'код' })
    expect(await listGoodsFaults(world.db)).toEqual([])
  })
})

describe('goods that people offer', () => {
  const goods = async (apply: boolean, file: TableFile) =>
    unwrap(await importGoods(ctx, file, plainMapping, options(apply)))
  const head = 'ref,name,phone,kato,item,quantity'

  test('are answered as at the door: what is asked for is promised, the rest is reported or stays', async () => {
    const blankets = await askFor(world, d, 'blanket', '40')
    const list = [
      head,
      'G1,Marat,+77015550201,271010000,көрпе,100',
      'G2,Aida,+77015550202,271010000,toothbrush,50',
      'G3,Nurlan,+77015550203,271010000,одеяло,',
      'G4,Olga,12,271010000,одеяло,5',
      'G5,Ivan,+77015550205,000000000,одеяло,5',
    ]
    const dry = await goods(false, await table(...list))
    expect(dry.report).toMatchObject({ applied: false, rows: 5, created: 1 })
    expect(await lineOf(blankets.lineId)).toMatchObject({ open: 40 })
    const done = await goods(true, await table(...list))
    expect(done.report).toMatchObject({ applied: true, rows: 5, created: 1, updated: 0, unchanged: 0 })
    expect(done.report.reported.map(({ line, column }) => [line, column])).toEqual([
      [3, 'item'],
      [4, 'quantity'],
      [5, 'phone'],
      [6, 'kato'],
    ])
    expect(done.report.rows).toBe(adds(done.report))
    expect(done.left).toEqual(['line 2: 60 of көрпе'])
    expect(await lineOf(blankets.lineId)).toMatchObject({ open: 0, promised: 40 })
    const before = (await world.entries()).length
    expect((await goods(true, await table(...list))).report).toMatchObject({ created: 0, updated: 0, unchanged: 1 })
    expect(await world.entries()).toHaveLength(before)
    const fewer = await goods(true, await table(head, 'G1,Marat,+77015550201,271010000,көрпе,10'))
    expect(fewer.report).toMatchObject({ created: 0, updated: 1, unchanged: 0 })
    expect(await lineOf(blankets.lineId)).toMatchObject({ open: 30, promised: 10 })
    expect(await listGoodsFaults(world.db)).toEqual([])
  })
})

import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { err, unwrap } from './result'
import { readTableFile, TABLE_LIMITS } from './table-file'
import { writeZip } from './zip-file'

const read = (content: string | Buffer, limits = {}) =>
  readTableFile(Buffer.from(content as string), { ...TABLE_LIMITS, ...limits })

test('the same list is read from every way a spreadsheet program saves it', async () => {
  const text = 'аты;қала;саны\r\nЛина;Қостанай;3\r\n"Ержан; аға";Әулиеата;4\r\n'
  const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le')
  const saved = [
    Buffer.from(text),
    Buffer.from(`\ufeff${text}`),
    utf16,
    Buffer.from(utf16).swap16(),
    utf16.subarray(2),
    Buffer.from(`sep=;\r\n${text}`),
    Buffer.from(text.replaceAll(';', '\t').replace('Ержан\t', 'Ержан;')),
  ]
  for (const file of saved) {
    const table = unwrap(await read(file))
    expect(table.header).toEqual(['аты', 'қала', 'саны'])
    expect(table.rows.map((row) => row.cells)).toEqual([
      ['Лина', 'Қостанай', '3'],
      ['Ержан; аға', 'Әулиеата', '4'],
    ])
  }
})

test('single-byte Cyrillic is read as windows-1251, and as KZ-1048 where it holds Kazakh letters', async () => {
  // «имя,город / Лина,Уральск» and «аты / Қостанай, әке, ұң» as those two sets store them.
  const russian = Buffer.from('e8ecff2ce3eef0eee40acbe8ede02cd3f0e0ebfcf1ea0a', 'hex')
  expect(unwrap(await read(russian)).rows[0]?.cells).toEqual(['Лина', 'Уральск'])
  const kazakh = Buffer.from('e0f2fb2ce0f10a8deef1f2e0ede0e92cbceae520a2be0a', 'hex')
  expect(unwrap(await read(kazakh)).rows[0]?.cells).toEqual(['Қостанай', 'әке ұң'])
})

test('lines are counted as an editor counts them, over quoted line ends and blank lines', async () => {
  const table = unwrap(await read('a,b\n1,2\n\n"x\ny",3\n,\n4,5\n'))
  expect(table.rows).toEqual([
    { line: 2, cells: ['1', '2'] },
    { line: 4, cells: ['x\ny', '3'] },
    { line: 7, cells: ['4', '5'] },
  ])
})

test('a ragged row, a NUL and a huge cell are reported with their line, the rest is read', async () => {
  const table = unwrap(
    await read(`a,b\n1\n1,2,3\n1,2,,\n1,x\0y\n${'z'.repeat(20)},2\nhe said "so",2\n`, { cellCharactersMax: 15 }),
  )
  expect(table.rows.map((row) => row.line)).toEqual([4, 7])
  expect(table.reported).toEqual([
    { line: 2, column: '', expected: '2 cells, as in the header', got: '1 cells' },
    { line: 3, column: '', expected: '2 cells, as in the header', got: '3 cells' },
    { line: 5, column: 'b', expected: 'text without a NUL character', got: 'x␣y' },
    { line: 6, column: 'a', expected: 'at most 15 characters', got: `20 characters: ${'z'.repeat(20)}` },
  ])
})

test('titles above the header are passed over', async () => {
  const table = unwrap(await read('Register,,\nas of 2026,,\ncode,name,level\n1,x,2\n'))
  expect(table.header).toEqual(['code', 'name', 'level'])
  expect(table.rows).toEqual([{ line: 4, cells: ['1', 'x', '2'] }])
})

test('a file that is no table says so', async () => {
  expect(await read('')).toEqual(err({ kind: 'file-empty' }))
  expect(await read(' \n\n , \n')).toEqual(err({ kind: 'file-empty' }))
  expect(await read('a,b\n1,2\n3,"4\n5,6\n')).toEqual(err({ kind: 'quote-not-closed', line: 3 }))
  expect(await read('a,b,a\n1,2,3\n')).toEqual(err({ kind: 'header-repeated', column: 'a' }))
  expect(await read('a,b\n1,2\n', { bytesMax: 5 })).toEqual(err({ kind: 'file-too-large', bytesMax: 5 }))
  expect(await read('a,b\n1,2\n1,2\n1,2\n', { rowsMax: 2 })).toEqual(err({ kind: 'rows-too-many', rowsMax: 2 }))
  expect(await read(`${'a,'.repeat(900)}\n`)).toEqual(err({ kind: 'columns-too-many', columnsMax: 200 }))
  expect(await read(Buffer.from('504b0304ffffffffffffffff', 'hex'))).toMatchObject({
    error: { kind: 'file-unreadable' },
  })
})

test('whatever the bytes, the answer is a value', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.boolean(), async (bytes, zip) => {
      const content = Buffer.concat([Buffer.from(zip ? 'PK\x03\x04' : ''), bytes])
      expect(await readTableFile(content)).toHaveProperty('ok')
    }),
  )
})

const workbook = (sheetData: string, strings: readonly string[] = []) =>
  writeZip(
    Object.entries({
      'xl/workbook.xml': `<workbook xmlns:r="r"><sheets><sheet name="s" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
      'xl/styles.xml':
        '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
      'xl/sharedStrings.xml': `<sst>${strings.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`,
      'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${sheetData}</sheetData></worksheet>`,
    }).map(([path, xml]) => [path, Buffer.from(xml)] as const),
  )

const header = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'

test('a workbook is read: numbers without loss, dates without a zone, gaps as empty cells, error cells as text', async () => {
  const rows =
    '<row r="2"><c r="A2"><v>100000000</v></c><c r="B2" s="1"><v>45658</v></c></row>' +
    '<row r="4"><c r="A4" t="e"><v>#N/A</v></c></row><row r="5"><c r="B5" t="b"><v>1</v></c></row>'
  const table = unwrap(await read(workbook(header + rows, ['kato', 'күні'])))
  expect(table).toMatchObject({ format: 'xlsx', header: ['kato', 'күні'], reported: [] })
  expect(table.rows).toEqual([
    { line: 2, cells: ['100000000', '2025-01-01'] },
    { line: 4, cells: ['#N/A', ''] },
    { line: 5, cells: ['', 'true'] },
  ])
})

test('a workbook that unpacks without end is refused, whatever size it claims', async () => {
  const bomb = deflateRawSync(Buffer.alloc(20 * 1024 * 1024))
  const archive = writeZip([['xl/workbook.xml', bomb]])
  for (const claimed of [20, 20 * 1024 * 1024]) {
    const lying = Buffer.from(archive)
    const directory = lying.lastIndexOf(Buffer.from('504b0102', 'hex'))
    lying.writeUInt16LE(8, directory + 10)
    lying.writeUInt32LE(claimed, directory + 24)
    const answer = await read(lying, { bytesUnpackedMax: 1024 * 1024 })
    expect(answer).toEqual(err({ kind: 'file-too-large', bytesMax: 1024 * 1024 }))
  }
})

test('addresses that would make the reader build a million empty cells are refused', async () => {
  const strings = ['a', 'b']
  const sheets = [
    '<row r="999999999"><c r="A999999999"><v>1</v></c></row>',
    `<row x=">" r='999999999'><c><v>1</v></c></row>`,
    '<row r="2"><c r="ZZZZZ2"><v>1</v></c></row>',
    '<row r="&#57;99999999"><c><v>1</v></c></row>',
    '<row r="400000"><c r="CV400000"><v>1</v></c></row>',
    '<row></row>'.repeat(600_000),
  ]
  for (const sheet of sheets) {
    const answer = await read(workbook(header + sheet, strings))
    expect(answer).toMatchObject({ ok: false, error: { kind: expect.stringMatching(/too-many|unreadable/) } })
  }
})

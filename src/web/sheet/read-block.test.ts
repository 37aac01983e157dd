import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { beforeAll, expect, test } from 'vitest'
import { blockAddress, layBlock, readBlockAddress } from './block'
import { greyOf } from './grey'
import { drawSheet, type Photograph, type Placed, photograph } from './photographed.testing'
import { readBlock } from './read-block'
import { prepareCodeReader, readCodes } from './read-codes'

beforeAll(async () => {
  const { buffer } = await readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'))
  prepareCodeReader({ wasmBinary: buffer as ArrayBuffer })
})

const HOUSE = 'https://asar.example.kz'
const SHEET = 'K7M4-QX9T'
const LINES = ['AAAA-2222', 'BBBB-3333', 'CCCC-4444', 'DDDD-5555', 'EEEE-6666', 'FFFF-7777']

/** A sheet of six lines of two boxes each and one wide question of nine; which are ticked, and with which pen. */
const ticks: Readonly<Record<string, readonly number[]>> = {
  'AAAA-2222': [0],
  'BBBB-3333': [1],
  'DDDD-5555': [0],
  'FFFF-7777': [1],
  kind: [2, 7],
}
const pens = [0.5, 0.9, 1.4]

function filledSheet(): Placed[] {
  const lines = LINES.map((line, i) => ({
    line,
    at: { x: 120, y: 18 + 24 * i },
    block: layBlock(
      `${SHEET} ${line}`,
      ['whole', 'absent'].map((name) => ({ name, value: line })),
      {
        columns: 1,
        columnWidth: 40,
      },
    ),
  }))
  const kinds = Array.from({ length: 9 }, (_, i) => ({ name: 'kind', value: `kind ${i}` }))
  const wide = {
    line: 'kind',
    at: { x: 12, y: 200 },
    block: layBlock(`${SHEET} kind`, kinds, { columns: 3, columnWidth: 52 }),
  }
  return [...lines, wide].map(({ line, at, block }, i) => ({
    block,
    at,
    text: blockAddress(HOUSE, SHEET, line),
    ticked: (ticks[line] ?? []).map((box, j) => ({ box, pen: pens[(i + j) % pens.length] ?? 1 })),
  }))
}

const good: Photograph = { seed: 1, turnDegrees: 0, tilt: 0.01, darkest: 0.9, noise: 6, width: 1700 }

test.each<[string, Photograph]>([
  ['from above in good light', good],
  [
    'from the side, turned and half in the shadow',
    { seed: 2, turnDegrees: 14, tilt: 0.1, darkest: 0.35, noise: 14, width: 1900 },
  ],
  ['upside down in the dusk', { seed: 3, turnDegrees: 186, tilt: 0.06, darkest: 0.22, noise: 10, width: 1900 }],
])('ticks are read from a photograph %s', async (_, how) => {
  const sheet = filledSheet()
  const photo = photograph(drawSheet(sheet, 8), how)
  const codes = await readCodes(photo as unknown as ImageData)
  expect(codes.map(({ line }) => line).sort()).toEqual([...LINES, 'kind'])
  const picture = greyOf(photo)
  for (const { number, line, corners } of codes) {
    const block = sheet.find((one) => one.block.code === `${number} ${line}`)?.block
    const read = block === undefined ? undefined : readBlock(picture, block, corners)
    const said = read?.boxes.map(({ mark }) => mark)
    expect(said, `${line} ${read?.boxes.map(({ ink }) => ink.toFixed(3))}`).toEqual(
      block?.boxes.map((_, i) => ((ticks[line] ?? []).includes(i) ? 'ticked' : 'empty')),
    )
  }
})

test('a speck is asked about, and so is a box that was blackened', async () => {
  const [first, second] = filledSheet()
  if (first === undefined || second === undefined) throw new Error('the sheet has lines')
  const sheet = drawSheet(
    [
      { ...first, ticked: [] },
      { ...second, ticked: [] },
    ],
    8,
  )
  const fill = ({ at, block }: Placed, box: number, from: number, to: number) => {
    const { x = 0, y = 0 } = block.boxes[box] ?? {}
    for (let row = (at.y + y + from) * 8; row < (at.y + y + to) * 8; row++)
      sheet.pixels.fill(30, row * sheet.width + (at.x + x + from) * 8, row * sheet.width + (at.x + x + to) * 8)
  }
  fill(first, 0, 2, 3.2)
  fill(second, 1, 0.5, 5.5)
  const photo = photograph(sheet, good)
  const marks = new Map<string, readonly string[] | undefined>()
  for (const { line, corners } of await readCodes(photo as unknown as ImageData)) {
    const { block } = line === LINES[0] ? first : second
    marks.set(
      line,
      readBlock(greyOf(photo), block, corners)?.boxes.map(({ mark }) => mark),
    )
  }
  expect(marks.get('AAAA-2222')).toEqual(['doubtful', 'empty'])
  expect(marks.get('BBBB-3333')).toEqual(['empty', 'doubtful'])
})

test('a line whose corner marks are cut off is not guessed', async () => {
  const [first] = filledSheet()
  if (first === undefined) throw new Error('the sheet has lines')
  const sheet = drawSheet([first], 8)
  // A thumb over the right-hand marks.
  for (let row = 0; row < sheet.height; row++)
    sheet.pixels.fill(150, row * sheet.width + (first.at.x + 60) * 8, (row + 1) * sheet.width)
  const photo = photograph(sheet, good)
  const [code] = await readCodes(photo as unknown as ImageData)
  expect(code?.line).toBe('AAAA-2222')
  expect(code && readBlock(greyOf(photo), first.block, code.corners)).toBeUndefined()
})

test('only the address of a line is taken from a code, of whatever house', () => {
  expect(readBlockAddress(blockAddress('https://other.example', SHEET, 'kind'))).toEqual({
    number: SHEET,
    line: 'kind',
  })
  for (const text of [
    'kind',
    'https://asar.kz/c/K7M4',
    'https://asar.kz/sheets?number=1',
    'https://asar.kz/sheets?number=%3Cb&line=2',
  ])
    expect(readBlockAddress(text)).toBeUndefined()
})

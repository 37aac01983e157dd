import { encode } from 'uqr'
import { type Chance, newChance } from '../../kit/chance'
import { BORDER, BOX, MARK, marksOf, type PaperBlock, type Point, QR } from './block'
import { fitHomography, project } from './homography'

/** A sheet of A4 as pixels: 0 black, 255 white. */
export type Sheet = {
  readonly perMillimetre: number
  readonly width: number
  readonly height: number
  readonly pixels: Uint8ClampedArray
}

/** Where on the sheet a block stands, what its code says, and which of its boxes are ticked, by how thick a pen (millimetres). */
export type Placed = {
  readonly block: PaperBlock
  readonly at: Point
  readonly text: string
  readonly ticked: readonly { readonly box: number; readonly pen: number }[]
}

const A4 = { width: 210, height: 297 }

/** Draws what a printer prints and a pen ticks. */
export function drawSheet(placed: readonly Placed[], perMillimetre = 10): Sheet {
  const [width, height] = [A4.width * perMillimetre, A4.height * perMillimetre]
  const pixels = new Uint8ClampedArray(width * height).fill(255)
  const ink = (x: number, y: number, w: number, h: number) => {
    for (let row = Math.round(y * perMillimetre); row < Math.round((y + h) * perMillimetre); row++)
      pixels.fill(20, row * width + Math.round(x * perMillimetre), row * width + Math.round((x + w) * perMillimetre))
  }
  for (const { block, at, text, ticked } of placed) {
    const { data, size } = encode(text, { ecc: 'M', border: 0 })
    const module = QR.side / size
    for (const [row, line] of data.entries())
      for (const [column, dark] of line.entries())
        if (dark) ink(at.x + QR.x + column * module, at.y + QR.y + row * module, module, module)
    for (const { x, y } of marksOf(block)) ink(at.x + x - MARK / 2, at.y + y - MARK / 2, MARK, MARK)
    for (const { x, y } of block.boxes) {
      ink(at.x + x, at.y + y, BOX, BORDER)
      ink(at.x + x, at.y + y + BOX - BORDER, BOX, BORDER)
      ink(at.x + x, at.y + y, BORDER, BOX)
      ink(at.x + x + BOX - BORDER, at.y + y, BORDER, BOX)
    }
    for (const { box, pen } of ticked) {
      const { x = 0, y = 0 } = block.boxes[box] ?? {}
      // A tick: down to the right, then up across the edge of the box.
      for (let along = 0; along <= 1; along += 0.005) {
        ink(at.x + x + 1 + 2 * along, at.y + y + 3 + 1.8 * along, pen, pen)
        ink(at.x + x + 3 + 3.6 * along, at.y + y + 4.8 - 4.6 * along, pen, pen)
      }
    }
  }
  return { perMillimetre, width, height, pixels }
}

/** How somebody photographs it: turned, from the side, in bad light, with the noise of a small camera. */
export type Photograph = {
  readonly seed: number
  readonly turnDegrees: number
  /** Share by which the far edge is shorter than the near one. */
  readonly tilt: number
  /** Light of the darkest corner as a share of the brightest. */
  readonly darkest: number
  readonly noise: number
  readonly width: number
}

/** A sheet as a camera sees it on a grey table. */
export function photograph(
  sheet: Sheet,
  how: Photograph,
): { width: number; height: number; data: Uint8ClampedArray<ArrayBuffer> } {
  const chance = newChance(how.seed)
  const width = how.width
  const height = Math.round(width * 1.4)
  const toPaper = fitHomography(
    cornersIn(width, height, how).map((from, i) => ({
      from,
      to: { x: [0, sheet.width, sheet.width, 0][i] ?? 0, y: [0, 0, sheet.height, sheet.height][i] ?? 0 },
    })),
  )
  if (toPaper === undefined) throw new Error('no such photograph')
  const data = new Uint8ClampedArray(width * height * 4)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const paper = averaged(
        sheet,
        [0.25, 0.75].map((part) => project(toPaper, { x: x + part, y: y + part })),
      )
      const light = how.darkest + (1 - how.darkest) * (1 - (0.6 * x) / width - (0.4 * y) / height)
      const value = (paper ?? 110) * light + noiseOf(chance, how.noise)
      data.fill(value, 4 * (y * width + x), 4 * (y * width + x) + 3)
      data[4 * (y * width + x) + 3] = 255
    }
  return { width, height, data }
}

function cornersIn(width: number, height: number, { turnDegrees, tilt }: Photograph): Point[] {
  const size =
    0.86 *
    Math.min(width / A4.width, height / A4.height) *
    (1 - Math.abs(Math.sin((turnDegrees * Math.PI) / 90)) * 0.28)
  const [cos, sin] = [Math.cos((turnDegrees * Math.PI) / 180), Math.sin((turnDegrees * Math.PI) / 180)]
  return [
    [-1 + tilt, -1],
    [1 - tilt, -1 + tilt / 2],
    [1, 1],
    [-1, 1],
  ].map(([a = 0, b = 0]) => {
    const [x, y] = [(a * A4.width * size) / 2, (b * A4.height * size) / 2]
    return { x: width / 2 + x * cos - y * sin, y: height / 2 + x * sin + y * cos }
  })
}

function averaged(sheet: Sheet, points: readonly Point[]): number | undefined {
  let sum = 0
  for (const { x, y } of points) {
    const [column, row] = [Math.floor(x), Math.floor(y)]
    if (column < 0 || row < 0 || column >= sheet.width || row >= sheet.height) return undefined
    sum += sheet.pixels[row * sheet.width + column] ?? 255
  }
  return sum / points.length
}

const noiseOf = (chance: Chance, size: number): number => (chance.next() + chance.next() + chance.next() - 1.5) * size

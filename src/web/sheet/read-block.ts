import { BORDER, BOX, MARK, marksOf, type PaperBlock, type PaperBox, type Point, QR } from './block'
import { fitHomography, type Homography, project, type Seen } from './homography'

/** A picture in shades of grey, row by row: 0 is black, 255 white. */
export type GreyPicture = { readonly width: number; readonly height: number; readonly pixels: Uint8ClampedArray }

/** Corners of a QR code in the picture, clockwise from its own upper left. */
export type QrCorners = readonly [Point, Point, Point, Point]

/** What a box shows; what is doubtful is asked of a person. */
export type BoxMark = 'ticked' | 'empty' | 'doubtful'
/** A box as it was read; `ink` from 0 (as white as the paper) to 1 (as black as the print). */
export type ReadBox = PaperBox & { readonly mark: BoxMark; readonly ink: number }
/** A block as it was read, and how its paper lies in the picture, for cutting it out. */
export type ReadBlock = { readonly boxes: readonly ReadBox[]; readonly lies: Homography }

/** Less ink than this over the emptiest neighbour is dirt; more than the second is a tick; more than the third was blackened, as a correction is. */
const EMPTY_BELOW = 0.045
const TICKED_FROM = 0.12
const BLACKENED_FROM = 0.8
const SAMPLES = 20

/**
 * Reads the boxes of a block from a photograph: the QR code says roughly how the paper lies, the corner marks exactly, and a box counts as
 * ticked by its ink against the paper around it and against its neighbours.
 * @returns undefined where the corner marks are not in the picture, or covered
 */
export function readBlock(picture: GreyPicture, block: PaperBlock, corners: QrCorners): ReadBlock | undefined {
  const lies = findPlane(picture, block, corners)
  if (lies === undefined) return undefined
  const inks = block.boxes.map((box) => inkOf(picture, lies, box))
  // A shadow or a rough paper darkens all boxes; an empty one among them shows by how much.
  const ground = inks.length < 2 ? 0 : Math.min(...inks)
  const dirt = ground < EMPTY_BELOW ? ground : 0
  return {
    lies,
    boxes: block.boxes.map((box, i) => ({ ...box, ink: inks[i] ?? 0, mark: markOf((inks[i] ?? 0) - dirt) })),
  }
}

function markOf(ink: number): BoxMark {
  if (ink < EMPTY_BELOW) return 'empty'
  return ink < TICKED_FROM || ink > BLACKENED_FROM ? 'doubtful' : 'ticked'
}

/** From the code outwards: each pair of marks is looked for where those before foretell it, and makes the next one surer. */
function findPlane(picture: GreyPicture, block: PaperBlock, [a, b, c, d]: QrCorners): Homography | undefined {
  const code: Seen[] = [
    { from: { x: QR.x, y: QR.y }, to: a },
    { from: { x: QR.x + QR.side, y: QR.y }, to: b },
    { from: { x: QR.x + QR.side, y: QR.y + QR.side }, to: c },
    { from: { x: QR.x, y: QR.y + QR.side }, to: d },
  ]
  let seen = code
  let lies = fitHomography(seen)
  const marks = marksOf(block)
  for (let i = 0; i < marks.length && lies !== undefined; i += 2) {
    for (const from of marks.slice(i, i + 2)) {
      const to = findMark(picture, lies, from)
      if (to === undefined) return undefined
      seen = [...seen, { from, to }]
    }
    lies = fitHomography(seen)
  }
  return lies
}

/** Centre of the dark square nearest to where a mark should be. */
function findMark(picture: GreyPicture, lies: Homography, mark: Point): Point | undefined {
  const here = project(lies, mark)
  const side = MARK * pixelsPerMillimetre(lies, mark)
  // Further off than this it would be taken for a box or a letter.
  const reach = Math.max(3, Math.round(side * 0.9))
  const [x0, y0] = [Math.round(here.x), Math.round(here.y)]
  if (x0 - reach < 0 || y0 - reach < 0 || x0 + reach >= picture.width || y0 + reach >= picture.height) return undefined
  let [dark, light] = [255, 0]
  for (let y = y0 - reach; y <= y0 + reach; y++)
    for (let x = x0 - reach; x <= x0 + reach; x++) {
      const value = at(picture, x, y)
      dark = Math.min(dark, value)
      light = Math.max(light, value)
    }
  if (light - dark < 30) return undefined
  const middle = (dark + light) / 2
  // The patch of dark that holds the darkest spot near the middle, so that ink beside the mark does not pull it away.
  const start = nearestDark(picture, x0, y0, reach, middle)
  if (start === undefined) return undefined
  const patch = patchOf(picture, start, { x: x0, y: y0 }, reach, middle)
  const area = patch.count / (side * side)
  return area < 0.4 || area > 1.9 ? undefined : { x: patch.x / patch.count, y: patch.y / patch.count }
}

function nearestDark(picture: GreyPicture, x0: number, y0: number, reach: number, below: number): Point | undefined {
  let best: (Point & { off: number }) | undefined
  for (let y = y0 - reach; y <= y0 + reach; y++)
    for (let x = x0 - reach; x <= x0 + reach; x++) {
      const off = Math.hypot(x - x0, y - y0)
      if (at(picture, x, y) < below && (best === undefined || off < best.off)) best = { x, y, off }
    }
  return best
}

function patchOf(picture: GreyPicture, start: Point, middle: Point, reach: number, below: number) {
  const seen = new Set<number>()
  const queue = [start]
  const sum = { x: 0, y: 0, count: 0 }
  for (let point = queue.pop(); point !== undefined; point = queue.pop()) {
    const { x, y } = point
    const key = y * picture.width + x
    if (seen.has(key) || Math.abs(x - middle.x) > reach || Math.abs(y - middle.y) > reach) continue
    seen.add(key)
    if (at(picture, x, y) >= below) continue
    sum.x += x
    sum.y += y
    sum.count += 1
    queue.push({ x: x + 1, y }, { x: x - 1, y }, { x, y: y + 1 }, { x, y: y - 1 })
  }
  return sum
}

/** How much ink lies in a box, from 0 to 1, measured against the paper just outside it and the black of its own border. */
function inkOf(picture: GreyPicture, lies: Homography, box: PaperBox): number {
  const paper = percentile(ring(picture, lies, box, 0.8), 0.7)
  const black = percentile(ring(picture, lies, box, -BORDER / 2), 0.3)
  if (paper - black < 20) return 0
  const inset = BORDER + 0.5
  let sum = 0
  for (let i = 0; i < SAMPLES; i++)
    for (let j = 0; j < SAMPLES; j++) {
      const part = (k: number) => inset + ((BOX - 2 * inset) * (k + 0.5)) / SAMPLES
      const value = sample(picture, project(lies, { x: box.x + part(i), y: box.y + part(j) }))
      sum += Math.min(1, Math.max(0, (paper - value) / (paper - black)))
    }
  return sum / SAMPLES ** 2
}

/** Shades along a square so many millimetres outside the edge of a box; inside it where negative. */
function ring(picture: GreyPicture, lies: Homography, { x, y }: PaperBox, out: number): number[] {
  const [from, to] = [-out, BOX + out]
  return Array.from({ length: SAMPLES }, (_, i) => from + ((to - from) * i) / (SAMPLES - 1)).flatMap((along) =>
    [
      { x: x + along, y: y + from },
      { x: x + along, y: y + to },
      { x: x + from, y: y + along },
      { x: x + to, y: y + along },
    ].map((point) => sample(picture, project(lies, point))),
  )
}

const percentile = (values: readonly number[], part: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(part * (values.length - 1))] ?? 0

const at = ({ width, pixels }: GreyPicture, x: number, y: number): number => pixels[y * width + x] ?? 255

function sample(picture: GreyPicture, { x, y }: Point): number {
  const [left, top] = [Math.floor(x), Math.floor(y)]
  const [right, down] = [x - left, y - top]
  const upper = at(picture, left, top) * (1 - right) + at(picture, left + 1, top) * right
  const lower = at(picture, left, top + 1) * (1 - right) + at(picture, left + 1, top + 1) * right
  return upper * (1 - down) + lower * down
}

function pixelsPerMillimetre(lies: Homography, { x, y }: Point): number {
  const [a, b, c] = [project(lies, { x, y }), project(lies, { x: x + 1, y }), project(lies, { x, y: y + 1 })]
  return (Math.hypot(b.x - a.x, b.y - a.y) + Math.hypot(c.x - a.x, c.y - a.y)) / 2
}

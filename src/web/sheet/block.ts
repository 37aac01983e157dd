/** A box to tick: what it means in the form it is entered in, and where its upper left corner stands, in millimetres. */
export type PaperBox = { readonly name: string; readonly value: string; readonly x: number; readonly y: number }

/**
 * A piece of a printed sheet that a telephone can read: a QR code that says which line it is, corner marks, and boxes at known places.
 * Lengths in millimetres from its upper left corner.
 */
export type PaperBlock = {
  /** What its QR code says: number of the sheet and of the line, parted by a space. */
  readonly code: string
  readonly width: number
  readonly height: number
  readonly boxes: readonly PaperBox[]
}

/** A point in millimetres of a block, or in pixels of a picture. */
export type Point = { readonly x: number; readonly y: number }

/** Side of a box and thickness of its border. */
export const BOX = 6
export const BORDER = 0.4
/** Side of a corner mark. */
export const MARK = 2.5
/** Where the QR code stands, without its quiet zone. */
export const QR = { x: 2, y: 2, side: 14 } as const

const FIRST = { x: 26, y: 4 } as const
const ROW = 7.5
const AFTER_QR = 20
/** Corner marks stand no further apart than this, so that the place of the next is foretold well by those before. */
const MARKS_APART = 40
const HEIGHT_MIN = 21

/** Where the boxes of a block stand: line by line, in columns of one width. */
export function layBlock(
  code: string,
  boxes: readonly { readonly name: string; readonly value: string }[],
  { columns, columnWidth }: { readonly columns: number; readonly columnWidth: number },
): PaperBlock {
  const rows = Math.ceil(boxes.length / columns)
  return {
    code,
    width: FIRST.x + columns * columnWidth + MARK,
    height: Math.max(HEIGHT_MIN, FIRST.y + rows * ROW + MARK),
    boxes: boxes.map(({ name, value }, i) => ({
      name,
      value,
      x: FIRST.x + (i % columns) * columnWidth,
      y: FIRST.y + Math.floor(i / columns) * ROW,
    })),
  }
}

/** Centres of the corner marks of a block: pairs along its upper and lower edge, from the code outwards. */
export function marksOf({ width, height }: PaperBlock): Point[] {
  const first = AFTER_QR + MARK / 2
  const last = width - MARK / 2
  const steps = Math.max(1, Math.ceil((last - first) / MARKS_APART))
  return Array.from({ length: steps + 1 }, (_, i) => first + ((last - first) * i) / steps).flatMap((x) => [
    { x, y: MARK / 2 },
    { x, y: height - MARK / 2 },
  ])
}

/** What the QR code of a line says: an address that opens the screen where the sheet is entered, at this line. */
export const blockAddress = (house: string, number: string, line: string): string =>
  `${house}/sheets?number=${number}&line=${line}`

const PART = /^[\w-]{1,20}$/

/** The block a QR code belongs to, from whatever house; undefined for a code of anything else. */
export function readBlockAddress(text: string): { readonly number: string; readonly line: string } | undefined {
  if (!URL.canParse(text)) return undefined
  const { pathname, searchParams } = new URL(text)
  const [number = '', line = ''] = [searchParams.get('number'), searchParams.get('line')].map((part) => part ?? '')
  return pathname === '/sheets' && PART.test(number) && PART.test(line) ? { number, line } : undefined
}

import { deflateSync } from 'node:zlib'
import { pngChunk } from './credential/bake'

const SIZE = 256
const [GROUND, LINE] = [
  [0x0b, 0x4f, 0x78],
  [0x7f, 0xd3, 0xf7],
] as const

type Point = readonly [x: number, y: number]
// The mark of the house (`web/components/mark`) as curves: horns, stem and ground, in a square of 32.
const curves: readonly (readonly [Point, Point, Point, Point])[] = [
  [
    [16, 14],
    [16, 6],
    [4, 4],
    [4, 12],
  ],
  [
    [4, 12],
    [4, 17],
    [11, 17],
    [11, 12.5],
  ],
  [
    [16, 14],
    [16, 6],
    [28, 4],
    [28, 12],
  ],
  [
    [28, 12],
    [28, 17],
    [21, 17],
    [21, 12.5],
  ],
  [
    [16, 28],
    [16, 23],
    [16, 18],
    [16, 14],
  ],
  [
    [10, 28],
    [14, 28],
    [18, 28],
    [22, 28],
  ],
]

const between = ([a, b, c, d]: readonly [Point, Point, Point, Point], t: number, axis: 0 | 1): number =>
  (1 - t) ** 3 * a[axis] + 3 * (1 - t) ** 2 * t * b[axis] + 3 * (1 - t) * t ** 2 * c[axis] + t ** 3 * d[axis]

let drawn: Buffer | undefined

/** The mark of the house as a PNG of 256 pixels, without a credential in it. */
export function badgePng(): Buffer {
  drawn ??= draw()
  return drawn
}

function draw(): Buffer {
  const dots = curves.flatMap((curve) =>
    Array.from({ length: 60 }, (_, i) => [between(curve, i / 59, 0), between(curve, i / 59, 1)] as const),
  )
  const rows = Buffer.alloc(SIZE * (SIZE * 3 + 1))
  for (let y = 0; y < SIZE; y++)
    for (let x = 0; x < SIZE; x++) {
      // The mark with a margin around it.
      const [px, py] = [(x / SIZE) * 42 - 5, (y / SIZE) * 42 - 6]
      const near = dots.some(([dx, dy]) => (dx - px) ** 2 + (dy - py) ** 2 < 1.45 ** 2)
      rows.set(near ? LINE : GROUND, y * (SIZE * 3 + 1) + 1 + x * 3)
    }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(SIZE, 0)
  head.writeUInt32BE(SIZE, 4)
  // 8 bits a channel, red, green and blue.
  head.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', head),
    pngChunk('IDAT', deflateSync(rows)),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

// Lines of at most so many letters, at most four of them.
function wrap(text: string, width: number): string[] {
  const lines: string[] = ['']
  for (const word of text.split(/\s+/)) {
    const line = lines.at(-1) ?? ''
    if (line !== '' && line.length + word.length + 1 > width) lines.push(word)
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`
  }
  return lines.length <= 4 ? lines : [...lines.slice(0, 3), `${lines[3]} …`]
}

/** A badge as a picture with words, as an SVG without a credential in it. */
export function badgeSvg(title: string, text: string, name: string): string {
  const lines = (words: string, width: number, y: number, size: number) =>
    wrap(words, width)
      .map((line, i) => `<text x="32" y="${y + i * size * 1.3}" font-size="${size}">${escaped(line)}</text>`)
      .join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 320" font-family="sans-serif"><title>${escaped(title)}</title><rect width="480" height="320" rx="16" fill="#0b4f78"/><g fill="none" stroke="#7fd3f7" stroke-width="2.9" stroke-linecap="round" stroke-linejoin="round" transform="translate(28 22)"><path d="M16 28V14C16 6 4 4 4 12c0 5 7 5 7 .5M16 14c0-8 12-10 12-2 0 5-7 5-7 .5M10 28h12"/></g><g fill="#fff">${lines(title, 34, 100, 22)}${lines(text, 52, 210, 15)}<text x="448" y="46" font-size="18" text-anchor="end">${escaped(name)}</text></g></svg>`
}

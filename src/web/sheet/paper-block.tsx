import { encode } from 'uqr'
import type { View } from '../view'
import { BORDER, BOX, blockAddress, MARK, marksOf, type PaperBlock, QR } from './block'

/** Where the words beside a box begin, and the line they stand on, from its upper left corner. */
const WORDS = { x: BOX + 1.5, y: 4.2 } as const

/** Whatever letters a printer has, the code stays clear of the corner mark beside it. */
const CODE_WIDTH = QR.side + 1.5

/**
 * A block of a printed sheet, in its true size: QR and short code, corner marks, boxes with their words.
 * @param number of the sheet, and `line` of the line: together the code of the block
 */
export const PaperBlockPicture = ({
  v,
  number,
  line,
  block,
  labels,
  caption = line,
}: {
  v: View
  number: string
  line: string
  block: PaperBlock
  /** Words of each box, in the order of the boxes. */
  labels: readonly string[]
  /** What stands under the code; the line by itself. */
  caption?: string
}) => {
  const { data, size } = encode(blockAddress(v.url, number, line), { ecc: 'M', border: 0 })
  const { width, height } = block
  return (
    <svg
      class="paper-block"
      width={`${width}mm`}
      height={`${height}mm`}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`${caption}: ${labels.join(', ')}`}
    >
      <rect class="paper-block__ground" width={width} height={height} />
      <g transform={`translate(${QR.x} ${QR.y}) scale(${QR.side / size})`} shape-rendering="crispEdges">
        <path d={data.map((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')).join('')).join('')} />
      </g>
      <text
        class="paper-block__code"
        x={QR.x}
        y={QR.y + QR.side + 3}
        textLength={CODE_WIDTH}
        lengthAdjust="spacingAndGlyphs"
      >
        {caption}
      </text>
      {marksOf(block).map(({ x, y }) => (
        <rect x={x - MARK / 2} y={y - MARK / 2} width={MARK} height={MARK} />
      ))}
      {block.boxes.map(({ x, y }, i) => (
        <>
          <rect
            class="paper-block__box"
            x={x + BORDER / 2}
            y={y + BORDER / 2}
            width={BOX - BORDER}
            height={BOX - BORDER}
            stroke-width={BORDER}
          />
          <text x={x + WORDS.x} y={y + WORDS.y}>
            {labels[i]}
          </text>
        </>
      ))}
    </svg>
  )
}

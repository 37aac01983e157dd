import { encode } from 'uqr'

/** QR code of `text` (a URL) as one SVG path, dark on white in both themes, sharp at any size. `label` says what it opens. */
export const Qr = ({ text, label }: { text: string; label: string }) => {
  const { data, size } = encode(text, { ecc: 'M', border: 2 })
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <rect class="qr__ground" width={size} height={size} />
      <path class="qr__dots" d={modulePath(data)} />
    </svg>
  )
}

const modulePath = (rows: readonly (readonly boolean[])[]): string => {
  let path = ''
  for (const [y, row] of rows.entries()) {
    let x = 0
    while (x < row.length) {
      if (!row[x]) {
        x += 1
        continue
      }
      const start = x
      while (row[x]) x += 1
      path += `M${start} ${y}h${x - start}v1H${start}z`
    }
  }
  return path
}

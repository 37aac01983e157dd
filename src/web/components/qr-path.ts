import { encode } from 'uqr'

/** The dark modules of the QR code of `text` as one path, in a square of `size` with its quiet zone. */
export function qrPath(text: string): { readonly d: string; readonly size: number } {
  const { data, size } = encode(text, { ecc: 'M', border: 2 })
  let d = ''
  for (const [y, row] of data.entries()) {
    let x = 0
    while (x < row.length) {
      if (!row[x]) {
        x += 1
        continue
      }
      const start = x
      while (row[x]) x += 1
      d += `M${start} ${y}h${x - start}v1H${start}z`
    }
  }
  return { d, size }
}

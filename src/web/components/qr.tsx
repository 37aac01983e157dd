import { qrPath } from './qr-path'

/** QR code of `text` (a URL) as one SVG path, dark on white in both themes, sharp at any size. `label` says what it opens. */
export const Qr = ({ text, label }: { text: string; label: string }) => {
  const { d, size } = qrPath(text)
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <rect class="qr__ground" width={size} height={size} />
      <path class="qr__dots" d={d} />
    </svg>
  )
}

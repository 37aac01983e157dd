/** Entries of a bundle, each after its length in two bytes (C2SP tlog-tiles). */
export function writeBundle(entries: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bundle = new Uint8Array(entries.reduce((sum, entry) => sum + 2 + entry.length, 0))
  const lengths = new DataView(bundle.buffer)
  let at = 0
  for (const entry of entries) {
    lengths.setUint16(at, entry.length)
    bundle.set(entry, at + 2)
    at += 2 + entry.length
  }
  return bundle
}

/** The entries of a bundle; undefined where the bytes are not exactly `count` of them. They share the bundle's memory. */
export function parseBundle(bundle: Uint8Array, count: number): Uint8Array[] | undefined {
  const entries: Uint8Array[] = []
  const lengths = new DataView(bundle.buffer, bundle.byteOffset, bundle.byteLength)
  let at = 0
  while (at + 2 <= bundle.length) {
    const length = lengths.getUint16(at)
    if (at + 2 + length > bundle.length) return undefined
    entries.push(bundle.subarray(at + 2, at + 2 + length))
    at += 2 + length
  }
  return at === bundle.length && entries.length === count ? entries : undefined
}

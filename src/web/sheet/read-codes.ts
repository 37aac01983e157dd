import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { readBlockAddress } from './block'
import type { QrCorners } from './read-block'

/** A QR code of a sheet and where it stands in the picture. */
export type FoundCode = { readonly number: string; readonly line: string; readonly corners: QrCorners }

/** Most codes of one picture; a sheet holds some fifteen. */
const CODES_MAX = 40

/** Has the reader run from these bytes, or fetch them from our own address: by itself it would ask a stranger's server. */
export const prepareCodeReader = (from: { readonly wasmBinary: ArrayBuffer } | { readonly address: string }): void =>
  prepareZXingModule({ overrides: 'address' in from ? { locateFile: () => from.address } : from })

/** What the code in the middle of somebody's view says, if there is one: a frame of a camera, quickly. */
export async function readOneText(image: ImageData): Promise<string | undefined> {
  const [found] = await readBarcodes(image, { formats: ['QRCode'], maxNumberOfSymbols: 1 })
  return found?.text
}

/** Every code of our sheets in a picture, in no order. */
export async function readCodes(image: ImageData): Promise<FoundCode[]> {
  const found = await readBarcodes(image, { formats: ['QRCode'], maxNumberOfSymbols: CODES_MAX, tryHarder: true })
  return found.flatMap(({ text, position: { topLeft, topRight, bottomRight, bottomLeft } }) => {
    const line = readBlockAddress(text)
    return line === undefined ? [] : [{ ...line, corners: [topLeft, topRight, bottomRight, bottomLeft] as const }]
  })
}

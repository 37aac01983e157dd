import readerAddress from 'zxing-wasm/reader/zxing_reader.wasm?url'
import { prepareCodeReader, readOneText } from '../sheet/read-codes'

/** Wide enough for a code that fills a quarter of the view. */
const PIXELS_MAX = 960

const canvas = document.createElement('canvas')
prepareCodeReader({ address: readerAddress })

/** What the code in front of the camera says, read by our own reader. */
export async function readFrame(video: HTMLVideoElement): Promise<string | undefined> {
  const { videoWidth, videoHeight } = video
  if (videoWidth === 0) return undefined
  const by = Math.min(1, PIXELS_MAX / Math.max(videoWidth, videoHeight))
  canvas.width = Math.round(videoWidth * by)
  canvas.height = Math.round(videoHeight * by)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) return undefined
  context.drawImage(video, 0, 0, canvas.width, canvas.height)
  return readOneText(context.getImageData(0, 0, canvas.width, canvas.height))
}

/** Has the reader on the device before the network is gone; whoever asks has a service worker that keeps it. */
export const fetchReader = (): Promise<unknown> => fetch(readerAddress)

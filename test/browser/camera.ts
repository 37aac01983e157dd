import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encode } from 'uqr'

const WIDTH = 640
const HEIGHT = 480
const SIDE = 360

/** A camera that a browser takes for a real one, and what is held in front of it. */
export function fakeCamera(): { readonly browserArguments: readonly string[]; show(text: string): void } {
  const film = join(mkdtempSync(join(tmpdir(), 'asar-camera-')), 'film.y4m')
  return {
    browserArguments: [
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-video-capture=${film}`,
    ],
    show: (text) => writeFileSync(film, filmOf(text)),
  }
}

/** One frame, over and over: a QR code on a grey table. */
function filmOf(text: string): Buffer {
  const { data, size } = encode(text, { ecc: 'M', border: 4 })
  const light = Buffer.alloc(WIDTH * HEIGHT, 120)
  const [left, top] = [(WIDTH - SIDE) / 2, (HEIGHT - SIDE) / 2]
  for (let y = 0; y < SIDE; y++)
    for (let x = 0; x < SIDE; x++) {
      const isDark = data[Math.floor((y * size) / SIDE)]?.[Math.floor((x * size) / SIDE)] === true
      light[(top + y) * WIDTH + left + x] = isDark ? 30 : 230
    }
  const noColour = Buffer.alloc((WIDTH * HEIGHT) / 2, 128)
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\nFRAME\n`), light, noColour])
}

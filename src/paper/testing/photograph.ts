import type { Phones } from '../../../test/browser/phone'

/** What a pen does to a printed sheet, by block and place of the box: a tick, or a speck of dirt. */
export type Pen = readonly (readonly (readonly [box: number, what: 'tick' | 'speck'])[])[]

/** Light and hand of whoever takes the picture. `stained`: the block a cup stood on, its ring over words and boxes. */
export type Shot = {
  readonly crooked?: boolean
  readonly dark?: boolean
  readonly shadowed?: boolean
  readonly stained?: number
}

const CROOKED = 'perspective(2600px) rotateX(9deg) rotateY(-6deg) rotateZ(5deg) scale(0.86)'

/** Prints a sheet, fills it in and photographs it, as a telephone's camera would hand it over. */
export async function photographOf(
  phones: Phones,
  { personId, path, pen, shot = {} }: { personId: string; path: string; pen: Pen; shot?: Shot },
): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const context = await phones.browser.newContext({
    viewport: { width: 900, height: 1300 },
    deviceScaleFactor: 2.5,
    bypassCSP: true,
  })
  await context.addCookies(await (await phones.phoneOf(personId)).cookies())
  const page = await context.newPage()
  await page.goto(`${phones.url}${path}`)
  await page.emulateMedia({ media: 'print' })
  await page.evaluate(
    ({ pen, stained }) => {
      const draw = (block: Element, d: string, width: string, colour = 'black') => {
        const mark = document.createElementNS('http://www.w3.org/2000/svg', 'path')
        mark.setAttribute('d', d)
        mark.setAttribute('fill', 'none')
        mark.setAttribute('stroke', colour)
        mark.setAttribute('stroke-width', width)
        block.append(mark)
      }
      for (const [i, block] of [...document.querySelectorAll('.paper-block')].entries()) {
        const boxes = [...block.querySelectorAll('.paper-block__box')]
        for (const [place, what] of pen[i] ?? []) {
          const [x, y] = ['x', 'y'].map((name) => Number(boxes[place]?.getAttribute(name)))
          draw(
            block,
            what === 'tick' ? `M${x} ${y}m1 3l1.5 2l3-4.5` : `M${x} ${y}m2 3h1.1`,
            what === 'tick' ? '0.6' : '1.2',
          )
        }
        // A ring of coffee over boxes and words alike; it is lighter than ink.
        if (i === stained) draw(block, 'M30 12a9 8 0 1 0 18 0a9 8 0 1 0 -18 0', '2', 'rgb(150 100 50 / 35%)')
      }
    },
    { pen, stained: shot.stained ?? -1 },
  )
  const light = [
    ...(shot.dark ? ['linear-gradient(rgb(0 0 0 / 60%), rgb(0 0 0 / 60%))'] : []),
    ...(shot.shadowed ? ['linear-gradient(100deg, transparent 45%, rgb(0 0 0 / 55%) 60%)'] : []),
  ]
  const lies = shot.crooked ? [`html { background: #665544 } body { transform: ${CROOKED} }`] : []
  const falls = light.map(
    (from) =>
      `body { position: relative } body::after { content: ''; position: absolute; inset: 0; background: ${from} }`,
  )
  for (const content of [...lies, ...falls]) await page.addStyleTag({ content })
  const buffer = await page.screenshot({ fullPage: true, type: 'jpeg', quality: 75 })
  await context.close()
  return { name: 'IMG_20261129_101500.jpg', mimeType: 'image/jpeg', buffer }
}

import { expect, test } from 'vitest'
import { chromiumPath, launchBrowser } from './chromium'

test('the browser starts from a folder of the project and draws every Kazakh letter', async () => {
  if (!process.env.CHROMIUM_PATH) expect(await chromiumPath()).toMatch(/\/\.cache\/chromium-[\d.]+\/chromium$/)
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage()
    await page.setContent('<p>Көмек қажет пе?</p>')
    expect(await page.getByText('Көмек қажет пе?').isVisible()).toBe(true)
    const draw = async (text: string) => {
      await page.setContent(`<p style="font-size:2rem">${text}</p>`)
      return (await page.locator('p').screenshot()).toString('base64')
    }
    // A letter without a glyph looks like any other without one: U+10FFFF stands for nothing.
    const missing = await draw('\u{10ffff}')
    const pictures = new Set([missing])
    for (const letter of 'әғқңөұүһі') pictures.add(await draw(letter))
    expect(pictures.size).toBe(10)
  } finally {
    await browser.close()
  }
}, 60_000)

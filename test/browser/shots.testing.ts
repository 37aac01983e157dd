import { launchBrowser } from './chromium'
const base = 'http://127.0.0.1:8099'
const [who = '', lang = 'ru', width = '390', theme = 'light', ...paths] = process.argv.slice(2)
const browser = await launchBrowser()
const context = await browser.newContext({ viewport: { width: Number(width), height: 900 }, colorScheme: theme as 'light', locale: lang })
await context.addCookies([{ name: 'lang', value: lang, url: base }])
const page = await context.newPage()
await page.goto(base)
if (who !== '') {
  const value = await page.locator('select[name=person] option').evaluateAll((os, who) => os.find((o) => o.textContent!.startsWith(who as string))?.getAttribute('value'), who)
  await page.selectOption('select[name=person]', value!)
  await page.locator('form.demo-bar button').click()
  await page.waitForLoadState()
}
for (const path of paths) {
  const [url, ...click] = path.split('>>')
  await page.goto(base + url)
  for (const c of click) { await page.locator(c).first().click(); await page.waitForLoadState(); await page.waitForTimeout(800) }
  const name = `/tmp/shots/${(who || 'guest')}-${lang}-${width}-${theme}${(url + click.join('_')).replaceAll(/[^a-z0-9]+/gi, '-')}.png`
  await page.screenshot({ path: name, fullPage: true })
  console.log(name, page.url())
}
await browser.close()

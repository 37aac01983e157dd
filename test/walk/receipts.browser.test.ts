import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { givenGoods } from '../../src/goods/receipts/testing/given-goods'
import { openWalk } from './walker'

const walk = openWalk()
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Opens a page and looks at it with axe, where there is script. */
async function look(page: Page, path: string, script: boolean): Promise<void> {
  await page.goto(`${walk.url}${path}`)
  if (!script) return
  await page.evaluate(axeSource)
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
    }
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    // Sizes and colours are looked at on the built pages (every-page).
    const rules = { 'target-size': { enabled: false }, 'color-contrast': { enabled: false } }
    const { violations } = await axe.run({ runOnly: tags, rules })
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`)
  })
  expect(found, path).toEqual([])
}

test.each([false, true])(
  'a wrong delivery is said on the phone, seen to by others than those who brought it, and the right one closes the request (script: %s)',
  async (script) => {
    const { world, d } = walk
    const goods = await givenGoods(world, d)
    const other = await goods.anotherOrganization()
    const line = await goods.given(10)
    const helped = await walk.pageOf(undefined, { script, lang: 'en' })
    await look(helped, `/n/${line.secret}`, script)
    const code = /Receipt code: (\d{4})/.exec(await helped.locator('main').innerText())?.[1] ?? ''
    await helped.getByRole('link', { name: 'Answer' }).click()
    await walk.at(helped, /\/goods\//)
    await look(helped, new URL(helped.url()).pathname, script)
    await walk.send(helped, /\/goods\//, { result: 'partly', reason: 'wrong', 'many-wrong': '4' })
    await walk.at(helped, /\/n\/[\w-]+$/)
    expect(await helped.locator('main').innerText()).toContain('We look again for what is missing')

    // Those who brought it see that it is open again, and nothing of why.
    const dana = await walk.pageOf(d.dana, { script })
    await look(dana, '/receipts', script)
    expect(await dana.locator('main').innerText()).not.toContain(line.reference)
    const outside = await walk.pageOf(other.personId, { script })
    await look(outside, '/receipts', script)
    expect(await outside.locator('main').innerText()).toContain(line.reference)
    const card = outside.locator('article', { hasText: line.reference })
    await card.locator('button[value="explained"]').click()
    await walk.at(outside, /\/receipts$/)

    // The right ones are handed out against the code.
    await goods.give(line, 4)
    await look(dana, '/receipts/code', script)
    await walk.send(dana, '/receipts/code', { reference: line.reference, code }, { name: 'say', value: 'yes' })
    const need = await world.db
      .selectFrom('needs')
      .select(['state', 'receipt'])
      .where('id', '=', line.needId)
      .executeTakeFirst()
    expect(need).toEqual({ state: 'met', receipt: 'yes' })

    const visitor = await walk.pageOf(undefined, { script, lang: 'en' })
    for (const path of ['/receipts/draws', '/numbers', '/numbers/goods-mismatch', '/numbers/goods-answered'])
      await look(visitor, path, script)
    await look(outside, '/hand-over', script)
    await look(outside, '/hand-over/new', script)
    for (const page of [helped, dana, outside, visitor]) await page.context().close()
  },
  120_000,
)

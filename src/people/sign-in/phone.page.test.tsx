import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { testWorld } from '../../../test/world'
import { plainGateway } from '../../platform'

const texts: { to: string; text: string }[] = []
const gateway = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk) => {
    body += chunk
  })
  request.on('end', () => {
    texts.push(JSON.parse(body))
    response.writeHead(request.headers.authorization === 'Bearer token' ? 202 : 401).end()
  })
})
await new Promise<void>((listening) => gateway.listen(0, '127.0.0.1', listening))
afterAll(() => new Promise((closed) => gateway.close(closed)))
const sms = plainGateway(`http://127.0.0.1:${(gateway.address() as AddressInfo).port}/send`, 'token')
const world = await testWorld({ config: { sms }, background: true })

test('with a gateway a telephone signs in, however its number is typed', async () => {
  const browser = await world.browser()
  expect(await (await browser.get('/sign-in')).text()).toContain('E-mail or telephone')
  expect((await browser.post('/sign-in', { contact: '8 (701) 234-56-78' })).status).toBe(303)
  await expect.poll(() => texts.length, { timeout: 10_000 }).toBe(1)
  expect(texts[0]?.to).toBe('+77012345678')
  const code = /\d{6}/.exec(texts[0]?.text ?? '')?.[0] ?? ''
  expect(texts[0]?.text.length).toBeLessThanOrEqual(70)
  expect(await (await browser.get('/sign-in/code')).text()).toContain('+7 701 234 56 78')
  expect((await browser.post('/sign-in/code', { code })).headers.get('location')).toBe('/sign-in/new')
})

test.each(['123', '+7 999', '00000000000', '+1 555 000'])(
  '%s is no telephone, and no text is sent',
  async (contact) => {
    const before = texts.length
    const browser = await world.browser()
    const answer = await browser.post('/sign-in', { contact })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('Write the whole telephone number')
    expect(texts).toHaveLength(before)
  },
)

test('a block of bought numbers has a budget: two hundred texts an hour, then none', async () => {
  const statuses: number[] = []
  for (let i = 0; i < 205; i++) {
    // Each from a browser of its own; the limit of one address is higher than that of one block.
    const browser = await world.browser()
    const { status } = await browser.post('/sign-in', { contact: `+7705${String(1_100_000 + i)}` })
    statuses.push(status)
    if (i % 100 === 99) await world.db.deleteFrom('rate_limits').where('bucket', 'like', 'POST /sign-in %').execute()
  }
  expect(statuses.filter((status) => status === 303)).toHaveLength(200)
  expect(statuses.slice(200)).toEqual([429, 429, 429, 429, 429])
}, 60_000)

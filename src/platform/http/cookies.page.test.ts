import { expect, test } from 'vitest'
import { seedDistrict } from '../../../test/district'
import { testWorld } from '../../../test/world'

const secure = await testWorld({ config: { url: 'https://asar.example.kz' } })
const plain = await testWorld()

const cookiesOf = async (world: typeof secure): Promise<string[]> => {
  const { lina } = await seedDistrict(world)
  const visitor = await world.browser()
  const signedIn = await world.browser(lina)
  const answers = [
    await visitor.get('/language?lang=ru&back=%2F'),
    await visitor.get('/theme?to=dark&back=%2F'),
    await visitor.post('/sign-in', { contact: 'lina@example.kz' }),
    await visitor.post('/join', { name: 'Aru', age: '18-64', when: 'weekends' }),
    await signedIn.post('/me/account/restrict', { restricted: 'yes' }),
    await signedIn.post('/sign-out'),
  ]
  return answers.flatMap((answer) => answer.headers.getSetCookie())
}

test('over https every cookie of ours travels over https alone and stays out of reach of scripts', async () => {
  const cookies = await cookiesOf(secure)
  const names = new Set(cookies.map((cookie) => cookie.slice(0, cookie.indexOf('='))))
  expect([...names].sort()).toEqual(['asar_code', 'asar_said', 'asar_session', 'lang', 'theme'])
  for (const cookie of cookies) expect(cookie).toMatch(/; Secure$/)
  for (const cookie of cookies.filter((one) => !one.includes('Max-Age=0'))) {
    expect(cookie).toMatch(/; HttpOnly/)
    expect(cookie).toMatch(/; SameSite=Lax/)
  }
})

test('on plain http, as on one machine, cookies still arrive', async () => {
  expect((await cookiesOf(plain)).filter((cookie) => cookie.includes('Secure'))).toEqual([])
})

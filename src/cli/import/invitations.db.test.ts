import { afterAll, expect, test } from 'vitest'
import { openGateways } from '../../../test/gateways'
import { testWorld } from '../../../test/world'
import { unwrap } from '../../kit/result'
import { readTableFile } from '../../kit/table-file'
import { sendDue, sendInvitations } from '../../notices'
import { eraseUnanswered } from '../../people/commands/invitations'
import { loadCountryPack } from '../../places'
import { asImport } from './as-import'
import { importVolunteers } from './import-volunteers'
import { plainMapping } from './mapping'

const gateways = await openGateways()
const world = await testWorld({ config: { smtpUrl: gateways.smtpUrl, sms: gateways.sms } })
const ctx = asImport(world.system)
afterAll(() => gateways.close())

const list = `ref;name;email;phone;language;kato
1;Айгүл;aigul@example.kz;;kk;
2;Олег;oleg@example.kz;+77012345678;ru;
3;Lina;;+77012345679;en;
4;Дана;;;kk;
5;Серік;serik@example.kz;;kk;
`
const run = async () =>
  unwrap(
    await importVolunteers(
      ctx,
      unwrap(await readTableFile(Buffer.from(list))),
      { ...plainMapping, region: 'KZ-27' },
      {
        file: 'list.csv',
        apply: true,
        allOrNothing: false,
        owner: 'School No. 7',
        basis: 'consent',
        organizationId: null,
        source: 'school',
        lang: 'kk',
        onProgress: () => {},
      },
    ),
  )
const stateOf = async () =>
  (await world.db.selectFrom('people').select('state').orderBy('created_at').orderBy('id').execute()).map(
    ({ state }) => state,
  )
const linkIn = (text = '') => /\/invitation\/[\w-]{32,}/.exec(text)?.[0] ?? ''
const posted = async (path: string, way: 'accept' | 'refuse') =>
  (await (await world.browser()).post(`${path}/${way}`)).status

test('invitations of a list go out once, in the language of each, saying who invites and why they may', async () => {
  unwrap(await loadCountryPack(world.system, 'KZ'))
  const { openIds, report } = await run()
  expect(report).toMatchObject({ created: 5, reported: [] })
  expect(await sendInvitations(ctx, openIds)).toEqual({ sent: 4, unreachable: 1 })
  expect(await sendInvitations(ctx, (await run()).openIds)).toEqual({ sent: 0, unreachable: 1 })
  await sendDue(world.system)
  const mail = (to: string) => gateways.mails.find((one) => one.to === to)?.body ?? ''
  expect(gateways.mails.map(({ to }) => to).sort()).toEqual(['aigul@example.kz', 'oleg@example.kz', 'serik@example.kz'])
  expect(mail('aigul@example.kz')).toContain('School No. 7 сізді Асарға ерікті ретінде шақырды. Негізі: өз келісіміңіз')
  expect(mail('oleg@example.kz')).toContain('Основание: ваше согласие')
  expect(gateways.messages).toHaveLength(1)
  expect(gateways.messages[0]).toMatchObject({ to: '+77012345679' })
  expect(gateways.messages[0]?.text).toContain('you agreed to it')
  const page = await (await (await world.browser()).get(linkIn(mail('oleg@example.kz')))).text()
  expect(page).toContain('School No. 7')
  expect(page).toContain('you agreed to it')
})

test('the press of a mail program is a no without a page to go to', async () => {
  const letter = gateways.mails.find((one) => one.to === 'serik@example.kz')
  expect(letter?.headers).toMatch(/List-Unsubscribe-Post: List-Unsubscribe=One-Click/)
  const path = /List-Unsubscribe: <http:\/\/127\.0\.0\.1:8080([^>]+)>/.exec(letter?.headers ?? '')?.[1] ?? ''
  expect(path).toBe(linkIn(letter?.body))
  const press = (body: string) =>
    world.http.request(`http://127.0.0.1:8080${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body,
    })
  expect((await press('another=press')).status).toBe(404)
  expect((await stateOf()).filter((state) => state === 'erased')).toEqual([])
  const pressed = await press('List-Unsubscribe=One-Click')
  expect([pressed.status, pressed.headers.get('location')]).toEqual([200, null])
  expect((await stateOf()).filter((state) => state === 'erased')).toHaveLength(1)
  expect((await press('List-Unsubscribe=One-Click')).status).toBe(410)
})

test('one press says no and erases, one says yes; who stays silent is erased after thirty days', async () => {
  const path = linkIn(gateways.mails.find((one) => one.to === 'oleg@example.kz')?.body)
  expect(await posted(path, 'refuse')).toBe(303)
  expect(await posted(path, 'accept')).toBe(410)
  expect(await posted(linkIn(gateways.messages[0]?.text), 'accept')).toBe(303)
  expect((await stateOf()).sort()).toEqual(['active', 'erased', 'erased', 'invited', 'invited'])
  world.clock.advance({ hours: 24 * 30 - 1 })
  await eraseUnanswered(world.system)
  expect((await stateOf()).filter((state) => state === 'invited')).toHaveLength(2)
  world.clock.advance({ hours: 1 })
  await eraseUnanswered(world.system)
  expect((await stateOf()).sort()).toEqual(['active', 'erased', 'erased', 'erased', 'erased'])
  const left = await world.db.selectFrom('contact_channels').select('value').execute()
  expect(left).toEqual([{ value: '+77012345679' }])
  expect(await posted(linkIn(gateways.mails.find((one) => one.to === 'aigul@example.kz')?.body), 'accept')).toBe(410)
})

test('who was invited before and answered is not written to again', async () => {
  const { openIds, report } = await run()
  expect(report).toMatchObject({ created: 0, unchanged: 5 })
  expect(await sendInvitations(ctx, openIds)).toEqual({ sent: 0, unreachable: 0 })
})

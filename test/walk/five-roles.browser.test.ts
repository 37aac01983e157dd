import { expect, test } from 'vitest'
import { auditActivities } from '../../src/activities'
import { openWalk } from './walker'

// Strings that stand for everything personal; none of them may ever turn up where the public reads.
const secret = {
  name: 'Qzserik Markerov',
  address: 'Marker street 7777',
  phone: '+7 701 555 77 31',
  words: 'markerwords cellar behind the blue gate',
}

const walk = openWalk()
const { pageOf, at, send, logged } = walk

/** Reads everything the public can read, the journal and the log, and looks for what was planted. */
async function nothingPersonalInPublic(follow: string): Promise<void> {
  const personal = [
    ...Object.values(secret),
    secret.phone.replaceAll(' ', ''),
    'Markerov',
    'markerwords',
    '7777',
    '5557731',
  ]
  const public_ = [
    '/',
    '/numbers',
    '/numbers/needs-raised',
    '/numbers/needs-met',
    '/numbers/volunteers-came',
    '/activities',
    '/organizations',
    '/causes',
    '/api',
    '/api/v1/openapi.json',
    '/robots.txt',
    '/open/numbers/needs-raised.csv',
    '/open/numbers/hours-recorded.csv',
    '/about/data',
    follow,
  ]
  const activities = await walk.world.db.selectFrom('activities').select('id').limit(10).execute()
  for (const path of [...public_, ...activities.map(({ id }) => `/activities/${id}`)]) {
    const text = await (await fetch(new URL(path, walk.url))).text()
    expect(
      personal.filter((mark) => text.includes(mark)),
      path,
    ).toEqual([])
  }
  const journal = JSON.stringify(
    await walk.world.db.selectFrom('journal').select(['body', 'public_body', 'commitments']).execute(),
  )
  expect(personal.filter((mark) => journal.includes(mark))).toEqual([])
  const stored =
    JSON.stringify(await walk.world.db.selectFrom('notices').selectAll().execute()) +
    JSON.stringify(await walk.world.db.selectFrom('indicator_entries').selectAll().execute())
  expect(personal.filter((mark) => stored.includes(mark))).toEqual([])
  expect(personal.filter((mark) => logged.join(' ').includes(mark))).toEqual([])
}

test('help goes from a request to a checked total, through five pairs of hands', async () => {
  // Serik asks, on an old phone without script.
  const serik = await pageOf(undefined, { script: false })
  await serik.goto(`${walk.url}/ask`)
  expect(await serik.locator('a[href="tel:112"]').count()).toBeGreaterThan(0)
  await send(serik, '/ask', { kind: 'home', line1: 'cleaning', amount1: '2', words: secret.words })
  await send(serik, '/ask', { place_q: 'Oral', home: 'yes', address: secret.address })
  if ((await serik.locator('input[name="place"][type="radio"]').count()) > 0)
    await send(serik, '/ask', { place: walk.d.localityId })
  await send(serik, '/ask', { when: 'tomorrow' })
  await send(serik, '/ask', {
    reach: 'phone',
    phone: secret.phone,
    callSafe: 'yes',
    textSafe: 'yes',
    name: secret.name,
  })
  await send(serik, '/ask/send')
  const reference = /[2-9A-Z]{4}-[2-9A-Z]{4}(?![\w-])/.exec(await serik.locator('main').innerText())?.[0] ?? ''
  expect(reference, await serik.locator('main').innerText()).not.toBe('')
  const follow = (await serik.locator('a[href*="/n/"]').first().getAttribute('href')) ?? ''
  expect(follow).toMatch(/\/n\/[\w-]{32}/)

  // Three volunteers have said that they can do such work.
  const line = await walk.world.db.selectFrom('need_lines').select('competence_id').executeTakeFirstOrThrow()
  for (const person of [walk.d.lina, walk.d.arman, walk.d.aigul]) {
    const page = await pageOf(person)
    await page.goto(`${walk.url}/me/competences`)
    await send(page, '/me/competences', { competence: line.competence_id ?? '', level: '1' })
  }

  // Olzhas, operator, finds it in the queue, rings and confirms.
  const olzhas = await pageOf(walk.d.operator, { width: 1280 })
  await olzhas.goto(`${walk.url}/needs`)
  await olzhas.getByText(reference).first().click()
  await at(olzhas, /\/needs\/[0-9a-f-]{36}/)
  const need = new URL(olzhas.url()).pathname
  await send(olzhas, `${need}/verify`, { method: 'call' })

  // Dana, coordinator, claims the line, makes an activity of it, and asks people.
  const dana = await pageOf(walk.d.dana, { width: 1280 })
  await dana.goto(walk.url + need)
  await send(dana, `${need}/claim`)
  await dana.goto(`${walk.url}/desk`)
  await dana.getByText(reference).first().click()
  await dana.locator(`a[href="${need}"]`).first().click()
  await at(dana, /\/needs\//)
  await dana.locator('a[href^="/activities/new?claim="]').first().click()
  await at(dana, /\/activities\/new/)
  await send(
    dana,
    /^\/activities\/new/,
    { date: '2026-11-23', from: '10:00', until: '12:00', seats: '2', emergencyContact: '+7 711 250 11 12' },
    { name: 'do', value: 'publish' },
  )
  await at(dana, /\/activities\/[0-9a-f-]{36}/)
  expect(/\/activities\/[0-9a-f-]{36}/.exec(dana.url())).not.toBeNull()
  // A visit to somebody's home owes more than a courtyard: what cannot be seen from here Dana states under her name.
  const manage = new URL(dana.url()).pathname
  for (const box of await dana.locator('form[action$="/publish"] input[type="checkbox"]').all())
    await box.check({ force: true })
  await send(dana, manage.replace(/(\/manage)?$/, '/publish'))
  const post = await walk.world.db.selectFrom('posts').select('id').executeTakeFirstOrThrow()
  await dana.goto(`${walk.url}/desk/posts/${post.id}`)
  await send(dana, `/desk/posts/${post.id}/call-outs`, { ceiling: '3' })

  // Aigul refuses; Lina and Arman say yes, each for themselves.
  const answer = async (personId: string, say: string) => {
    const page = await pageOf(personId)
    await page.goto(`${walk.url}/me`)
    const ask = await page.locator('a[href^="/asks/"]').first().getAttribute('href', { timeout: 5000 })
    await page.goto(walk.url + ask)
    // What a visit to a home asks to be read first: the briefing.
    if (say === 'yes')
      for (const box of await page.locator('main form input[type="checkbox"]').all()) await box.check({ force: true })
    return { page, say: () => send(page, /\/asks\/[^/]+/, {}, { name: 'say', value: say }) }
  }
  await (await answer(walk.d.aigul, 'no')).say()
  const lina = await answer(walk.d.lina, 'yes')
  await lina.say()
  const arman = await answer(walk.d.arman, 'yes')
  await arman.say()
  const live = await walk.world.db
    .selectFrom('assignments')
    .select('volunteer_id')
    .where('state', '=', 'live')
    .execute()
  expect(live.map((row) => row.volunteer_id).sort()).toEqual([walk.d.lina, walk.d.arman].sort())

  // Serik sees that somebody comes, with a first name and a code word, and nothing he should not show around.
  await serik.goto(new URL(follow, walk.url).href)
  const followed = await serik.content()
  for (const text of Object.values(secret)) expect(followed).not.toContain(text)

  // The day itself: they come, work, and leave.
  walk.world.clock.advance({ hours: 18, minutes: 55 })
  for (const { page } of [lina, arman]) {
    await page.goto(`${walk.url}/me`)
    await page.goto(walk.url + ((await page.locator('a[href^="/me/assignments/"]').first().getAttribute('href')) ?? ''))
    await send(page, /check-in/)
  }
  walk.world.clock.advance({ hours: 2 })
  for (const { page } of [lina, arman]) await send(page, /check-out/)
  const work = await walk.world.db.selectFrom('activities').select('id').executeTakeFirstOrThrow()
  await dana.goto(`${walk.url}/activities/${work.id}/hours`)
  await send(dana, `/activities/${work.id}/hours/confirm`)
  await send(dana, `/activities/${work.id}/result`, { quantity: '2' })

  // His own request has its receipt: nobody who organizes can make a link that speaks for him.
  expect(await dana.locator(`form[action="/activities/${work.id}/result/link"]`).count()).toBe(0)
  const forged = await dana.request.post(`${walk.url}/activities/${work.id}/result/link`, {
    headers: { 'sec-fetch-site': 'same-origin' },
    form: { contact: 'dias@example.kz' },
  })
  expect(forged.status()).toBe(404)

  // Serik answers: it was what I needed. Only now the need is met.
  const numberOf = async () => {
    await walk.world.app.journal.caughtUp()
    const visitor = await pageOf(undefined, { width: 1280 })
    await visitor.goto(`${walk.url}/`)
    await visitor.locator('a[href="/numbers/needs-met"]').first().click()
    await at(visitor, /\/numbers\/needs-met/)
    return { visitor, value: (await visitor.locator('.stat__value').first().innerText()).trim() }
  }
  expect((await numberOf()).value).toBe('0')
  await serik.goto(new URL(follow, walk.url).href)
  await serik.locator('a[href*="/receipt"]').first().click()
  await send(serik, /\/receipt$/, { result: 'yes' })

  // A visitor follows the number from the home page down to the entry behind it.
  const { visitor, value } = await numberOf()
  expect(value).toBe('1')
  const entry = await visitor.locator('#entries tbody tr').first().innerText()
  expect(entry).toContain('West Kazakhstan')
  const file = await (await fetch(`${walk.url}/open/numbers/needs-met.csv`)).text()
  expect(file).toMatch(/need\.receipt,KZ-27,2026-11-23,1,yes/)
  await visitor.goto(`${walk.url}/numbers/hours-confirmed`)
  // Two people worked: what so few did is in no published number.
  expect(await visitor.locator('.stat__value').first().innerText()).toBe('Fewer than 5 people')

  await nothingPersonalInPublic(follow)
  expect(logged.filter((line) => /failed/.test(line))).toEqual([])
  expect(await auditActivities(walk.world.db)).toEqual({ doubleBookings: 0, overfilled: 0, missingYes: 0 })
}, 240_000)

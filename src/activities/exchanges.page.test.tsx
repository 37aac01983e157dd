import { beforeAll, expect, test } from 'vitest'
import { type District, seedDistrict } from '../../test/district'
import { testWorld, type World } from '../../test/world'
import { auditActivities } from './audit'
import { anActivity, inEnglish, sayYes } from './testing/an-activity'
import { addCrowd } from './testing/crowd'

let world: World
let d: District
beforeAll(async () => {
  world = await testWorld({ background: true })
  d = await seedDistrict(world)
})

type Made = { readonly activityId: string; readonly postId: string }
const clean = { doubleBookings: 0, overfilled: 0, missingYes: 0 }
const shiftOf = (response: Response): string => response.headers.get('location') ?? ''
const agreeBeforehand = async ({ activityId, postId }: Made) => {
  const dana = await world.browser(d.dana)
  expect((await dana.post(`/activities/${activityId}/posts/${postId}/exchanges`, { agrees: '1' })).status).toBe(303)
}
const holderOf = async (postId: string): Promise<string[]> =>
  (
    await world.db
      .selectFrom('assignments')
      .select('volunteer_id')
      .where('post_id', '=', postId)
      .where('state', '=', 'live')
      .execute()
  ).map((row) => row.volunteer_id)
const noticesTo = async (personId: string): Promise<string[]> => {
  await world.entries()
  const rows = await world.db.selectFrom('notices').select('kind').where('person_id', '=', personId).execute()
  return rows.map((row) => row.kind)
}
/** Lina has the only seat and looks for a stand-in; `taker` says yes. */
const standIn = async (made: Made, taker: string) => {
  const lina = await inEnglish(world, d.lina)
  const shift = shiftOf(await sayYes(lina, made))
  const offer = shiftOf(await lina.post(`${shift}/stand-in`))
  const browser = await inEnglish(world, taker)
  expect(await (await browser.get(offer)).text()).toContain('Lina offers you their place')
  const answered = await browser.post(`${offer}/decide`, { say: 'yes' })
  return { lina, taker: browser, offer, answered, id: offer.split('/').at(-1) ?? '' }
}

test('a task is not handed over without the coordinator: both keep their seats until Dana agrees', async () => {
  const made = await anActivity(world, d, { date: '2026-12-27', seats: '1' })
  const { lina, taker, offer, answered, id } = await standIn(made, d.aigul)
  expect(shiftOf(answered)).toBe(offer)
  expect(await holderOf(made.postId)).toEqual([d.lina])
  for (const browser of [lina, taker])
    expect(await (await browser.get(offer)).text()).toContain('The coordinator is asked')
  expect(await noticesTo(d.dana)).toContain('exchange-to-decide')
  // Nobody else can say yes to it meanwhile, nor agree to it.
  const arman = await world.browser(d.arman)
  expect((await arman.post(`${offer}/decide`, { say: 'yes' })).status).toBe(410)
  for (const browser of [taker, lina])
    expect((await browser.post(`/activities/${made.activityId}/exchanges/${id}`, { say: 'yes' })).status).toBe(403)
  const dana = await inEnglish(world, d.dana)
  const page = await (await dana.get(`/activities/${made.activityId}/manage`)).text()
  expect(page).toContain('Aigul would stand in for Lina')
  expect((await dana.post(`/activities/${made.activityId}/exchanges/${id}`, { say: 'yes' })).status).toBe(303)
  expect(await holderOf(made.postId)).toEqual([d.aigul])
  expect(await noticesTo(d.lina)).toContain('swap-done')
  expect((await dana.post(`/activities/${made.activityId}/exchanges/${id}`, { say: 'yes' })).status).toBe(422)
  const done = (await world.entries()).findLast((entry) => entry.kind === 'swap.done')
  expect(done?.body).toMatchObject({ agreedBy: d.dana, beforehand: false })
  expect(await auditActivities(world.db)).toEqual(clean)
})

test('a refusal leaves everyone where they are and tells both; a yes can be taken back before', async () => {
  const made = await anActivity(world, d, { date: '2026-12-28', seats: '1' })
  const { id } = await standIn(made, d.aigul)
  const dana = await inEnglish(world, d.dana)
  expect((await dana.post(`/activities/${made.activityId}/exchanges/${id}`, { say: 'no' })).status).toBe(303)
  expect(await holderOf(made.postId)).toEqual([d.lina])
  expect(await noticesTo(d.lina)).toContain('swap-not-done')
  expect(await noticesTo(d.aigul)).toContain('exchange-refused')
  const next = await anActivity(world, d, { date: '2026-12-29', seats: '1' })
  const again = await standIn(next, d.aigul)
  expect((await again.taker.post(`${again.offer}/withdraw`)).status).toBe(303)
  expect((await dana.post(`/activities/${next.activityId}/exchanges/${again.id}`, { say: 'yes' })).status).toBe(422)
  expect(await holderOf(next.postId)).toEqual([d.lina])
})

test('agreed beforehand for a post, the seat changes hands at once and the coordinator is told', async () => {
  const made = await anActivity(world, d, { date: '2026-12-30', seats: '1' })
  await agreeBeforehand(made)
  const { answered } = await standIn(made, d.aigul)
  expect(shiftOf(answered)).toMatch(/^\/me\/assignments\//)
  expect(await holderOf(made.postId)).toEqual([d.aigul])
  expect(await noticesTo(d.dana)).toContain('exchange-done')
  const lina = await world.browser(d.lina)
  const change = await lina.post(`/activities/${made.activityId}/posts/${made.postId}/exchanges`, { agrees: '1' })
  expect(change.status).toBe(403)
})

test('days lie between the yes and the agreement: every rule is asked again, and why stays private', async () => {
  const made = await anActivity(world, d, { date: '2027-01-02', seats: '1' })
  const [busy = ''] = await addCrowd(world, d, 1)
  const { id } = await standIn(made, busy)
  const other = await anActivity(world, d, { date: '2027-01-02', from: '12:00', until: '14:00' })
  await sayYes(await world.browser(busy), other)
  const dana = await inEnglish(world, d.dana)
  const refused = await dana.post(`/activities/${made.activityId}/exchanges/${id}`, { say: 'yes' })
  expect(refused.status).toBe(422)
  const page = await refused.text()
  expect(page).toContain('The place no longer fits one of the two')
  expect(page).not.toContain('something else at that time')
  expect(await holderOf(made.postId)).toEqual([d.lina])
})

test('the database itself refuses an exchange that nobody who runs the work agreed to', async () => {
  const made = await anActivity(world, d, { date: '2027-01-03', seats: '1' })
  const { id } = await standIn(made, d.aigul)
  const pg = await import('pg')
  const client = new pg.default.Client(world.connection('postgres'))
  await client.connect()
  const forced = client.query(`UPDATE swaps SET state = 'done', decided_at = now() WHERE id = $1`, [id])
  await expect(forced).rejects.toThrow('swaps_agreed')
  await client.end()
})

test('swaps in opposite order: one comes about, the other is told, nobody is lost', async () => {
  for (let round = 0; round < 2; round++) {
    const day = `2027-01-${String(9 + round * 7).padStart(2, '0')}`
    const morning = await anActivity(world, d, { date: day, from: '09:00', until: '11:00', seats: '1' })
    const noon = await anActivity(world, d, { date: day, from: '10:00', until: '13:00', seats: '1' })
    for (const made of [morning, noon]) await agreeBeforehand(made)
    const [lina, arman] = [await world.browser(d.lina), await world.browser(d.arman)]
    const linaShift = shiftOf(await sayYes(lina, morning))
    const armanShift = shiftOf(await sayYes(arman, noon))
    expect((await lina.post(`${linaShift}/swap`, { post: noon.postId })).status).toBe(303)
    expect((await arman.post(`${armanShift}/swap`, { post: morning.postId })).status).toBe(303)
    const offers = await world.db
      .selectFrom('swaps')
      .select(['id', 'assignment_id'])
      .where('state', '=', 'offered')
      .where(
        'assignment_id',
        'in',
        [linaShift, armanShift].map((path) => path.split('/').at(-1) ?? ''),
      )
      .execute()
    const byLina = offers.find((offer) => linaShift.endsWith(offer.assignment_id))?.id ?? ''
    const byArman = offers.find((offer) => armanShift.endsWith(offer.assignment_id))?.id ?? ''
    const answers = await Promise.all([
      arman.post(`/swaps/${byLina}/decide`, { say: 'yes' }),
      lina.post(`/swaps/${byArman}/decide`, { say: 'yes' }),
    ])
    expect(answers.map((answer) => answer.status).sort()).toEqual([303, 410])
    const seats = await world.db
      .selectFrom('assignments')
      .select(['post_id', 'volunteer_id'])
      .where('state', '=', 'live')
      .where('post_id', 'in', [morning.postId, noon.postId])
      .execute()
    expect(new Map(seats.map((seat) => [seat.post_id, seat.volunteer_id]))).toEqual(
      new Map([
        [morning.postId, d.arman],
        [noon.postId, d.lina],
      ]),
    )
    expect(await auditActivities(world.db)).toEqual(clean)
  }
})

test('both asked to swap both ways: two agreements at once change the seats once', async () => {
  const morning = await anActivity(world, d, { date: '2027-03-06', from: '09:00', until: '11:00', seats: '1' })
  const noon = await anActivity(world, d, { date: '2027-03-06', from: '10:00', until: '13:00', seats: '1' })
  const [lina, arman] = [await world.browser(d.lina), await world.browser(d.arman)]
  const linaShift = shiftOf(await sayYes(lina, morning))
  const armanShift = shiftOf(await sayYes(arman, noon))
  await lina.post(`${linaShift}/swap`, { post: noon.postId })
  await arman.post(`${armanShift}/swap`, { post: morning.postId })
  const swaps = await world.db
    .selectFrom('swaps as w')
    .innerJoin('assignments as a', 'a.id', 'w.assignment_id')
    .select(['w.id', 'a.volunteer_id', 'a.activity_id'])
    .where('w.state', '=', 'offered')
    .where('a.post_id', 'in', [morning.postId, noon.postId])
    .execute()
  expect(swaps).toHaveLength(2)
  for (const swap of swaps)
    await (swap.volunteer_id === d.lina ? arman : lina).post(`/swaps/${swap.id}/decide`, { say: 'yes' })
  expect([await holderOf(morning.postId), await holderOf(noon.postId)]).toEqual([[d.lina], [d.arman]])
  const dana = await world.browser(d.dana)
  const agreed = await Promise.all(
    swaps.map((swap) => dana.post(`/activities/${swap.activity_id}/exchanges/${swap.id}`, { say: 'yes' })),
  )
  expect(agreed.map((response) => response.status).sort()).toEqual([303, 422])
  expect([await holderOf(morning.postId), await holderOf(noon.postId)]).toEqual([[d.arman], [d.lina]])
  expect(await auditActivities(world.db)).toEqual(clean)
})

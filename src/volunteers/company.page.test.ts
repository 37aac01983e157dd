import { expect, test } from 'vitest'
import { openCaller } from '../../test/api-caller'
import { seedDistrict } from '../../test/district'
import { testWorld } from '../../test/world'
import { openSeeds } from '../dispatch/seed-post.testing'
import { newPublicId } from '../kit/ids'
import { pageFaults } from '../web'

const world = await testWorld({ background: true })
const d = await seedDistrict(world)
const seeds = await openSeeds(world, d)
const lina = await world.browser(d.lina)
const arman = await world.browser(d.arman)
const dana = await world.browser(d.dana)
for (const browser of [lina, arman, dana]) browser.cookies.set('lang', 'en')

/** Work that these people were checked in for. */
async function meet(title: string, ...people: string[]): Promise<string[]> {
  const at = world.clock.now().subtract({ hours: 30 })
  const { postId, activityId } = await seeds.post({ title, at, state: 'done' })
  const ids = people.map(() => newPublicId())
  await seeds.insert(
    people.map((volunteer_id, i) => [
      'attendances',
      {
        ...{ id: ids[i], volunteer_id, activity_id: activityId, post_id: postId, region_id: d.region },
        ...{ checked_in_at: at.toString(), checked_in_how: 'coordinator' },
        ...{ checked_out_at: at.add({ hours: 2 }).toString(), checked_out_how: 'coordinator' },
      },
    ]),
  )
  return ids
}
const textOf = async (browser: typeof lina, path: string) => (await browser.get(path)).text()
const kept = () => world.db.selectFrom('not_with').selectAll().execute()
/** Whether both are proposed for a post on which the first one sits. */
async function isProposed(other: string, besides: string): Promise<boolean> {
  const at = world.clock.now().add({ hours: 50 })
  const { postId } = await seeds.post({ title: 'Two at the door', seats: 2, at })
  const [slot] = await world.db.selectFrom('slots').select('id').where('post_id', '=', postId).limit(1).execute()
  await seeds.set('slots', slot?.id ?? '', { volunteer_id: besides })
  const html = await textOf(dana, `/desk/posts/${postId}/candidates?out=1`)
  return html.includes(`value="${other}"`)
}

test('not with somebody they met: kept to themselves, read as not available, and taken back', async () => {
  const [, other = ''] = await meet('Tea with neighbours', d.lina, d.arman)
  const page = await textOf(lina, '/me/company')
  expect(page).toContain('Tea with neighbours')
  expect(pageFaults(page)).toEqual([])
  expect(await textOf(lina, '/me')).toContain('href="/me/company"')
  expect(await isProposed(d.arman, d.lina)).toBe(true)
  expect((await lina.post('/me/company', { met: other })).status).toBe(303)
  expect(await isProposed(d.arman, d.lina)).toBe(false)
  expect(await isProposed(d.lina, d.arman)).toBe(false)
  const after = await textOf(lina, '/me/company')
  expect(after).toContain('Not with')
  expect(after).not.toContain('Tea with neighbours')
  expect(pageFaults(after)).toEqual([])
  expect(await textOf(arman, '/me/company')).toContain('Tea with neighbours')
  const said = (await world.entries()).findLast(({ kind }) => kind === 'volunteer.company-changed')
  expect(said).toMatchObject({ subjectId: d.lina, body: { added: true }, publicBody: {} })
  expect(JSON.stringify(said)).not.toContain(d.arman)
  const looks = await world.db.selectFrom('looks').selectAll().where('subject_person_id', '=', d.arman).execute()
  expect(looks.some((look) => look.viewer_id === d.lina && look.what.includes('name'))).toBe(true)
  const [row] = await kept()
  await arman.post('/me/company/remove', { id: row?.id ?? '' })
  expect(await kept()).toHaveLength(1)
  expect((await lina.post('/me/company/remove', { id: row?.id ?? '' })).status).toBe(303)
  expect(await kept()).toEqual([])
  expect(await isProposed(d.arman, d.lina)).toBe(true)
})

test('only of somebody they met, and nothing for a visitor or a stranger’s key', async () => {
  const [, elsewhere = ''] = await meet('Without Lina', d.arman, d.aigul)
  const refused = await lina.post('/me/company', { met: elsewhere })
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('was not where you were')
  expect((await (await world.browser()).post('/me/company', { met: elsewhere })).status).not.toBe(200)
  const partner = await openCaller(world, { scopes: ['people:help'], regionId: d.region })
  const other = await openCaller(world, { scopes: ['people:help'], regionId: d.region })
  const { consent } = (await partner.post(`/people/${d.lina}/help`, { way: 'call' })).body
  const at = `/volunteers/${d.lina}/company`
  const { met } = (await partner.get(`${at}?consent=${consent}`)).body as { met: { id: string; activity: string }[] }
  expect(met.map(({ activity }) => activity)).toEqual(['Tea with neighbours'])
  expect((await partner.post(at, { consent, met: elsewhere })).status).toBe(404)
  expect((await other.post(at, { consent, met: met[0]?.id })).status).toBe(404)
  expect((await other.get(`${at}?consent=${consent}`)).status).toBe(404)
  expect(await kept()).toEqual([])
  expect((await partner.post(at, { consent, met: met[0]?.id })).status).toBe(200)
  const { apart } = (await partner.get(`${at}?consent=${consent}`)).body as { apart: { id: string }[] }
  expect((await partner.post(`${at}/${apart[0]?.id}/remove`, { consent })).status).toBe(200)
  expect(await kept()).toEqual([])
})

test('it is gone with either of the two', async () => {
  const [, second = ''] = await meet('Reading aloud', d.lina, d.arman)
  await lina.post('/me/company', { met: second })
  expect(await kept()).toHaveLength(1)
  await arman.post('/me/account/delete', { sure: 'yes' })
  expect(await kept()).toEqual([])
})

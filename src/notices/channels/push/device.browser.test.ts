import { afterAll, expect, test, vi } from 'vitest'
import { openPhones } from '../../../../test/browser/phone'
import { seedDistrict } from '../../../../test/district'
import { openSeeds } from '../../../dispatch/seed-post.testing'
import { newId } from '../../../kit/ids'
import { newReference } from '../../../kit/reference'
import { sendDue } from '../../send/send-due'
import { tell } from '../../tell'
import { pushSender } from './push-sender'
import { openPushService } from './push-service.testing'

vi.setConfig({ testTimeout: 60_000 })

const service = await openPushService()
const { world, phoneOf, url } = await openPhones()
const d = await seedDistrict(world)
afterAll(() => service.close())

test('the worker shows an ask, answers it at a press, and shows what came of it', async () => {
  const seeds = await openSeeds(world, d)
  const { postId, activityId } = await seeds.post()
  const [askId, now] = [newId(), world.clock.now()]
  await seeds.insert([
    [
      'asks',
      {
        id: askId,
        code: newReference(),
        post_id: postId,
        activity_id: activityId,
        organization_id: d.organizationId,
        volunteer_id: d.lina,
        region_id: d.region,
        kind: 'social',
        terms_version: 1,
        chance_permille: 500,
        asked_at: now.toString(),
        answer_by: now.add({ minutes: 60 }).toString(),
        state: 'asked',
      },
    ],
  ])
  await seeds.set('people', d.lina, { quiet_from: '03:00', quiet_until: '03:00' })
  const phone = await phoneOf(d.lina)
  const page = await phone.newPage()
  await page.goto(`${url}/me/notices/settings`)
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  const lina = await world.browser(d.lina)
  await lina.post('/me/notices/push', service.subscribe('telephone'))
  const ctx = { ...world.system, ports: { ...world.system.ports, push: pushSender(world.system, service.post) } }
  const subject = { kind: 'activity', id: activityId }
  const values = { askId, activityId, postId }
  await tell(
    ctx.db,
    [{ to: { personId: d.lina }, kind: 'asked', subject, path: `/asks/${askId}`, pace: 'now', values }],
    now,
    ctx.ports,
  )
  await sendDue(ctx)
  await vi.waitFor(() => expect(service.pushed).toHaveLength(1))
  const [worker] = phone.serviceWorkers()
  // Without a screen this browser shows no notification and is pushed nothing: the worker is handed the message, and what it would show is noted.
  const shown = await worker?.evaluate(async (message) => {
    type Shown = { title: string; body: string; data: unknown }
    const { registration } = self as unknown as { registration: ServiceWorkerRegistration }
    const notes: Shown[] = []
    registration.showNotification = async (title, options) => {
      notes.push({ title, body: options?.body ?? '', data: options?.data })
    }
    const happen = async (name: string, more: object) => {
      const work: Promise<unknown>[] = []
      const waitUntil = (one: Promise<unknown>) => work.push(one)
      self.dispatchEvent(Object.assign(new Event(name), { waitUntil, ...more }))
      await Promise.all(work)
    }
    await happen('push', { data: { json: () => JSON.parse(message) as unknown } })
    const notification = { data: notes[0]?.data, close: () => undefined }
    await happen('notificationclick', { notification, action: 'yes' })
    await happen('notificationclick', { notification, action: 'yes' })
    return notes.map(({ title, body }) => [title, body])
  }, JSON.stringify(service.pushed[0]?.payload))
  const done = ['Асар', expect.stringContaining('Жазылды: келесіз')]
  expect(shown).toEqual([['Асар', expect.stringContaining('Орал')], done, done])
  const seated = await world.db
    .selectFrom('assignments')
    .select(['volunteer_id', 'state'])
    .where('post_id', '=', postId)
    .execute()
  expect(seated).toEqual([{ volunteer_id: d.lina, state: 'live' }])
})

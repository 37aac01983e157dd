import type { CDPSession, Page } from 'playwright-core'
import { afterAll, expect, test, vi } from 'vitest'
import { openPhones } from '../../../../test/browser/phone'
import { seedDistrict } from '../../../../test/district'
import { openSeeds } from '../../../dispatch/seed-post.testing'
import { sendDue } from '../../send/send-due'
import { tell } from '../../tell'
import { findPushKeys } from './push-keys'
import { pushSender } from './push-sender'
import { openPushService } from './push-service.testing'

vi.setConfig({ testTimeout: 60_000 })

const service = await openPushService()
const { world, phoneOf, url } = await openPhones()
const d = await seedDistrict(world)
afterAll(() => service.close())

const ctx = { ...world.system, ports: { ...world.system.ports, push: pushSender(world.system, service.post) } }
const keys = await findPushKeys(world.system)
const publicKey = keys.kind === 'here' ? keys.keys.publicKey : ''

/**
 * A browser without a screen answers every question for notifications with yes and still shows none, and has no push service to go to. What
 * it says of its permission follows what was answered; what it would subscribe is a device of the push service of this test.
 */
function giveBrowser(made: { readonly permission: string; readonly key: string; readonly subscription: object }) {
  const kept = (): PushSubscription | null =>
    localStorage.getItem('kept') === null
      ? null
      : ({ toJSON: () => made.subscription, unsubscribe: async () => true } as unknown as PushSubscription)
  const permission = () => (localStorage.getItem('permission') ?? 'default') as NotificationPermission
  Object.defineProperty(Notification, 'permission', { get: permission })
  Notification.requestPermission = async () => {
    localStorage.setItem('permission', made.permission)
    return permission()
  }
  PushManager.prototype.getSubscription = async () => kept()
  PushManager.prototype.subscribe = async (options) => {
    if (permission() !== 'granted') throw new DOMException('permission denied', 'NotAllowedError')
    if (options?.userVisibleOnly !== true || options.applicationServerKey !== made.key)
      throw new DOMException('another key', 'InvalidAccessError')
    localStorage.setItem('kept', 'yes')
    return kept() as PushSubscription
  }
}

async function settingsOf(personId: string, permission: string, device: string) {
  const phone = await phoneOf(personId)
  await phone.grantPermissions(['notifications'], { origin: url })
  const { endpoint, p256dh, auth } = service.subscribe(device)
  const subscription = { endpoint, keys: { p256dh, auth } }
  await phone.addInitScript(giveBrowser, { permission, key: publicKey, subscription })
  const page = await phone.newPage()
  await page.goto(`${url}/me/notices/settings`)
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  return { phone, page, button: page.getByRole('button', { name: 'Turn on for this device' }) }
}

async function asked(volunteerId: string) {
  const seeds = await openSeeds(world, d)
  const { askId, postId, activityId } = await seeds.ask(volunteerId)
  const now = world.clock.now()
  await seeds.set('people', volunteerId, { quiet_from: '03:00', quiet_until: '03:00' })
  const subject = { kind: 'activity', id: activityId }
  const values = { askId, activityId, postId }
  await tell(
    ctx.db,
    [{ to: { personId: volunteerId }, kind: 'asked', subject, path: `/asks/${askId}`, pace: 'now', values }],
    now,
    ctx.ports,
  )
  await sendDue(ctx)
  return { askId, postId }
}

/** The browser's own way of handing a message to the worker of a page. */
async function deliver(page: Page, cdp: CDPSession, data: string): Promise<void> {
  const registered = new Promise<string>((found) =>
    cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [one] = registrations
      if (one !== undefined) found(one.registrationId)
    }),
  )
  await cdp.send('ServiceWorker.enable')
  const origin = new URL(page.url()).origin
  await cdp.send('ServiceWorker.deliverPushMessage', { origin, registrationId: await registered, data })
}

test('turned on at a press, an ask comes encrypted, is shown, answered at a press, and counted under the door of push', async () => {
  const { phone, page, button } = await settingsOf(d.lina, 'granted', 'telephone')
  await button.click()
  await page.getByText('On for this device').waitFor()
  await button.waitFor({ state: 'detached' })
  const { askId, postId } = await asked(d.lina)
  await vi.waitFor(() => expect(service.pushed).toHaveLength(1))
  const [worker] = phone.serviceWorkers()
  await worker?.evaluate(() => {
    const { registration } = self as unknown as { registration: ServiceWorkerRegistration }
    const shown: { title: string; body: string; data: unknown }[] = []
    Object.assign(self, { shown })
    registration.showNotification = async (title, options) => {
      shown.push({ title, body: options?.body ?? '', data: options?.data })
    }
  })
  const cdp = await phone.newCDPSession(page)
  await deliver(page, cdp, JSON.stringify(service.pushed[0]?.payload))
  const shown = () =>
    worker?.evaluate(() =>
      (self as unknown as { shown: { title: string; body: string }[] }).shown.map(({ title, body }) => [title, body]),
    )
  await expect.poll(shown).toEqual([['Асар', expect.stringContaining('Орал')]])
  // Pressing is the one thing a browser without a screen has no way of: its event is made by hand, twice.
  await worker?.evaluate(async () => {
    const { shown } = self as unknown as { shown: { data: unknown }[] }
    const notification = { data: shown[0]?.data, close: () => undefined }
    for (let press = 0; press < 2; press++) {
      const work: Promise<unknown>[] = []
      const waitUntil = (one: Promise<unknown>) => work.push(one)
      self.dispatchEvent(Object.assign(new Event('notificationclick'), { notification, action: 'yes', waitUntil }))
      await Promise.all(work)
    }
  })
  const done = ['Асар', expect.stringContaining('Жазылды: келесіз')]
  expect((await shown())?.slice(1)).toEqual([done, done])
  const seated = await world.db
    .selectFrom('assignments')
    .select(['volunteer_id', 'state'])
    .where('post_id', '=', postId)
    .execute()
  expect(seated).toEqual([{ volunteer_id: d.lina, state: 'live' }])
  const answers = (await world.entries()).filter(
    ({ kind, subjectId }) => kind === 'ask.answered' && subjectId === askId,
  )
  expect(answers.map(({ door }) => door)).toEqual(['push'])
})

test('a closed question leaves the button; a no says where it is taken back', async () => {
  const later = await settingsOf(d.dana, 'default', 'never')
  await later.button.click()
  await later.page.getByText('nothing is turned on').waitFor()
  expect(await later.button.isVisible()).toBe(true)
  const denied = await settingsOf(d.arman, 'denied', 'never')
  await denied.button.click()
  await denied.page.getByText('switch on “Notifications”').waitFor()
  // What a browser says of itself, untouched, that was told to show none: whoever is granted something else is refused this.
  const phone = await phoneOf(d.arman)
  await phone.grantPermissions(['geolocation'], { origin: url })
  const page = await phone.newPage()
  await page.goto(`${url}/me/notices/settings`)
  await page.getByText('switch on “Notifications”').waitFor()
  expect(
    await world.db.selectFrom('push_subscriptions').select('id').where('person_id', 'in', [d.dana, d.arman]).execute(),
  ).toEqual([])
})

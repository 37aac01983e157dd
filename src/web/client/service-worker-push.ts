type Payload = {
  readonly id: string
  readonly title: string
  readonly body: string
  readonly lang: string
  readonly path: string
  readonly answer?: { readonly path: string; readonly failed: string }
  readonly actions: readonly { readonly action: string; readonly title: string; readonly key?: string }[]
}
type Answered = { readonly isDone: boolean; readonly body: string }
type Extendable = Event & { waitUntil(work: Promise<unknown>): void }
type PushEvent = Extendable & { readonly data: { json(): unknown } | null }
type ClickEvent = Extendable & { readonly action: string; readonly notification: Notification }
type ChangeEvent = Extendable & { readonly oldSubscription?: PushSubscription | null }
type WorkerScope = {
  readonly location: Location
  readonly registration: ServiceWorkerRegistration
  readonly clients: {
    matchAll(options: { type: 'window' }): Promise<readonly { readonly url: string; focus(): Promise<unknown> }[]>
    openWindow(address: string): Promise<unknown>
  }
  addEventListener(type: 'push', listener: (event: PushEvent) => void): void
  addEventListener(type: 'notificationclick', listener: (event: ClickEvent) => void): void
  addEventListener(type: 'pushsubscriptionchange', listener: (event: ChangeEvent) => void): void
}

const scope = self as unknown as WorkerScope

scope.addEventListener('push', (event) => {
  const payload = event.data?.json() as Payload | undefined
  if (payload !== undefined) event.waitUntil(show(payload, payload.body, payload.actions))
})

scope.addEventListener('notificationclick', (event) => {
  event.notification.close()
  const payload = event.notification.data as Payload
  const chosen = payload.actions.find(({ action }) => action === event.action)
  event.waitUntil(
    chosen?.key !== undefined && payload.answer !== undefined
      ? answer(payload, payload.answer, chosen.action, chosen.key)
      : open(payload.path),
  )
})

// A push service gave this browser another address: the house is told, as long as somebody is signed in here.
scope.addEventListener('pushsubscriptionchange', (event) => {
  const key = event.oldSubscription?.options.applicationServerKey
  if (key) event.waitUntil(subscribeAgain(key))
})

const show = (payload: Payload, body: string, actions: Payload['actions']): Promise<void> =>
  scope.registration.showNotification(payload.title, {
    body,
    lang: payload.lang,
    // What came of an answer stands in the place of the question.
    tag: payload.id,
    icon: '/icon.svg',
    data: payload,
    actions: actions.map(({ action, title }) => ({ action, title })),
  } as NotificationOptions)

/** Sends the answer as its page would. What came of it is shown, whatever it is: nobody believes to have said yes who has not. */
async function answer(
  payload: Payload,
  { path, failed }: NonNullable<Payload['answer']>,
  say: string,
  key: string,
): Promise<void> {
  const opening = payload.actions.filter(({ action }) => action === 'open')
  try {
    const response = await fetch(path, { method: 'POST', body: new URLSearchParams({ say, _key: key }) })
    if (!response.ok) throw new Error(String(response.status))
    const answered = (await response.json()) as Answered
    await show(payload, answered.body, opening)
  } catch {
    await show(payload, `${failed}\n${payload.body}`, payload.actions)
  }
}

async function open(path: string): Promise<void> {
  const address = new URL(path, scope.location.origin).href
  const windows = await scope.clients.matchAll({ type: 'window' })
  const there = windows.find(({ url }) => url === address)
  await (there === undefined ? scope.clients.openWindow(address) : there.focus())
}

async function subscribeAgain(applicationServerKey: ArrayBuffer): Promise<void> {
  const made = await scope.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey })
  const { endpoint = '', keys } = made.toJSON()
  const body = new URLSearchParams({ endpoint, p256dh: keys?.p256dh ?? '', auth: keys?.auth ?? '' })
  await fetch('/me/notices/push', { method: 'POST', body })
}

type ExtendableEvent = Event & { waitUntil(work: Promise<unknown>): void }
type FetchEvent = ExtendableEvent & { readonly request: Request; respondWith(response: Promise<Response>): void }
type WorkerScope = {
  readonly location: Location
  addEventListener(type: 'install' | 'activate', listener: (event: ExtendableEvent) => void): void
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void
  skipWaiting(): Promise<void>
}

const scope = self as unknown as WorkerScope
const styles = new URLSearchParams(scope.location.search).get('styles') ?? ''
const cacheName = `offline ${styles}`
const offlinePage = '/offline'

scope.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(cacheName)
      .then((cache) => cache.addAll([offlinePage, '/icon.svg', styles].filter(Boolean)))
      .then(() => scope.skipWaiting()),
  )
})

scope.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== cacheName).map((name) => caches.delete(name)))),
  )
})

// Pages come from the network alone: what they show must be true, and nothing personal stays on the device.
scope.addEventListener('fetch', (event) => {
  const { request } = event
  const { pathname } = new URL(request.url)
  if (request.method !== 'GET') return
  if (request.mode === 'navigate') {
    event.respondWith(fetch(request).catch(async () => (await caches.match(offlinePage)) ?? Response.error()))
  } else if (pathname === styles || pathname === '/icon.svg') {
    event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)))
  }
})

export {}

import './service-worker-push'

type ExtendableEvent = Event & { waitUntil(work: Promise<unknown>): void }
type FetchEvent = ExtendableEvent & { readonly request: Request; respondWith(response: Promise<Response>): void }
type WorkerScope = {
  readonly location: Location
  readonly clients: { claim(): Promise<void> }
  addEventListener(type: 'install' | 'activate', listener: (event: ExtendableEvent) => void): void
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void
  skipWaiting(): Promise<void>
}

const scope = self as unknown as WorkerScope
const styles = new URLSearchParams(scope.location.search).get('styles') ?? ''
const cacheName = `offline ${styles}`
const offlinePage = '/offline'
/** Pages that said until when they may be kept, and the files of builds that they were made with. */
const keptPages = 'kept-pages'
const keptFiles = 'kept-files'
const FILES_MAX = 60
const KEEP_UNTIL = 'x-asar-keep-until'
/** Sent by a page that was there before this worker, to have itself kept. */
const KEEP = 'x-asar-keep'
/** What was typed and could not be sent; see `carried-form.ts`. */
const CARRIED = '/carried-form'
/** A page that stands in for those asked one question at a time, where they cannot be reached. */
const standIns: Record<string, string> = { '/ask': '/ask/offline', '/ask/send': '/ask/offline' }
const FORM = 'application/x-www-form-urlencoded'

scope.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(cacheName)
      .then((cache) => cache.addAll([offlinePage, '/icon.svg', styles].filter(Boolean)))
      .then(() => scope.skipWaiting()),
  )
})

scope.addEventListener('activate', (event) => {
  const living = [cacheName, keptPages, keptFiles]
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => !living.includes(name)).map((name) => caches.delete(name))))
      .then(() => scope.clients.claim()),
  )
})

// Pages come from the network: what they show must be true, and nothing personal stays on the device. Only a page that itself names a
// moment is kept until then, for work with no network, and goes as soon as the network says that it is there no more.
scope.addEventListener('fetch', (event) => {
  const { request } = event
  const { pathname, origin } = new URL(request.url)
  if (origin !== scope.location.origin) return
  const isForm = request.method === 'POST' && request.headers.get('content-type')?.startsWith(FORM) === true
  if (isForm && request.mode === 'navigate') event.respondWith(answerOf(request))
  if (request.method !== 'GET') return
  if (request.mode === 'navigate' || request.headers.has(KEEP)) event.respondWith(pageOf(request))
  else if (pathname.startsWith('/assets/')) event.respondWith(fileOf(request))
  else if (pathname === '/icon.svg') event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)))
})

/** The address of a page without the place on it. */
const addressOf = ({ url }: Request): string => url.replace(/#.*$/, '')

async function pageOf(request: Request): Promise<Response> {
  const pages = await caches.open(keptPages)
  let response: Response
  try {
    response = await fetch(request)
  } catch {
    return (await keptPage(pages, standInOf(request))) ?? (await caches.match(offlinePage)) ?? Response.error()
  }
  if (response.ok && !response.redirected && response.headers.has(KEEP_UNTIL))
    await pages.put(addressOf(request), response.clone()).catch(() => undefined)
  // Asked again with another answer, signed out, or no longer theirs.
  else if (response.status < 500) await pages.delete(addressOf(request))
  return response
}

async function keptPage(pages: Cache, address: string): Promise<Response | undefined> {
  const kept = await pages.match(address)
  if (kept === undefined) return undefined
  if (Date.parse(kept.headers.get(KEEP_UNTIL) ?? '') > Date.now()) return kept
  await pages.delete(address)
  return undefined
}

/** The page that is shown where this one cannot be reached. */
function standInOf(request: Request): string {
  const standIn = standIns[new URL(request.url).pathname]
  return standIn === undefined ? addressOf(request) : new URL(standIn, scope.location.origin).href
}

// A form that is sent as a page and does not get through: what was typed is carried over to the page that is kept for it.
async function answerOf(request: Request): Promise<Response> {
  const typed = request.clone()
  try {
    return await fetch(request)
  } catch {
    const pages = await caches.open(keptPages)
    const address = standInOf(request)
    if ((await keptPage(pages, address)) === undefined) return (await caches.match(offlinePage)) ?? Response.error()
    await pages.put(CARRIED, new Response(await typed.text()))
    return Response.redirect(address, 303)
  }
}

// The name of a file changes with its content, so one that is kept is never out of date.
async function fileOf(request: Request): Promise<Response> {
  const kept = await caches.match(request)
  if (kept !== undefined) return kept
  const response = await fetch(request)
  if (!response.ok) return response
  const files = await caches.open(keptFiles)
  await files.put(request, response.clone()).catch(() => undefined)
  const names = await files.keys()
  await Promise.all(names.slice(0, Math.max(0, names.length - FILES_MAX)).map((name) => files.delete(name)))
  return response
}

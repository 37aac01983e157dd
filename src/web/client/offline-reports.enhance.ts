import { listReports, putReport, type Report, removeReport, updateReport } from './report-queue'

/*
 * Forms marked `data-offline-as` are not lost without a network: each report is written down on the device with its time and a key of its
 * own, and sent in order, once, as soon as the network is there. What the server does not take is shown with what it said. The key makes a
 * report that was sent and not heard of count once.
 */

const RETRY_MILLISECONDS = 20_000
/** The server will take it later: it is busy, or still at the same report. */
const isLater = (status: number): boolean => status >= 500 || status === 429 || status === 425

class OfflineQueue extends HTMLElement {
  connectedCallback(): void {
    this.show()
  }

  show(): void {
    const reports = listReports()
    this.hidden = reports.length === 0
    const list = this.querySelector('ol')
    list?.replaceChildren(...reports.map((report) => this.#item(report)))
    for (const form of document.querySelectorAll<HTMLFormElement>('form[data-offline-as]')) {
      const waits = reports.some((report) => report.path === pathOf(form) && report.refused === undefined)
      for (const button of form.querySelectorAll('button')) button.disabled = waits && !isArrival(reports, form)
    }
  }

  /** Nothing more can be written down: said before whoever it is leaves the door. */
  showFull(): void {
    this.hidden = false
    const words = this.querySelector('p')
    if (words) words.textContent = this.dataset.full ?? ''
    this.scrollIntoView()
  }

  #item(report: Report): HTMLLIElement {
    const item = document.createElement('li')
    const time = new Date(report.at).toLocaleTimeString(document.documentElement.lang, {
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
    const state = report.refused === undefined ? this.dataset.waits : this.dataset.refused
    item.textContent = `${time} · ${report.label} · ${state ?? ''}`
    if (report.refused === undefined) return item
    item.className = 'offline-queue__item--refused'
    const words = document.createElement('p')
    words.textContent = report.refused
    const drop = document.createElement('button')
    drop.type = 'button'
    drop.className = 'button button--quiet'
    drop.textContent = this.dataset.drop ?? ''
    drop.addEventListener('click', () => {
      removeReport(report.key)
      this.show()
    })
    item.append(words, drop)
    return item
  }
}

const pathOf = (form: HTMLFormElement): string => new URL(form.action).pathname

/** Only the arrival waits: what happens at the door can be reported behind it. */
function isArrival(reports: readonly Report[], form: HTMLFormElement): boolean {
  const own = reports.filter((report) => report.path === pathOf(form) && report.refused === undefined)
  const isAbout = (body: string) => new URLSearchParams(body).get('what') === 'arrived'
  return own.every((report) => isAbout(report.body)) && new FormData(form).get('what') !== 'arrived'
}

const showAll = (): void => {
  for (const queue of document.querySelectorAll<OfflineQueue>('offline-queue')) queue.show()
}

document.addEventListener(
  'submit',
  (event) => {
    const form = event.target
    if (!(form instanceof HTMLFormElement)) return
    if (pathOf(form) === '/sign-out' && listReports().some(({ refused }) => refused === undefined)) {
      // Signing out clears the device: what waits goes first, and then the person.
      event.preventDefault()
      event.stopImmediatePropagation()
      void sendAll().then(() => {
        if (listReports().every(({ refused }) => refused !== undefined)) form.submit()
      })
      return
    }
    const label = form.dataset.offlineAs
    if (label === undefined) return
    event.preventDefault()
    event.stopImmediatePropagation()
    const body = new URLSearchParams()
    for (const [name, value] of new FormData(form, event.submitter))
      if (typeof value === 'string') body.append(name, value)
    // A key of its own: the page may be an old copy, whose key was used before.
    const key = crypto.randomUUID()
    const at = new Date().toISOString()
    body.set('_key', key)
    body.set('at', at)
    if (!putReport({ key, path: pathOf(form), body: body.toString(), label, at })) {
      document.querySelector<OfflineQueue>('offline-queue')?.showFull()
      return
    }
    showAll()
    void sendAll()
  },
  { capture: true },
)

/** Sends what waits, one after the other; other windows of the same person wait their turn. */
const sendAll = (): Promise<void> =>
  navigator.locks.request('asar-reports', async () => {
    let taken = 0
    for (const report of listReports()) {
      if (report.refused !== undefined) continue
      const outcome = await send(report)
      if (outcome === 'later') break
      if (outcome === 'taken') {
        removeReport(report.key)
        taken += 1
      } else updateReport({ ...report, refused: outcome.refused })
      showAll()
    }
    const waits = listReports().length > 0
    // The page shows what the server knows now; refused ones stay above it.
    const isTyping = document.activeElement?.matches('input, textarea, select') === true
    if (taken > 0 && !isTyping && document.querySelector('offline-queue') !== null) location.reload()
    else if (waits) setTimeout(() => void sendAll(), RETRY_MILLISECONDS)
  })

type Outcome = 'taken' | 'later' | { readonly refused: string }

async function send({ path, body }: Report): Promise<Outcome> {
  let response: Response
  try {
    response = await fetch(path, { method: 'POST', body: new URLSearchParams(body), credentials: 'same-origin' })
  } catch {
    return 'later'
  }
  if (response.ok) return 'taken'
  if (isLater(response.status)) return 'later'
  const page = new DOMParser().parseFromString(await response.text(), 'text/html')
  const said = page.querySelector('.notice--error')?.textContent ?? page.querySelector('h1')?.textContent
  // The same report is being taken at this moment: the next try hears of it.
  if (response.status === 409 && page.querySelector('offline-queue') === null) return 'later'
  return { refused: said?.trim() ?? String(response.status) }
}

/** Has this page and its files kept, where the worker was not there yet when they came. */
async function keepPage(): Promise<void> {
  const worker = navigator.serviceWorker
  if (worker === undefined || document.querySelector('offline-queue') === null || !navigator.onLine) return
  if (worker.controller === null)
    await new Promise<void>((controls) => worker.addEventListener('controllerchange', () => controls(), { once: true }))
  const address = location.href.replace(/#.*$/, '')
  if ((await caches.match(address)) === undefined) await fetch(address, { headers: { 'x-asar-keep': '1' } })
  const files = performance
    .getEntriesByType('resource')
    .map(({ name }) => new URL(name))
    .filter(({ pathname, origin }) => origin === location.origin && pathname.startsWith('/assets/'))
  await Promise.all(files.map((file) => fetch(file)))
  document.documentElement.dataset.kept = ''
}

customElements.define('offline-queue', OfflineQueue)
addEventListener('online', () => void sendAll())
void keepPage()
void sendAll()

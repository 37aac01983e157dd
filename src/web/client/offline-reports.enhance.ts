import { takeCarried } from './carried-form'
// With it on the device: it is needed where nothing can be fetched.
import './kept-pages.enhance'
import { leaveDevice } from './leave-device'
import { isLeaving } from './leaving'
import { isReachable } from './reachable'
import { hasRoom, isWaiting, listReports, putReport, type Report, removeReport, replaceReport } from './report-queue'

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
    // Said before anybody types what could not be kept.
    if (document.querySelector('form[data-offline-as]') !== null && !hasRoom()) this.showWords(this.dataset.full)
  }

  show(): void {
    const reports = listReports()
    this.hidden = reports.length === 0
    const list = this.querySelector('ol')
    list?.replaceChildren(...reports.map((report) => this.#item(report)))
    for (const form of document.querySelectorAll<HTMLFormElement>('form[data-offline-as]')) {
      const waits = reports.some(
        (report) => report.path === pathOf(form) && isWaiting(report) && isSameForm(report, form),
      )
      for (const button of form.querySelectorAll('button')) button.disabled = waits && !isArrival(reports, form)
    }
    // What can be said only after something else was: shown once that waits.
    for (const part of document.querySelectorAll<HTMLElement>('[data-offline-after]')) {
      const form = part.querySelector('form')
      const isBefore = (report: Report) => report.path === part.dataset.offlineAfter && isWaiting(report)
      part.hidden = form === null || !reports.some((report) => isBefore(report) && isSameForm(report, form))
    }
  }

  /** Says something that its person must know now, such as that nothing more can be written down. */
  showWords(words: string | undefined): void {
    this.hidden = false
    const place = this.querySelector('p')
    if (place) place.textContent = words ?? ''
    this.scrollIntoView()
  }

  /** Asks whether what waits may be lost with signing out. */
  showLeaving(leave: () => void): void {
    this.showWords(this.dataset.leaving)
    if (this.querySelector('[data-leaves]') !== null) return
    const button = this.#button(this.dataset.leave, leave)
    button.dataset.leaves = ''
    this.append(button)
  }

  #item(report: Report): HTMLLIElement {
    const item = document.createElement('li')
    const time = new Date(report.at).toLocaleTimeString(document.documentElement.lang, {
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
    const { waits, refused, taken } = this.dataset
    const state = isWaiting(report) ? waits : report.said === undefined ? refused : taken
    item.textContent = `${time} · ${report.label} · ${state ?? ''}`
    if (isWaiting(report)) return item
    item.className = report.said === undefined ? 'offline-queue__item--refused' : 'offline-queue__item--taken'
    const words = document.createElement('p')
    words.textContent = report.said?.words ?? report.refused ?? ''
    item.append(words, ...this.#ways(report))
    return item
  }

  /** What a person may do about a report that was answered. */
  #ways(report: Report): HTMLElement[] {
    const { drop, theirs, open, correct } = this.dataset
    const seen = () => {
      removeReport(report.key)
      this.show()
    }
    if (report.said !== undefined) {
      const link = document.createElement('a')
      link.href = report.said.href
      link.textContent = open ?? ''
      return [link, this.#button(drop, seen)]
    }
    const { insist } = report
    if (insist !== undefined) {
      const mine = this.#button(insist.label, () => {
        const key = crypto.randomUUID()
        const body = new URLSearchParams(insist.body)
        body.set('_key', key)
        const { refused: _refused, insist: _insist, ...rest } = report
        replaceReport(report.key, { ...rest, key, body: body.toString() })
        this.show()
        void sendAll()
      })
      return [mine, this.#button(theirs, seen)]
    }
    return report.reopens
      ? [this.#button(correct, () => reopen(report)), this.#button(drop, seen)]
      : [this.#button(drop, seen)]
  }

  #button(words: string | undefined, act: () => void): HTMLButtonElement {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'button button--quiet'
    button.textContent = words ?? ''
    button.addEventListener('click', act)
    return button
  }
}

/** Sends a refused form as a page does, so that it comes back as it was typed, with what is wrong. */
function reopen(report: Report): void {
  const form = document.createElement('form')
  form.method = 'post'
  form.action = report.path
  const fields = new URLSearchParams(report.body)
  fields.set('_key', crypto.randomUUID())
  for (const [name, value] of fields) {
    const field = document.createElement('input')
    field.type = 'hidden'
    field.name = name
    field.value = value
    form.append(field)
  }
  document.body.append(form)
  removeReport(report.key)
  form.submit()
}

/** Where one address takes reports about many people, a form waits for its own alone; one that is empty again waits for nothing. */
const isSameForm = (report: Report, form: HTMLFormElement): boolean => {
  if (form.dataset.offlineReopens !== undefined) return false
  const own = new FormData(form).get('volunteer')
  return own === null || own === new URLSearchParams(report.body).get('volunteer')
}

const pathOf = (form: HTMLFormElement): string => new URL(form.action).pathname

/** Only the arrival waits: what happens at the door can be reported behind it. */
function isArrival(reports: readonly Report[], form: HTMLFormElement): boolean {
  const own = reports.filter((report) => report.path === pathOf(form) && isWaiting(report) && isSameForm(report, form))
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
    if (form.dataset.offlineLeaves !== undefined) {
      // Signing out clears the device: what waits goes first, and then the person.
      event.preventDefault()
      event.stopImmediatePropagation()
      const leave = () => void leaveDevice()
      void (listReports().some(isWaiting) ? sendAll() : Promise.resolve()).then(() => {
        if (!listReports().some(isWaiting)) leave()
        else document.querySelector<OfflineQueue>('offline-queue')?.showLeaving(leave)
      })
      return
    }
    const label = form.dataset.offlineAs
    if (label === undefined || reached.delete(form)) return
    event.preventDefault()
    event.stopImmediatePropagation()
    if (form.dataset.offlineDraft === undefined) writeDown(form, event.submitter, label)
    else
      void isReachable().then((isThere) => {
        if (!isThere) return writeDown(form, event.submitter, label)
        reached.add(form)
        form.requestSubmit(event.submitter)
      })
  },
  { capture: true },
)

/** Forms that are sent as any page is, since the server was reached just now. */
const reached = new WeakSet<HTMLFormElement>()

/** Writes a form down on the device, and has it sent. */
function writeDown(form: HTMLFormElement, submitter: HTMLElement | null, label: string): void {
  const body = new URLSearchParams()
  for (const [name, value] of new FormData(form, submitter)) if (typeof value === 'string') body.append(name, value)
  // A key of its own: the page may be an old copy, whose key was used before.
  const key = crypto.randomUUID()
  const at = new Date().toISOString()
  body.set('_key', key)
  body.set('at', at)
  const reopens = form.dataset.offlineReopens !== undefined
  if (!putReport({ key, path: pathOf(form), body: body.toString(), label, at, reopens })) {
    const queue = document.querySelector<OfflineQueue>('offline-queue')
    queue?.showWords(queue.dataset.full)
    return
  }
  // Asked for once there is something to lose: the browser then clears nothing by itself.
  void navigator.storage?.persist?.()
  // Written down with its words: the form is free for the next one.
  if (reopens) form.reset()
  showAll()
  void sendAll()
}

/** Sends what waits, one after the other; other windows of the same person wait their turn. */
const sendAll = (): Promise<void> =>
  navigator.locks.request('asar-reports', async () => {
    let taken = 0
    for (const report of listReports()) {
      if (!isWaiting(report)) continue
      const outcome = await send(report)
      if (outcome === 'later') break
      if (outcome === 'taken') {
        removeReport(report.key)
        taken += 1
      } else replaceReport(report.key, { ...report, ...outcome })
      showAll()
    }
    const waits = listReports().some(isWaiting)
    // The page shows what the server knows now; refused ones stay above it.
    const isTyping = document.activeElement?.matches('input, textarea, select') === true
    if (taken > 0 && !isTyping && document.querySelector('offline-queue') !== null) location.reload()
    else if (waits) setTimeout(() => void sendAll(), RETRY_MILLISECONDS)
  })

type Outcome = 'taken' | 'later' | Pick<Report, 'refused' | 'insist' | 'said'>

async function send({ path, body }: Report): Promise<Outcome> {
  let response: Response
  try {
    response = await fetch(path, { method: 'POST', body: new URLSearchParams(body), credentials: 'same-origin' })
  } catch {
    return 'later'
  }
  if (response.ok) return saidIn(await response.text())
  if (isLater(response.status)) return 'later'
  const page = new DOMParser().parseFromString(await response.text(), 'text/html')
  const said = page.querySelector('.notice--error')?.textContent ?? page.querySelector('h1')?.textContent
  // The same report is being taken at this moment: the next try hears of it.
  if (response.status === 409 && page.querySelector('offline-queue') === null) return 'later'
  const insist = insistIn(page)
  return { refused: said?.trim() ?? String(response.status), ...(insist === undefined ? {} : { insist }) }
}

/** What an answer shows once and its person is to keep: marked `data-offline-said`, with the link among it. */
function saidIn(html: string): 'taken' | Pick<Report, 'said'> {
  const parts = [...new DOMParser().parseFromString(html, 'text/html').querySelectorAll('[data-offline-said]')]
  const href = parts.find((part) => part instanceof HTMLAnchorElement)?.getAttribute('href')
  if (href == null) return 'taken'
  return { said: { words: parts.map((part) => part.textContent?.trim()).join(' · '), href } }
}

/** The form by which a person may have their own word taken after seeing both. */
function insistIn(page: Document): Report['insist'] {
  const form = page.querySelector<HTMLFormElement>('form[data-offline-insist]')
  if (form === null) return undefined
  const body = new URLSearchParams()
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value)
  return { label: form.querySelector('button')?.textContent?.trim() ?? '', body: body.toString() }
}

/** Has this page and its files kept, where the worker was not there yet when they came. */
async function keepPage(): Promise<void> {
  const worker = navigator.serviceWorker
  const queue = document.querySelector<HTMLElement>('offline-queue')
  if (worker === undefined || queue === null) return
  if (worker.controller === null)
    await new Promise<void>((controls) => worker.addEventListener('controllerchange', () => controls(), { once: true }))
  // Itself or, of a page that asks one question at a time, the page that stands in for it; and what it leads to with no network.
  const links = [...document.querySelectorAll<HTMLElement>('[data-offline-keep] a, a[data-offline-keep]')]
  const hrefs = links.flatMap((link) => (link instanceof HTMLAnchorElement ? [link.href] : []))
  for (const href of new Set([new URL(queue.dataset.keeps ?? location.href, location.href).href, ...hrefs])) {
    const address = href.replace(/#.*$/, '')
    if ((await caches.match(address)) === undefined) await fetch(address, { headers: { 'x-asar-keep': '1' } })
  }
  const files = performance
    .getEntriesByType('resource')
    .map(({ name }) => new URL(name))
    .filter(({ pathname, origin }) => origin === location.origin && pathname.startsWith('/assets/'))
  await Promise.all(files.map((file) => fetch(file)))
  document.documentElement.dataset.kept = ''
}

customElements.define('offline-queue', OfflineQueue)
addEventListener('online', () => void sendAll())
// Without a network there is nothing to keep.
keepPage().catch(() => undefined)
for (const words of document.querySelectorAll<HTMLElement>('[data-left-device]')) words.hidden = !isLeaving()
void takeCarried()
void sendAll()

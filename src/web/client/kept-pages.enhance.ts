import { CARRIED, KEPT_PAGES } from './carried-form'

const KEEP_UNTIL = 'x-asar-keep-until'

/** Pages this device keeps for work with no network, each until when; shown where a page could not be reached. */
class KeptPages extends HTMLElement {
  connectedCallback(): void {
    void this.#show()
  }

  async #show(): Promise<void> {
    if (!('caches' in window) || !(await caches.has(KEPT_PAGES))) return
    const pages = await caches.open(KEPT_PAGES)
    const items: HTMLLIElement[] = []
    for (const { url } of await pages.keys()) {
      const kept = await pages.match(url)
      const until = new Date(kept?.headers.get(KEEP_UNTIL) ?? '')
      if (kept === undefined || new URL(url).pathname === CARRIED || !(until.getTime() > Date.now())) continue
      const page = new DOMParser().parseFromString(await kept.text(), 'text/html')
      const link = document.createElement('a')
      link.href = url
      link.textContent = page.querySelector('h1')?.textContent ?? page.title
      const item = document.createElement('li')
      item.append(link, ` · ${(this.dataset.until ?? '').replace('{time}', this.#momentOf(until))}`)
      items.push(item)
    }
    this.querySelector('ul')?.replaceChildren(...items)
    this.hidden = items.length === 0
  }

  #momentOf(at: Date): string {
    const moments = JSON.parse(this.dataset.moments ?? '[]') as string[]
    const time = [at.getHours(), at.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':')
    return (moments[at.getMonth()] ?? '{time}').replace('{day}', String(at.getDate())).replace('{time}', time)
  }
}

customElements.define('kept-pages', KeptPages)

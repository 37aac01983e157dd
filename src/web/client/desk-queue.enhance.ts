/** The queue of the desk: fragments sent to everyone mark no row, so the one shown beside it is marked here, also after each update. */
class DeskQueue extends HTMLElement {
  #changes = new MutationObserver(() => this.#mark())

  connectedCallback(): void {
    this.#mark()
    this.#changes.observe(this, { childList: true, subtree: true })
  }

  disconnectedCallback(): void {
    this.#changes.disconnect()
  }

  #mark(): void {
    const shown = new URLSearchParams(location.search).get('item')
    if (shown === null) return
    for (const row of this.querySelectorAll<HTMLAnchorElement>('[data-queue-row]')) {
      const mine = new URL(row.href).searchParams.get('item') === shown
      const line = row.closest('li')
      if (mine && !line?.hasAttribute('aria-current')) line?.setAttribute('aria-current', 'true')
      else if (!mine && line?.hasAttribute('aria-current')) line.removeAttribute('aria-current')
    }
  }
}

customElements.define('desk-queue', DeskQueue)

export {}

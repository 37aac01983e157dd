/** A press lets the browser check the sealed record by itself; what does the sums is fetched with the first press. */
class LogCheck extends HTMLElement {
  connectedCallback(): void {
    this.hidden = false
    this.querySelector('button')?.addEventListener('click', () => void this.#run())
  }

  async #run(): Promise<void> {
    const list = this.querySelector('ul')
    const button = this.querySelector('button')
    if (!list || !button) return
    const texts = JSON.parse(this.dataset.texts ?? '{}') as Record<string, string>
    list.replaceChildren(line(texts.working ?? ''))
    button.setAttribute('aria-busy', 'true')
    try {
      const { checkLog } = await import('./check-log')
      const { log = '', position, shown } = this.dataset
      const said = await checkLog(log, position === undefined ? undefined : Number(position), shown)
      list.replaceChildren(...said.map(({ name, values, details }) => line(fill(texts[name] ?? '', values), details)))
    } finally {
      button.removeAttribute('aria-busy')
    }
  }
}

const fill = (text: string, values: Record<string, string | number>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))

function line(text: string, details = ''): HTMLLIElement {
  const item = document.createElement('li')
  item.textContent = text
  if (details === '') return item
  const code = document.createElement('code')
  code.className = 'code breaks-anywhere'
  code.textContent = details
  item.append(document.createElement('br'), code)
  return item
}

customElements.define('log-check', LogCheck)

export {}

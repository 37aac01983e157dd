import { splitText } from '../../kit/split-text'

/** Counts a text message while it is typed, by the same rule as the server. */
class SmsLength extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener('input', (event) => {
      const field = event.target
      const hint = this.querySelector('.field__hint')
      if (!(field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) || hint === null) return
      const { parts, units, left } = splitText(field.value)
      const said: Record<string, number> = { u: units, p: field.value === '' ? 0 : parts.length, l: left }
      hint.textContent = (this.dataset.said ?? '').replace(/%([upl])/g, (_, name: string) => String(said[name]))
    })
  }
}

customElements.define('sms-length', SmsLength)

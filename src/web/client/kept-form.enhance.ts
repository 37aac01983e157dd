const MARK = 'kept-form '
const SENT = 'kept-form-sent'

const keyOf = (form: HTMLFormElement): string => MARK + new URL(form.action).pathname

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

const isChosen = (field: Field): field is HTMLInputElement => field.type === 'checkbox' || field.type === 'radio'

/** What was sent and is no longer asked for goes, with all that was begun under the same address. */
function forgetSent(): void {
  const sent = sessionStorage.getItem(SENT)
  if (sent === null) return
  sessionStorage.removeItem(SENT)
  if (document.querySelector('.error-summary') !== null) return
  for (const key of Object.keys(sessionStorage))
    if (key === sent || key.startsWith(`${sent}/`)) sessionStorage.removeItem(key)
}

/**
 * What is typed into the form inside stays over a refresh of the page, in this tab alone, until it is sent. A form that comes back wrong
 * stands as the server gives it back.
 */
class KeptForm extends HTMLElement {
  connectedCallback(): void {
    const form = this.querySelector('form')
    if (form === null) return
    if (this.querySelector('.error-summary') === null) this.#fill(form, true)
    this.addEventListener('input', () => this.#keep(form))
    this.addEventListener('submit', () => sessionStorage.setItem(SENT, keyOf(form)))
    // Places found for what was typed: the one that was chosen is chosen again.
    this.addEventListener('htmx:after:swap', () => this.#fill(form, false))
  }

  #fields(form: HTMLFormElement): Field[] {
    const fields = [...form.querySelectorAll<Field>('input[name], textarea[name], select[name]')]
    return fields.filter((field) => field.type !== 'hidden')
  }

  #keep(form: HTMLFormElement): void {
    const typed = this.#fields(form)
      .filter((field) => (isChosen(field) ? field.checked : field.value !== ''))
      .map((field) => [field.name, field.value])
    sessionStorage.setItem(keyOf(form), JSON.stringify(typed))
  }

  #fill(form: HTMLFormElement, all: boolean): void {
    const kept = sessionStorage.getItem(keyOf(form))
    if (kept === null) return
    const typed = JSON.parse(kept) as [string, string][]
    for (const field of this.#fields(form)) {
      const values = typed.filter(([name]) => name === field.name).map(([, value]) => value)
      if (isChosen(field)) field.checked = values.includes(field.value)
      else if (all && field.value !== (values[0] ?? '')) {
        field.value = values[0] ?? ''
        field.dispatchEvent(new InputEvent('input', { bubbles: true }))
      }
    }
  }
}

forgetSent()
customElements.define('kept-form', KeptForm)

export {}

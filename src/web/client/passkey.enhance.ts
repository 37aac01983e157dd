import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser'

// Fetched at the first press: nobody else's first visit pays for it.
const library = () => import('@simplewebauthn/browser')

async function fetchOptions<T>(path: string): Promise<T> {
  const response = await fetch(path, { method: 'POST', body: new URLSearchParams() })
  if (!response.ok) throw new Error(String(response.status))
  return response.json() as Promise<T>
}

// A form, not a fetch: the answer of the server is a page, and its redirect is followed as from any form.
function send(action: string, answer: unknown): void {
  const form = document.createElement('form')
  form.method = 'post'
  form.action = action
  const field = document.createElement('input')
  field.type = 'hidden'
  field.name = 'answer'
  field.value = JSON.stringify(answer)
  form.append(field)
  document.body.append(form)
  form.submit()
}

abstract class PasskeyElement extends HTMLElement {
  connectedCallback(): void {
    if (!window.PublicKeyCredential) return
    this.hidden = false
    this.querySelector('button')?.addEventListener('click', () => void this.#run())
  }

  protected abstract act(): Promise<void>

  async #run(): Promise<void> {
    const said = this.querySelector('[role=status]')
    if (said) said.textContent = ''
    try {
      await this.act()
    } catch {
      if (said) said.textContent = this.dataset.failed ?? ''
    }
  }
}

customElements.define(
  'passkey-sign-in',
  class extends PasskeyElement {
    protected async act(): Promise<void> {
      const { startAuthentication } = await library()
      const optionsJSON = await fetchOptions<PublicKeyCredentialRequestOptionsJSON>('/sign-in/passkey/options')
      send(`/sign-in/passkey${this.dataset.next ?? ''}`, await startAuthentication({ optionsJSON }))
    }
  },
)

customElements.define(
  'passkey-add',
  class extends PasskeyElement {
    protected async act(): Promise<void> {
      const { startRegistration } = await library()
      const optionsJSON = await fetchOptions<PublicKeyCredentialCreationOptionsJSON>('/me/account/keys/options')
      send('/me/account/keys', await startRegistration({ optionsJSON }))
    }
  },
)

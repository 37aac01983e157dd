/**
 * Turns notifications on for this device, at a press and never before. Says in words where the browser has none, or was told to show none.
 * Turning off is a plain form of the page.
 */
class PushDevice extends HTMLElement {
  connectedCallback(): void {
    if (this.childElementCount > 0 || this.dataset.key === undefined) return
    this.hidden = false
    if (!('PushManager' in window) || !('Notification' in window) || navigator.serviceWorker === undefined)
      this.#say(this.dataset.missing)
    else if (Notification.permission === 'denied') this.#say(this.dataset.denied)
    else void this.#offer()
  }

  async #offer(): Promise<void> {
    const registration = await navigator.serviceWorker.ready
    // Kept by this browser and by the house: then it is on, and its form stands below.
    const kept = await registration.pushManager.getSubscription()
    if (kept !== null && this.hasAttribute('data-here')) return
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'button button--primary'
    button.textContent = this.dataset.on ?? ''
    button.addEventListener('click', () => void this.#subscribe(registration))
    this.append(button)
  }

  async #subscribe(registration: ServiceWorkerRegistration): Promise<void> {
    try {
      const permission = await Notification.requestPermission()
      // Whoever closed the question has forbidden nothing: the button stays.
      if (permission !== 'granted') return this.#say(permission === 'denied' ? this.dataset.denied : this.dataset.later)
      // A browser keeps one subscription: one made for another person, or with a key of before, gives way.
      await (await registration.pushManager.getSubscription())?.unsubscribe()
      const made = await registration.pushManager.subscribe({
        userVisibleOnly: true,
        applicationServerKey: this.dataset.key ?? '',
      })
      send(made.toJSON())
    } catch {
      this.#say(this.dataset.failed)
    }
  }

  #say(words = ''): void {
    const said = this.querySelector('[role=status]') ?? document.createElement('p')
    said.setAttribute('role', 'status')
    said.textContent = words
    this.append(said)
  }
}

// A form, not a fetch: the answer is the page itself, with the device on its list.
function send({ endpoint = '', keys }: PushSubscriptionJSON): void {
  const form = document.createElement('form')
  form.method = 'post'
  form.action = '/me/notices/push'
  for (const [name, value] of Object.entries({ endpoint, p256dh: keys?.p256dh ?? '', auth: keys?.auth ?? '' })) {
    const field = document.createElement('input')
    field.type = 'hidden'
    field.name = name
    field.value = value
    form.append(field)
  }
  document.body.append(form)
  form.submit()
}

customElements.define('push-device', PushDevice)

export {}

import { showOffline } from './offline.enhance'
import { isReachable } from './reachable'

const releaseAfterMilliseconds = 15_000
const sent = new WeakSet<HTMLFormElement>()

const release = (form: HTMLFormElement): void => {
  sent.delete(form)
  form.removeAttribute('aria-busy')
  for (const button of form.querySelectorAll('button[aria-busy]')) button.removeAttribute('aria-busy')
}

/** Forms whose server was reached just now, whatever the browser says of the network. */
const reached = new WeakSet<HTMLFormElement>()

/** The service worker carries it over to a page that is kept. */
const isCarried = (form: HTMLFormElement): boolean =>
  form.dataset.offlineCarries !== undefined && Boolean(navigator.serviceWorker?.controller)

async function tryAgain(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  if (!(await isReachable())) return showOffline()
  reached.add(form)
  form.requestSubmit(submitter)
}

/** A form is sent once, looks pending while it is, and stays as typed when there is no connection. */
document.addEventListener(
  'submit',
  (event) => {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || !form.hasAttribute('data-guard')) return
    if ((!navigator.onLine && !isCarried(form) && !reached.delete(form)) || sent.has(form)) {
      event.preventDefault()
      event.stopImmediatePropagation()
      if (!sent.has(form)) void tryAgain(form, event.submitter)
      return
    }
    sent.add(form)
    form.setAttribute('aria-busy', 'true')
    event.submitter?.setAttribute('aria-busy', 'true')
    // Another listener may have stopped it, or the answer may be a file that leaves the page as it is; sending once more
    // after a while does no harm, since the form carries its idempotency key.
    setTimeout(() => {
      if (event.defaultPrevented) release(form)
    })
    setTimeout(() => release(form), releaseAfterMilliseconds)
  },
  { capture: true },
)

document.addEventListener('htmx:finally:request', (event) => {
  if (event.target instanceof HTMLFormElement) release(event.target)
})

// Coming back with the back button shows the page as it was left: pending forms would stay so for ever.
addEventListener('pageshow', (event) => {
  if (event.persisted) for (const form of document.forms) release(form)
})

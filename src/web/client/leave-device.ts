import { KEPT_PAGES } from './carried-form'
import { LEAVING } from './leaving'
import { SHEET_IN_HAND } from './sheet-in-hand'

const TRY_AGAIN_MS = 3000

/** Clears what the device keeps for whoever used it, with or without a network, and signs them out. */
export async function leaveDevice(): Promise<void> {
  await clearDevice()
  localStorage.setItem(LEAVING, '')
  await endSession()
}

async function clearDevice(): Promise<void> {
  if ('caches' in window) await Promise.all([KEPT_PAGES, SHEET_IN_HAND].map((name) => caches.delete(name)))
  localStorage.clear()
  sessionStorage.clear()
}

/** Ends the session at the house; where that cannot be reached, once it can be: from the page that says so, or from the next. */
export async function endSession(): Promise<void> {
  const body = new URLSearchParams({ _key: crypto.randomUUID() })
  let answer: Response
  try {
    answer = await fetch('/sign-out', { method: 'POST', body, redirect: 'manual' })
  } catch {
    if (location.pathname !== '/offline') location.assign('/offline')
    // Whoever leaves the device lying with this page open is signed out all the same.
    else setTimeout(() => void endSession(), TRY_AGAIN_MS)
    return
  }
  if (answer.type !== 'opaqueredirect') return
  await clearDevice()
  location.assign('/')
}

import type { SmsSender } from './ports'

const TIMEOUT_MS = 10_000

/**
 * Text messages through a generic HTTP gateway: `POST url` with JSON `{to, text}` and a bearer token.
 * Any 2xx answer means taken; everything else is tried again by the outbox.
 */
export const httpSmsSender =
  (url: string, token: string | undefined): SmsSender =>
  async ({ to, text }) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ to, text }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: 'error',
    })
    if (!response.ok) throw new Error(`the SMS gateway answered ${response.status}, expected 2xx`)
  }

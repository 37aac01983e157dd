import { request } from 'node:https'
import { isPublicAddress, resolvePublic } from './public-address'

const TIMEOUT_MS = 15_000

/** Sends one signed body. @returns the status of the answer, or why nothing was sent */
export type PostWebhook = (
  url: URL,
  headers: Record<string, string>,
  body: string | Uint8Array,
) => Promise<{ readonly status: number } | { readonly refused: string }>

/**
 * A sender that follows no redirects and connects to the very address it has checked, so that a name cannot point elsewhere between
 * the check and the connection.
 * @param isAllowed which addresses may be connected to: public ones; tests bring a server of their own
 * @param ca further certificates to trust, for tests
 */
export const webhookSender =
  (isAllowed: (address: string) => boolean = isPublicAddress, ca?: string): PostWebhook =>
  async (url, headers, body) => {
    const resolved = await resolvePublic(url, isAllowed)
    if (!resolved.ok) return { refused: resolved.error.kind }
    const { address, family } = resolved.value
    return new Promise((answered) => {
      const sent = request(
        url,
        {
          method: 'POST',
          headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
          agent: false,
          timeout: TIMEOUT_MS,
          signal: AbortSignal.timeout(TIMEOUT_MS),
          lookup: (_host, options, found) => {
            if (options.all === true) found(null, [{ address, family }])
            else found(null, address, family)
          },
          ...(ca === undefined ? {} : { ca }),
        },
        (response) => {
          response.destroy()
          answered({ status: response.statusCode ?? 0 })
        },
      )
      sent.on('error', (cause) => {
        const { code, name } = cause as NodeJS.ErrnoException
        answered({ refused: code ?? name })
      })
      sent.end(body)
    })
  }

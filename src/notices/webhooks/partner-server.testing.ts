import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

// A self-signed pair for localhost, worth nothing outside tests.
/** Its key. */
export const partnerKey = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgBV4mCTzpcVMMt0qg
BoFJFeyc55GxCmhPmlWUtehpTyehRANCAASHFQGOQMEco9Kx04+eyrje6uhRCj22
d31h+hEF0y6VI9LIdmculViUwV3KEDEPh647vR7nrkkfrxdG8yqgmtAC
-----END PRIVATE KEY-----`
/** Certificate of the test server, to be trusted by the test's sender. */
export const partnerCertificate = `-----BEGIN CERTIFICATE-----
MIIBqTCCAU+gAwIBAgIUSWbUeQKup7tyG0KVpdLorrboCScwCgYIKoZIzj0EAwIw
FzEVMBMGA1UEAwwMcGFydG5lci50ZXN0MCAXDTI2MTEyMjE5MzgzNloYDzIxMjYx
MDI5MTkzODM2WjAXMRUwEwYDVQQDDAxwYXJ0bmVyLnRlc3QwWTATBgcqhkjOPQIB
BggqhkjOPQMBBwNCAASHFQGOQMEco9Kx04+eyrje6uhRCj22d31h+hEF0y6VI9LI
dmculViUwV3KEDEPh647vR7nrkkfrxdG8yqgmtACo3cwdTAdBgNVHQ4EFgQUKtA7
E/kDqIG8aMD2XoKKR8AYtyswHwYDVR0jBBgwFoAUKtA7E/kDqIG8aMD2XoKKR8AY
tyswDwYDVR0TAQH/BAUwAwEB/zAiBgNVHREEGzAZgglsb2NhbGhvc3SCDHBhcnRu
ZXIudGVzdDAKBggqhkjOPQQDAgNIADBFAiEAlZ4mbW1ojoK9VFO/Uc4docj158SK
LEvjFhH+dfofk38CIGpz0hMCcP75HJ0AUrS9eSABy+pAaBzcb67Z4xEG6rN9
-----END CERTIFICATE-----`

/** What a partner's system received. */
export type Received = { readonly headers: Record<string, string>; readonly body: string }

/** A partner's real https server on this machine that answers as told. */
export async function openPartner() {
  const received: Received[] = []
  const answers = { status: 204, headers: {} as Record<string, string> }
  const server = createServer({ key: partnerKey, cert: partnerCertificate }, (request, response) => {
    void text(request).then((body) => {
      received.push({ headers: request.headers as Record<string, string>, body })
      response.writeHead(answers.status, answers.headers).end()
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    received,
    answers,
    url: `https://localhost:${(server.address() as AddressInfo).port}/hook`,
    close: () => new Promise<void>((closed) => server.close(() => closed())),
  }
}

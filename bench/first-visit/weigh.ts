import { request } from 'node:http'

/** Bytes on the wire without headers, by kind: what blocks the first paint, and the script. */
export type Weight = {
  readonly page: number
  readonly styles: number
  readonly images: number
  readonly scripts: number
}

type Sent = { readonly bytes: number; readonly body: Buffer; readonly coding: string }

function fetchAs(port: number, path: string, coding: string, cookie: string): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        port,
        host: '127.0.0.1',
        path,
        headers: { 'accept-encoding': coding, 'accept-language': 'kk', ...(cookie === '' ? {} : { cookie }) },
      },
      (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('end', () => {
          const body = Buffer.concat(parts)
          if (response.statusCode !== 200) reject(new Error(`${path} answered ${response.statusCode}`))
          resolve({ bytes: body.byteLength, body, coding: response.headers['content-encoding'] ?? '' })
        })
      },
    )
    sent.on('error', reject)
    sent.end()
  })
}

const addresses = (html: string, pattern: RegExp): string[] => [
  ...new Set([...html.matchAll(pattern)].flatMap((found) => found[1] ?? [])),
]

/**
 * Everything a first visit to a page fetches, as sent with a coding. Scripts are followed through their static imports; what a page asks for
 * only where it has an element for it (`import()`) is fetched by no first visit.
 */
export async function weigh(port: number, path: string, coding: 'br' | 'gzip', cookie = ''): Promise<Weight> {
  const page = await fetchAs(port, path, coding, cookie)
  const html = (await fetchAs(port, path, 'identity', cookie)).body.toString()
  const weightOf = async (paths: readonly string[]) =>
    (await Promise.all(paths.map((one) => fetchAs(port, one, coding, '')))).reduce((sum, { bytes }) => sum + bytes, 0)
  return {
    page: page.bytes,
    styles: await weightOf(addresses(html, /<link rel="stylesheet" href="([^"]+)"/g)),
    images: await weightOf(addresses(html, /<img [^>]*src="(\/[^"]+)"/g)),
    scripts: await weightOf(await withImports(port, addresses(html, /<script [^>]*src="([^"]+)"/g))),
  }
}

async function withImports(port: number, first: readonly string[]): Promise<string[]> {
  const found = new Set(first)
  for (const path of found) {
    const text = (await fetchAs(port, path, 'identity', '')).body.toString()
    for (const [, name] of text.matchAll(/(?:from|import)\s*["'`](\.{1,2}\/[^"'`]+)["'`]/g)) {
      found.add(new URL(name ?? '', `http://own.invalid${path}`).pathname)
    }
  }
  return [...found]
}

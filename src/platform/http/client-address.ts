import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'

/** Address of the person's side: the socket's own, or what a trusted proxy says it forwarded. */
export function clientAddress(c: Context, proxies: readonly string[]): string {
  let socket: string
  try {
    socket = getConnInfo(c).remote.address ?? ''
  } catch {
    return 'in-process'
  }
  if (!proxies.includes(socket)) return socket
  const hops = (c.req.header('x-forwarded-for') ?? '')
    .split(',')
    .map((hop) => hop.trim())
    .filter((hop) => hop !== '')
  // From the right: the first address that is not one of our own proxies.
  return hops.findLast((hop) => !proxies.includes(hop)) ?? socket
}

/** The part of an address that one subscriber usually owns: all of IPv4, the first 64 bits of IPv6. */
export function addressPrefix(address: string): string {
  const [plain = ''] = address.split('%')
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain)
  if (mapped?.[1] !== undefined) return mapped[1]
  if (!plain.includes(':')) return plain
  // Written out, since `::` stands for as many zeros as are missing.
  const [head = '', tail] = plain.split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0')
  return [...before, ...zeros, ...after]
    .slice(0, 4)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':')
}

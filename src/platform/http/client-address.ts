import { isIP, SocketAddress } from 'node:net'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import type { AddressList } from '../address-list'

/** Address of the person's side: the socket's own, or what a trusted proxy says it forwarded. */
export function clientAddress(c: Context, proxies: AddressList): string {
  let socket: string
  try {
    socket = getConnInfo(c).remote.address ?? ''
  } catch {
    return 'in-process'
  }
  return forwardedAddress(socket, c.req.header('x-forwarded-for'), proxies)
}

/**
 * Follows the hops of `X-Forwarded-For` from our own side outwards, as long as each is a trusted proxy.
 * @param socket address of the connection
 * @param header the header as it came, untrusted; some proxies write a port behind the address
 * @returns the first address that is no proxy of ours, else the outermost proxy: what is no address is nobody's word
 */
export function forwardedAddress(socket: string, header: string | undefined, proxies: AddressList): string {
  let address = plainAddress(socket) ?? socket
  for (const hop of (header ?? '').split(',').reverse()) {
    if (!proxies.has(address)) break
    const before = plainAddress(hop.trim())
    if (before === undefined) break
    address = before
  }
  return address
}

/** An address in the one way we write it: without brackets, port and zone, IPv4 as IPv4; undefined for anything else. */
export function plainAddress(text: string): string | undefined {
  const bare = /^\[(.+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text
  const [address = ''] = bare.split('%')
  const family = isIP(address)
  if (family === 0) return undefined
  if (family === 4) return address
  const written = new SocketAddress({ address, family: 'ipv6' }).address
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(written)?.[1] ?? written
}

/** The part of an address that one subscriber usually owns: all of IPv4, the first 64 bits of IPv6. */
export function addressPrefix(address: string): string {
  const plain = plainAddress(address) ?? address
  if (!plain.includes(':')) return plain
  // Written out, since `::` stands for as many zeros as are missing.
  const [head = '', tail] = plain.split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0')
  return [...before, ...zeros, ...after].slice(0, 4).join(':')
}

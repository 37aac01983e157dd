import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'
import { err, ok, type Result } from '../../kit/result'

// Everything that is not a public unicast address: IANA special-purpose registries (RFC 6890 and its updates).
const special = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  special.addSubnet(net, bits, 'ipv4')

// Of IPv6 only 2000::/3 is global unicast; of that, documentation, tunnels and translation are left out.
const globalUnicast = new BlockList()
globalUnicast.addSubnet('2000::', 3, 'ipv6')
const notGlobal = new BlockList()
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  notGlobal.addSubnet(net, bits, 'ipv6')

/** Whether an IP address belongs to the public internet: not private, loopback, link-local, shared, reserved or translated. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !special.check(address, 'ipv4')
  if (family === 6) return globalUnicast.check(address, 'ipv6') && !notGlobal.check(address, 'ipv6')
  return false
}

/** Why an address of a webhook is refused. */
export type AddressError = { readonly kind: 'not-https' | 'not-a-url' | 'with-password' | 'not-found' | 'not-public' }

/** An address in the form webhooks may have: https, a host name or IP, no user and password. */
export function parseWebhookUrl(text: string): Result<URL, AddressError> {
  let url: URL
  try {
    url = new URL(text.trim())
  } catch {
    return err({ kind: 'not-a-url' })
  }
  if (url.protocol !== 'https:') return err({ kind: 'not-https' })
  if (url.username !== '' || url.password !== '') return err({ kind: 'with-password' })
  if (url.href.length > 2000) return err({ kind: 'not-a-url' })
  url.hash = ''
  return ok(url)
}

/** Resolves the host of an address once. All its addresses must be allowed: a name that also leads inside is refused. */
export async function resolvePublic(
  url: URL,
  isAllowed: (address: string) => boolean,
): Promise<Result<{ address: string; family: 4 | 6 }, AddressError>> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  let found: { address: string; family: number }[]
  try {
    found = await lookup(host, { all: true, verbatim: true })
  } catch {
    return err({ kind: 'not-found' })
  }
  const [first] = found
  if (first === undefined) return err({ kind: 'not-found' })
  if (!found.every(({ address }) => isAllowed(address))) return err({ kind: 'not-public' })
  return ok({ address: first.address, family: first.family === 6 ? 6 : 4 })
}

import { BlockList, isIP } from 'node:net'
import { err, ok, type Result } from '../kit/result'

/** A set of IP addresses. */
export type AddressList = {
  /** Whether an IP address is in the set, however it is written; `false` for text that is no address. */
  has(address: string): boolean
}

const bits = { 4: 32, 6: 128 } as const

/**
 * Reads addresses and ranges (CIDR), separated by commas, such as `10.0.0.0/8, ::1`.
 * @returns the set, or a sentence that says what was expected and what came
 */
export function parseAddressList(text: string): Result<AddressList, string> {
  const list = new BlockList()
  for (const part of text.split(',').map((one) => one.trim())) {
    if (part === '') continue
    const [address = '', length, more] = part.split('/')
    const version = isIP(address)
    const isRange = length !== undefined
    const prefix = isRange && /^\d{1,3}$/.test(length) ? Number(length) : undefined
    if (
      (version !== 4 && version !== 6) ||
      more !== undefined ||
      (isRange && (prefix === undefined || prefix > bits[version]))
    )
      return err(`expected IP addresses or ranges such as 10.0.0.0/8, separated by commas, got ${part}`)
    list.addSubnet(address, prefix ?? bits[version], `ipv${version}`)
  }
  return ok({
    has: (address) => {
      const version = isIP(address)
      return version !== 0 && list.check(address, version === 4 ? 'ipv4' : 'ipv6')
    },
  })
}

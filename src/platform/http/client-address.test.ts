import { expect, test } from 'vitest'
import { unwrap } from '../../kit/result'
import { parseAddressList } from '../address-list'
import { addressPrefix, forwardedAddress } from './client-address'

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['::ffff:cb00:7107', '203.0.113.7'],
  ['2001:db8:5:9:1:2:3:4', '2001:db8:5:9'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['2001:db8::abcd:1', '2001:db8:0:0'],
  ['2001:0DB8:0:0::77', '2001:db8:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['::1', '0:0:0:0'],
  ['in-process', 'in-process'],
])('what one subscriber owns of %s', (address, prefix) => {
  expect(addressPrefix(address)).toBe(prefix)
})

const proxies = unwrap(parseAddressList('10.0.0.0/8, 192.0.2.1, 2001:db8:1::/48'))

test.each([
  ['the socket, where it is no proxy', '203.0.113.7', '198.51.100.1', '203.0.113.7'],
  ['what a proxy of the range says', '10.20.30.40', '203.0.113.7', '203.0.113.7'],
  ['the same proxy seen as IPv4 within IPv6', '::ffff:10.0.0.1', '203.0.113.7', '203.0.113.7'],
  ['the same written in hexadecimal', '::ffff:a00:1', '203.0.113.7', '203.0.113.7'],
  ['IPv6 proxies, however written', '2001:0DB8:1::5', '2001:db8:5:9::1', '2001:db8:5:9::1'],
  ['nothing that stands before the first stranger', '10.0.0.1', '192.0.2.99, 203.0.113.7, 10.0.0.9', '203.0.113.7'],
  ['an address with a port', '192.0.2.1', '203.0.113.7:5123', '203.0.113.7'],
  ['an IPv6 address with a port', '192.0.2.1', '[2001:db8:5::1]:443', '2001:db8:5::1'],
  ['the outermost proxy where the next is no address', '192.0.2.1', 'unknown, 10.0.0.3', '10.0.0.3'],
  ['the proxy itself without the header', '10.0.0.1', undefined, '10.0.0.1'],
])('whose request it is: %s', (_, socket, header, address) => {
  expect(forwardedAddress(socket, header, proxies)).toBe(address)
})

test.each(['10.0.0.0/33', '10.0.0/8', 'proxy.example', '::1/129', '10.0.0.1/8/8', '10.0.0.1/'])(
  '%s is refused as a proxy, in words',
  (text) => {
    expect(parseAddressList(`127.0.0.1, ${text}`)).toEqual({
      ok: false,
      error: `expected IP addresses or ranges such as 10.0.0.0/8, separated by commas, got ${text}`,
    })
  },
)

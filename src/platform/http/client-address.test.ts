import { expect, test } from 'vitest'
import { addressPrefix } from './client-address'

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
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

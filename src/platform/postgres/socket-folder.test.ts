import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ensureSocketFolder, socketFolderFor } from './socket-folder'

const socketBytes = (folder: string) => Buffer.byteLength(`${folder}/.s.PGSQL.5432`)

test('the socket lies in the data folder while its path fits', () => {
  expect(socketFolderFor('/srv/asar')).toBe('/srv/asar/socket')
})

test('a long path gets a short folder of its own, always the same', () => {
  const long = `/srv/${'терең/'.repeat(20)}`
  expect(socketFolderFor(long, '/tmp')).toMatch(/^\/tmp\/asar-[0-9a-f]{16}$/)
  expect(socketFolderFor(long, '/tmp')).toBe(socketFolderFor(long, '/tmp'))
  expect(socketFolderFor(`${long}x`, '/tmp')).not.toBe(socketFolderFor(long, '/tmp'))
})

test('no path is longer than a socket address holds', () => {
  for (let length = 1; length < 200; length++) {
    expect(socketBytes(socketFolderFor(`/${'a'.repeat(length)}`, `/${'b'.repeat(length)}`))).toBeLessThanOrEqual(107)
  }
})

test('a folder that somebody else put there is refused', async () => {
  const base = await mkdtemp(join(tmpdir(), 'asar-socket-'))
  const us = { uid: process.geteuid?.() ?? 0, gid: process.getegid?.() ?? 0 }
  try {
    await ensureSocketFolder(join(base, 'ours'), us)
    await ensureSocketFolder(join(base, 'ours'), us)
    await symlink(join(base, 'ours'), join(base, 'link'))
    await expect(ensureSocketFolder(join(base, 'link'), us)).rejects.toThrow('mode 0700')
    await expect(ensureSocketFolder(join(base, 'ours'), { ...us, uid: us.uid + 1 })).rejects.toThrow('mode 0700')
  } finally {
    await rm(base, { recursive: true })
  }
})

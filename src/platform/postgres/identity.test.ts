import { expect, test } from 'vitest'
import { decideIdentity, type FolderFact, type IdentityFacts } from './identity'

const nobody = { name: 'nobody', uid: 65534, gid: 65534 }
const aigul = { name: 'aigul', uid: 1000, gid: 1000 }

const folder = (path: string, mode: number, uid = 0, gid = 0): FolderFact => ({ path, uid, gid, mode })

const asRoot: IdentityFacts = {
  uid: 0,
  gid: 0,
  owner: undefined,
  candidates: [nobody],
  folders: [folder('/', 0o755), folder('/srv', 0o755)],
  switchableUids: [65534, 1000],
  canNamespace: true,
  isNamed: true,
  mappedUid: 65534,
}

test('an ordinary user runs the server as themselves', () => {
  const facts = { ...asRoot, uid: 1000, gid: 1000 }
  expect(decideIdentity(facts)).toEqual({ kind: 'self', uid: 1000, gid: 1000 })
})

test('a user without a name runs it in a namespace where there are any', () => {
  const facts = { ...asRoot, uid: 1000, gid: 1000, isNamed: false }
  expect(decideIdentity(facts)).toEqual({ kind: 'namespace', uid: 1000, gid: 1000, mappedUid: 65534 })
  expect(decideIdentity({ ...facts, canNamespace: false })).toMatchObject({ kind: 'self' })
})

test("an ordinary user does not start another user's database", () => {
  const facts = { ...asRoot, uid: 1000, gid: 1000, owner: nobody }
  expect(decideIdentity(facts)).toEqual({ kind: 'foreign-owner', ownerUid: 65534, uid: 1000 })
})

test('root switches to the first user who can pass through every folder', () => {
  expect(decideIdentity(asRoot)).toEqual({ kind: 'switch', uid: 65534, gid: 65534 })
  const facts = { ...asRoot, candidates: [nobody, aigul], folders: [folder('/home/aigul', 0o700, 1000, 1000)] }
  expect(decideIdentity(facts)).toEqual({ kind: 'switch', uid: 1000, gid: 1000 })
})

test('under a folder of root alone the server runs in a user namespace', () => {
  const facts = { ...asRoot, folders: [folder('/root', 0o700)] }
  expect(decideIdentity(facts)).toMatchObject({ kind: 'namespace', uid: 0, mappedUid: 65534 })
})

test('without namespaces the folder that blocks is named', () => {
  const facts = { ...asRoot, folders: [folder('/', 0o755), folder('/root', 0o700)], canNamespace: false }
  expect(decideIdentity(facts)).toEqual({ kind: 'blocked-folder', folder: '/root', user: 'nobody' })
})

test('a namespace takes away the power to pass through folders of others', () => {
  const facts = { ...asRoot, folders: [folder('/home/aigul', 0o700, 1000, 1000)] }
  expect(decideIdentity(facts)).toEqual({ kind: 'blocked-folder', folder: '/home/aigul', user: 'nobody' })
})

test('a group may pass where its bit is set, and the owner not where theirs is missing', () => {
  const group = { ...asRoot, folders: [folder('/srv', 0o710, 0, 65534)] }
  expect(decideIdentity(group)).toMatchObject({ kind: 'switch' })
  const owner = { ...asRoot, folders: [folder('/srv', 0o077, 65534, 65534)], canNamespace: false }
  expect(decideIdentity(owner)).toMatchObject({ kind: 'blocked-folder', folder: '/srv' })
})

test('data that exists decides: its owner, or a namespace where it is root', () => {
  expect(decideIdentity({ ...asRoot, owner: aigul })).toEqual({ kind: 'switch', uid: 1000, gid: 1000 })
  const root = { name: 'root', uid: 0, gid: 0 }
  expect(decideIdentity({ ...asRoot, owner: root })).toMatchObject({ kind: 'namespace' })
  expect(decideIdentity({ ...asRoot, owner: root, canNamespace: false })).toEqual({ kind: 'no-other-user' })
})

test('a system that lets root become nobody else says so', () => {
  const facts = { ...asRoot, switchableUids: [], canNamespace: false }
  expect(decideIdentity(facts)).toEqual({ kind: 'no-other-user' })
})

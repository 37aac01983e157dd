import { hash as digest } from 'node:crypto'
import canonicalize from 'canonicalize'
import { expect, test } from 'vitest'
import {
  emptyRoot,
  isSignedBy,
  leafInput,
  parseCheckpoint,
  parseNote,
  parseProof,
  parseTilePath,
  parseVerifierKey,
  prover,
  rootOfHashes,
  type SyncHash,
  tilePath,
  toHex,
  utf8,
  verifyConsistency,
  verifyInclusion,
  writeProof,
  writeVerifierKey,
} from '.'

const hash: SyncHash = (data) => digest('sha256', data, 'buffer')
const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'))

// github.com/google/certificate-transparency, merkletree: the inputs and roots that implementations of RFC 6962 share.
const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map(
  (hex) => hash(leafInput(bytes(hex))),
)
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

test('roots are those of RFC 6962', () => {
  expect(
    roots.map((_, size) =>
      toHex(size === 0 ? emptyRoot(hash) : rootOfHashes(hash, Buffer.concat(leaves.slice(0, size)))),
    ),
  ).toEqual(roots)
})

test('inclusion and consistency proofs are those of RFC 6962', async () => {
  const from = (size: number) => prover(hash, size, () => Buffer.concat(leaves.slice(0, size)))
  const hex = (proof: Uint8Array[]) => proof.map(toHex)
  expect(hex(await from(1).inclusion(0))).toEqual([])
  expect(hex(await from(8).inclusion(0))).toEqual([
    '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
    '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
  ])
  expect(hex(await from(8).inclusion(5))).toEqual([
    'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  ])
  expect(hex(await from(8).consistency(6))).toEqual([
    '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  ])
  expect(hex(await from(5).consistency(2))).toEqual([
    '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
  ])
})

test('every proof of every small tree verifies; with a bit changed, another place or another size it does not', async () => {
  const many = Array.from({ length: 70 }, (_, at) => hash(leafInput(utf8(`entry ${at}`))))
  const head = (size: number) => ({
    size,
    root: size === 0 ? emptyRoot(hash) : rootOfHashes(hash, Buffer.concat(many.slice(0, size))),
  })
  const flipped = (proof: Uint8Array[], at: number) =>
    proof.map((one, i) => (i === at ? Uint8Array.from(one, (byte, j) => (j === 7 ? byte ^ 1 : byte)) : one))
  for (const size of [1, 2, 3, 5, 7, 8, 31, 32, 33, 64, 70]) {
    const { root } = head(size)
    const from = prover(hash, size, () => Buffer.concat(many.slice(0, size)))
    for (let index = 0; index < size; index++) {
      const leafHash = many[index] ?? new Uint8Array()
      const proof = await from.inclusion(index)
      const check = (change: object) => verifyInclusion(hash, { index, size, root, leafHash, proof, ...change })
      expect(await check({})).toBe(true)
      expect(await check({ index: index + 1 })).toBe(false)
      expect(await check({ proof: [...proof, leafHash] })).toBe(false)
      for (const at of proof.keys()) expect(await check({ proof: flipped(proof, at) })).toBe(false)
    }
    for (let older = 0; older <= size; older++) {
      const proof = await from.consistency(older)
      expect(await verifyConsistency(hash, head(older), head(size), proof)).toBe(true)
      for (const at of proof.keys())
        expect(await verifyConsistency(hash, head(older), head(size), flipped(proof, at))).toBe(false)
      if (older > 0 && older < size)
        expect(await verifyConsistency(hash, { size: older, root: head(older - 1).root }, head(size), proof)).toBe(
          false,
        )
    }
  }
})

// golang.org/x/mod/sumdb/note, its documented example.
const neumann = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'
const said = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
const signed = `${said}
— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`
const andRoot = `${signed}— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=
`

test('signed notes of another implementation are read as they are meant', async () => {
  const key = await parseVerifierKey(neumann)
  const root = await parseVerifierKey('EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop')
  if (key === undefined || root === undefined) throw new Error('expected two keys')
  expect(writeVerifierKey(key)).toBe(neumann)
  for (const text of [signed, andRoot]) {
    const note = parseNote(utf8(text))
    expect(note?.text).toBe(said)
    expect(note && (await isSignedBy(note, key))).toBe(true)
    expect(note && (await isSignedBy(note, root))).toBe(text === andRoot)
  }
  const changed = parseNote(utf8(signed.replace('answer', 'cause')))
  expect(changed && (await isSignedBy(changed, key))).toBe(false)
})

test.each([
  ['no signature', said],
  ['no empty line before it', signed.replace('\n\n', '\n')],
  ['no line break at the end', signed.slice(0, -1)],
  ['a control character', signed.replace('cryptography', 'crypto\tgraphy')],
  ['a name with a plus', signed.replace('— PeterNeumann', '— Peter+Neumann')],
  ['base 64 written otherwise', signed.replace('JnAM=', 'JnAN=')],
  ['a signature shorter than its id', `${said}\n— PeterNeumann x08go/Y=\n`.replace('x08go/Y=', 'x08g')],
  ['bytes that are no text', Buffer.concat([Buffer.from([0xff]), Buffer.from(signed)])],
])('a note is refused for %s', (_, text) => {
  expect(parseNote(typeof text === 'string' ? utf8(text) : text)).toBeUndefined()
})

test('a key whose id does not fit it is none', async () => {
  expect(await parseVerifierKey(neumann.replace('c74f20a3', 'c74f20a4'))).toBeUndefined()
  expect(await parseVerifierKey(neumann.replace('PeterNeumann', 'PeterNeuman'))).toBeUndefined()
  expect(await parseVerifierKey('')).toBeUndefined()
})

const checkpoint = `example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
`

test('the checkpoint of C2SP tlog-checkpoint is read', () => {
  expect(parseCheckpoint(utf8(checkpoint))).toMatchObject({ origin: 'example.com/behind-the-sofa', size: 20_852_163 })
  for (const wrong of ['020852163', '-1', '1.0', '', '2e3', '99999999999999999999'])
    expect(parseCheckpoint(utf8(checkpoint.replace('20852163', wrong))), wrong).toBeUndefined()
  expect(parseCheckpoint(utf8(checkpoint.replace('CsUY', 'CsU')))).toBeUndefined()
})

test('a receipt in the form of C2SP tlog-proof is read as it is written', () => {
  const path = [hash(utf8('a')), hash(utf8('b'))]
  const text = writeProof({ index: 5, entry: utf8('{"a":1}'), path, note: checkpoint })
  expect(text.split('\n').slice(0, 3)).toEqual(['c2sp.org/tlog-proof@v1', 'extra eyJhIjoxfQ==', 'index 5'])
  expect(text.endsWith(checkpoint)).toBe(true)
  const proof = parseProof(utf8(text))
  expect(proof).toMatchObject({ index: 5, entry: utf8('{"a":1}'), checkpoint: { size: 20_852_163 } })
  expect(proof?.path.map(toHex)).toEqual(path.map(toHex))
  for (const wrong of [
    text.replace('@v1', '@v2'),
    text.replace('index 5', 'index 05'),
    text.replace('extra eyJ', 'extra e!J'),
  ])
    expect(parseProof(utf8(wrong))).toBeUndefined()
})

test('tiles are named as in C2SP tlog-tiles', () => {
  expect(tilePath({ level: 0, index: 1_234_067, width: 256 })).toBe('tile/0/x001/x234/067')
  expect(tilePath({ level: 'entries', index: 273, width: 112 })).toBe('tile/entries/273.p/112')
  expect(parseTilePath('tile/entries/x001/x234/067.p/8')).toEqual({ level: 'entries', index: 1_234_067, width: 8 })
  for (const wrong of [
    'tile/0/67',
    'tile/0/x000/067',
    'tile/00/067',
    'tile/0/067.p/0',
    'tile/0/067.p/256',
    'tile/64/000',
    'tile/data/000',
  ])
    expect(parseTilePath(wrong), wrong).toBeUndefined()
})

// RFC 8785: 3.2.2, 3.2.3 and appendix B.
test('canonical JSON is that of RFC 8785', () => {
  const sample = String.raw`{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`
  expect(toHex(utf8(canonicalize(JSON.parse(sample)) ?? ''))).toBe(
    '7b226c69746572616c73223a5b6e756c6c2c747275652c66616c73655d2c226e756d62657273223a5b3333333333333333332e333333333333332c31652b33302c342e352c302e3030322c31652d32375d2c22737472696e67223a22e282ac245c75303030665c6e4127425c225c5c5c5c5c222f227d',
  )
  const keys = String.raw`{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}`
  const order = [...(canonicalize(JSON.parse(keys)) ?? '').matchAll(/:"([^"]*)"/g)].map(([, name]) => name)
  expect(order).toEqual([
    'Carriage Return',
    'One',
    'Control',
    'Latin Small Letter O With Diaeresis',
    'Euro Sign',
    'Emoji: Grinning Face',
    'Hebrew Letter Dalet With Dagesh',
  ])
  const numbers: [string, string][] = [
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ]
  for (const [ieee, text] of numbers) expect(canonicalize(Buffer.from(ieee, 'hex').readDoubleBE()), ieee).toBe(text)
})

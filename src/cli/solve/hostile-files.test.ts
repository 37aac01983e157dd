import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCli } from '../run-cli'
import { gapCase } from './every-kind/gap-case.testing'
import type { KindCase } from './every-kind/kind-case.testing'
import { lapCase } from './every-kind/lap-case.testing'
import { regionCase } from './every-kind/region-case.testing'
import { roundsCase } from './every-kind/rounds-case.testing'
import { smptspCase } from './every-kind/smptsp-case.testing'
import { transportCase } from './every-kind/transport-case.testing'

let base: string
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'asar-hostile-'))
})
afterAll(() => rm(base, { recursive: true, force: true }))

async function solve(kind: string, bytes: string | Buffer) {
  const path = join(base, kind)
  await writeFile(path, bytes)
  const said: string[] = []
  const printed: string[] = []
  const voices = { print: (one: string) => void printed.push(one), say: (line: string) => void said.push(line) }
  const code = await runCli(['solve', kind, path, '--steps', '200', '--json'], {}, voices)
  return { code, said, found: printed.map((one) => JSON.parse(one))[0] }
}

const odd = fc.constantFrom(
  ...['NaN', '-1', '-0', '0', '1e999', '-Infinity', '2147483647', '-2147483648', '99999999999', '9007199254740993'],
  ...['0.5', '0x10', '1_0', 'null', '', 'x', '\0', '∞', '1 1', '\n', '{', ']', ','],
)

/** One thing done to a good file. */
type Harm = (text: string) => string | Buffer
const harms: fc.Arbitrary<Harm> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(fc.nat(), odd).map(
      ([at, put]): Harm =>
        (text) => {
          const words = [...text.matchAll(/[^\s,:[\]{}"]+/g)]
          const word = words[at % Math.max(1, words.length)]
          return word === undefined ? put : text.slice(0, word.index) + put + text.slice(word.index + word[0].length)
        },
    ),
  },
  fc.tuple(fc.nat(), fc.nat(3)).map(
    ([at, times]): Harm =>
      (text) => {
        const lines = text.split('\n')
        const line = at % lines.length
        return lines.flatMap((one, n) => (n === line ? Array<string>(times).fill(one) : [one])).join('\n')
      },
  ),
  fc.nat().map(
    (at): Harm =>
      (text) =>
        text.slice(0, at % (text.length + 1)),
  ),
  fc.nat().map(
    (at): Harm =>
      (text) =>
        gzipSync(text).subarray(0, at % 60),
  ),
  fc.uint8Array({ maxLength: 40 }).map(
    (bytes): Harm =>
      () =>
        Buffer.from(bytes),
  ),
  fc.uint8Array({ maxLength: 40 }).map(
    (bytes): Harm =>
      () =>
        gzipSync(bytes),
  ),
)

const answersClearly = <P>({ kind, problems, text }: KindCase<P>) => {
  test('a good file with one thing wrong is solved as what it then says, or refused by name', async () => {
    await fc.assert(
      fc.asyncProperty(problems, harms, async (problem, harm) => {
        const { code, said, found } = await solve(kind, harm(text(problem)))
        if (found === undefined) {
          expect(code).toBe(1)
          expect(said.join('\n')).toMatch(/expected|unpacked|JSON/)
          return
        }
        const isFound = found.status === 'optimal' || found.status === 'feasible'
        expect(code).toBe(isFound ? 0 : 1)
        expect(found.solution === null).toBe(!isFound)
        expect(isFound ? Number.isFinite(found.objective) : found.objective).toBe(isFound ? true : null)
        if (found.bound !== null) expect(found.bound).toSatisfy(Number.isFinite)
        if (found.status === 'optimal') expect(found.objective).toBe(found.bound)
      }),
      { numRuns: 60, seed: 1 },
    )
  })
}

describe('lap', () => answersClearly(lapCase))
describe('gap', () => answersClearly(gapCase('min')))
describe('smptsp', () => answersClearly(smptspCase))
describe('transport', () => answersClearly(transportCase))
describe('region-one', () => answersClearly(regionCase('region-one')))
describe('region-week', () => answersClearly(regionCase('region-week')))
describe('vrptw', () => answersClearly(roundsCase('vrptw')))
describe('pdptw', () => answersClearly(roundsCase('pdptw')))

test('an endless file, a folder and nothing at all are refused', async () => {
  const voices = { print: () => {}, say: (line: string) => void said.push(line) }
  const said: string[] = []
  for (const path of ['/dev/zero', base, join(base, 'none')]) {
    expect(await runCli(['solve', 'lap', path], {}, voices)).toBe(1)
  }
  expect(said[0]).toContain('too long: expected at most 500 MB')
  expect(said[1]).toContain('cannot be read')
  expect(said[2]).toContain('cannot be read')
})

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCli } from '../run-cli'

let base: string
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'asar-solve-'))
})
afterAll(() => rm(base, { recursive: true, force: true }))

async function solve(text: string | Buffer, ...words: string[]) {
  const path = join(base, 'problem')
  await writeFile(path, text)
  const said: string[] = []
  const printed: string[] = []
  const voices = { print: (one: string) => void printed.push(one), say: (line: string) => void said.push(line) }
  const call = words.map((word) => (word === 'FILE' ? path : word))
  const code = await runCli(['solve', ...call, '--json'], {}, voices)
  return { code, said: said.join('\n'), found: printed.map((one) => JSON.parse(one))[0] }
}

const gap = '2 3\n 4 1 7\n 3 2 2\n 2 2 2\n 2 2 2\n 4 4\n'

test('gap: the agent of each job, for the least or the most, from plain text or gzip', async () => {
  const least = await solve(gap, 'gap', 'FILE', '--steps', '20000')
  expect(least).toMatchObject({
    code: 0,
    found: { kind: 'gap', status: 'optimal', objective: 6, bound: 6, gap: 0, seed: 1, solution: [1, 0, 1] },
  })
  expect(least.found.milliseconds).toBeGreaterThanOrEqual(0)
  const most = await solve(gzipSync(gap), 'gap', 'FILE', '--steps', '20000', '--sense', 'max')
  expect(most.found).toMatchObject({ status: 'optimal', objective: 13, bound: 13, solution: [0, 1, 0] })
})

test('smptsp: the worker of each task', async () => {
  const text = '# small\nType = 1\nJobs = 3\n 0 5\n 5 9\n 3 6\nQualifications = 3\n 2: 0 1\n 1: 2\n 3: 0 1 2\n'
  expect((await solve(text, 'smptsp', 'FILE', '--steps', '5000')).found).toMatchObject({
    status: 'optimal',
    objective: 2,
    bound: 2,
    solution: [0, 0, expect.toSatisfy((worker) => worker === 1 || worker === 2)],
  })
})

test('transport: source, sink and amount of each flow', async () => {
  const text = 'c small\np tp 2 2 3\ns 0 5\ns 1 2\nd 0 4 10\nd 1 4 8\na 0 0 1\na 0 1 3\na 1 1 9\n'
  expect((await solve(text, 'transport', 'FILE')).found).toMatchObject({
    status: 'optimal',
    objective: 41,
    solution: [
      [0, 0, 4],
      [0, 1, 1],
    ],
  })
})

test('what cannot be solved is said as such and ends with 1', async () => {
  const crowded = await solve('1 2\n 1 1\n 2 2\n 3\n', 'gap', 'FILE')
  expect(crowded).toMatchObject({
    code: 1,
    found: { status: 'infeasible', objective: null, gap: null, solution: null },
  })
})

test('a file of another form is refused with the line and what was expected', async () => {
  const cases: [string, string | Buffer, string][] = [
    ['gap', '2 2\n1 x', 'line 2: expected a cost, a whole number'],
    ['gap', '2 2\n1 2 3', 'got the end of the file'],
    ['gap', '100000 100000\n', 'expected at most 50000000 pairs'],
    ['gap', '1 1\n1\n1\n1\nmore', 'line 5: expected nothing more, got "more"'],
    ['gap', Buffer.of(0x1f, 0x8b, 1, 2), 'begins like gzip'],
    ['smptsp', 'Jobs = 1\n 5 5\n', 'line 2: expected the end of a task'],
    ['smptsp', 'Tasks = 1\n', 'expected a line "Jobs = number"'],
    ['transport', 'p tp 1 1 1\na 0 5 1\n', 'line 2: expected a sink, a whole number from 0 to 0, got "5"'],
    ['transport', 'p tp 1 1 2\na 0 0 1\n', 'expected 2 arcs, got 1'],
    ['region-one', '{', 'expected JSON'],
    ['region-week', '{"side":1}', 'expected v'],
  ]
  for (const [kind, text, message] of cases) {
    expect(await solve(text, kind, 'FILE')).toMatchObject({ code: 1, said: expect.stringContaining(message) })
  }
  expect(await solve('', 'gap', join(base, 'none'))).toMatchObject({ code: 1, said: expect.stringContaining('read') })
})

test('a wrong call ends with 2 and says what was expected', async () => {
  const calls: [string[], string][] = [
    [['chess', 'FILE'], 'Expected a kind of lap'],
    [['gap'], 'Expected a file'],
    [['gap', 'FILE', '--seconds', '1', '--steps', '5'], 'got both'],
    [['gap', 'FILE', '--steps', '-1'], 'steps'],
    [['gap', 'FILE', '--seconds', 'soon'], 'got "soon"'],
    [['transport', 'FILE', '--sense', 'max'], 'with gap only'],
  ]
  for (const [words, message] of calls) {
    expect(await solve(gap, ...words)).toMatchObject({ code: 2, said: expect.stringContaining(message) })
  }
})

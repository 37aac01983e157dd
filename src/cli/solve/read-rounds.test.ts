import { expect, test } from 'vitest'
import { checkRounds, planRounds } from '../../allocation'
import { readLiLim } from './read-li-lim'
import { readSolomon } from './read-solomon'

const depot = '0 40 50 0 0 300 0'
const solomon = `  3   10\r\n${depot}\r\n 1 40 60 4 0 100 5 \r\n2 40 70 6 0 100 5\n3 40 40 8 0 100 5\n\n`
const homberger = `c1_2_1\n\nVEHICLE\nNUMBER     CAPACITY\n  3  10\n\nCUSTOMER\nCUST NO.  XCOORD.  DEMAND\n \n${solomon.split('\n').slice(1).join('\n')}`
const liLim = `3 10 1\n${depot} 0 0\n1 40 60 4 0 100 5 0 2\n2 40 70 -4 0 100 5 1 0\n`

test('an instance of Solomon and the same one under the headings of Gehring and Homberger are one problem', () => {
  const { problem, idOf } = readSolomon(solomon)
  expect(readSolomon(homberger).problem).toEqual(problem)
  expect(problem.vehicles).toHaveLength(3)
  expect(problem.vehicles[0]).toMatchObject({ capacity: [10], shift: { from: 0, to: 300 } })
  const answer = planRounds(problem, { seed: 1, stepsMax: 50 })
  const rounds = answer.solution?.rounds.map(({ stops }) => stops.map(({ job }) => idOf(job, false)).sort()) ?? []
  expect(new Set(rounds.map(String))).toEqual(new Set(['1,2', '3']))
  expect(answer.solution?.distance).toBe(60)
})

test('an instance of Li and Lim is read as things carried', () => {
  const { problem, idOf } = readLiLim(liLim)
  expect(problem.jobs).toMatchObject([{ kind: 'carry', amount: [4], from: { place: 1 }, to: { place: 2 } }])
  const answer = planRounds(problem, { seed: 1, stepsMax: 5 })
  const stops = answer.solution?.rounds[0]?.stops ?? []
  expect(stops.map(({ job, end }) => idOf(job, end === 'drop'))).toEqual([1, 2])
  expect(checkRounds(problem, answer.solution?.rounds ?? [])).toMatchObject({ faults: [], distance: 40 })
})

test('a file that is not one is refused with its line and what was expected', () => {
  const refused = [
    [readSolomon, '', 'line 1: expected a line with the number of vehicles'],
    [readSolomon, 'NUMBER CAPACITY\n', 'line 1: expected a line with the number of vehicles'],
    [readSolomon, '2.5 10\n', 'line 1: expected a whole number of vehicles'],
    [readSolomon, '3 10\n', 'line 2: expected the line of the depot'],
    [readSolomon, `3 10\n${depot}\n1 2 3\n`, 'line 3: expected 7 numbers, got 3'],
    [readSolomon, `3 10\n${depot}\n1 40 60 4 0 1e999 5\n`, 'line 3: expected a number, got 1e999'],
    [readSolomon, `3 10\n${depot}\n1 40 60 NaN 0 10 5\n`, 'line 3: expected a number, got NaN'],
    [readSolomon, `3 10\n${depot}\n1 40 60 -4 0 10 5\n`, 'line 3: expected a demand of at least 0, got -4'],
    [
      readSolomon,
      `3 10\n${depot}\n1 40 60 4 20 10 5\n`,
      'line 3: expected a window that opens before it closes, got 20 to 10',
    ],
    [readSolomon, `3 10\n${depot}\n${depot}\n`, 'line 3: expected a number of its own, got 0'],
    [readSolomon, `3 10\n${depot}\nthe end\n`, 'line 3: expected numbers, got the end'],
    [readSolomon, '\n'.repeat(30_000), 'line 20001: expected at most 20000 lines'],
    [readLiLim, `3 10 2\n${depot} 0 0\n`, 'line 1: expected a speed of 1, got 2'],
    [readLiLim, `3 10 1\n${depot} 0 0\n1 40 60 4 0 100 5 0 7\n`, 'line 3: expected the number of its pick-up or drop'],
    [readLiLim, liLim.replace('-4', '-3'), 'line 3: expected a partner with the opposite demand'],
  ] as const
  for (const [read, text, message] of refused) expect(() => read(text)).toThrow(message)
})

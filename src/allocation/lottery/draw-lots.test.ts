import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawLots, type Entrant, ticketsAfter } from '..'

const entrants = (count: number, tickets = 1): Entrant[] =>
  Array.from({ length: count }, (_, n) => ({ number: String(n + 1), tickets }))
const order = (seed: string, list: readonly Entrant[]) => drawLots(seed, list).map(({ number }) => number)

/** How often each entry came first over many published seeds. */
function firsts(list: readonly Entrant[], draws: number): Map<string, number> {
  const won = new Map(list.map(({ number }) => [number, 0]))
  for (let draw = 0; draw < draws; draw++) {
    const [first = ''] = order(`draw ${draw}`, list)
    won.set(first, (won.get(first) ?? 0) + 1)
  }
  return won
}

test('a draw published once is the same on every machine', () => {
  const list = [
    { number: '7', tickets: 1 },
    { number: '12', tickets: 4 },
    { number: '31', tickets: 2 },
  ]
  expect(drawLots('Flood of 28 November', list)).toEqual([
    { number: '7', tickets: 1, ticket: 1, hash: '14f6ec4a134401e2dc07c9662e466617aa08b0f76a64251cb379eeb621f3da17' },
    { number: '12', tickets: 4, ticket: 3, hash: '34f7aa1957abbaa221afcada28613724bd3b5834eacb8c3397c1f8b8e317b7e0' },
    { number: '31', tickets: 2, ticket: 1, hash: '35cd1e237e6d248bb93770b30ee5973d372792b6507897b0e934361ce052686b' },
  ])
})

test('an outsider finds the same order with the lines of the docstring', () => {
  const list = entrants(9).map((one, n) => ({ ...one, tickets: 1 + (n % 4) }))
  const script = `while read number tickets; do for ticket in $(seq $tickets); do
    echo "$(printf %s "$SEED:$number:$ticket" | sha256sum | cut -c 1-64) $number"
  done; done | sort | awk '!seen[$2]++'`
  const told = execFileSync('sh', ['-c', script], {
    input: list.map(({ number, tickets }) => `${number} ${tickets}\n`).join(''),
    env: { ...process.env, SEED: 'Су тасқыны 3:1' },
  })
  const found = drawLots('Су тасқыны 3:1', list).map(({ hash, number }) => `${hash} ${number}\n`)
  expect(told.toString()).toBe(found.join(''))
})

test('the order of the list changes nothing, another seed nearly everything', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }), fc.nat(2 ** 31), (seed, turn) => {
      fc.pre(!/\p{Cc}/u.test(seed))
      const list = entrants(40, 2)
      const at = turn % list.length
      const drawn = drawLots(seed, list)
      expect(drawLots(seed, [...list.slice(at), ...list.slice(0, at)].reverse())).toEqual(drawn)
      const other = order(`${seed}.`, list)
      expect(drawn.filter(({ number }, place) => other[place] === number).length).toBeLessThan(12)
    }),
    { numRuns: 100, seed: 1 },
  )
})

test('everybody is as likely to come first, and every order of three as likely as any other', () => {
  const draws = 6_000
  const chiSquare = (counts: Iterable<number>, expected: number) =>
    [...counts].reduce((sum, one) => sum + (one - expected) ** 2 / expected, 0)
  // Seeds are fixed, so that these are figures and not chances; 99.9 % of true draws stay below 27.9 and 20.5.
  expect(chiSquare(firsts(entrants(10), draws).values(), draws / 10)).toBeLessThan(27.9)
  const orders = new Map<string, number>()
  for (let draw = 0; draw < draws; draw++) {
    const found = order(`order ${draw}`, entrants(3)).join(' ')
    orders.set(found, (orders.get(found) ?? 0) + 1)
  }
  expect(orders.size).toBe(6)
  expect(chiSquare(orders.values(), draws / 6)).toBeLessThan(20.5)
})

test('who worked less of late has more tickets, and comes first as often as they say', () => {
  expect([0, 239, 240, 500, 720, 100_000].map(ticketsAfter)).toEqual([4, 4, 3, 2, 1, 1])
  const list = [4, 3, 2, 1].map((tickets, n) => ({ number: String(n + 1), tickets }))
  const won = firsts(list, 5_000)
  // A tenth of the draws a ticket; three standard deviations of the largest are 104.
  for (const { number, tickets } of list) expect(Math.abs((won.get(number) ?? 0) - 500 * tickets)).toBeLessThan(104)
})

test('one more entry moves nobody past anybody else', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), fc.nat(), (count, seed) => {
      const all = order(`${seed}`, entrants(count + 1))
      expect(order(`${seed}`, entrants(count))).toEqual(all.filter((number) => number !== String(count + 1)))
    }),
    { numRuns: 50, seed: 1 },
  )
})

test('what could be read two ways is refused, and nobody makes no draw', () => {
  expect(drawLots('seed', [])).toEqual([])
  const refused: [string, Entrant[], string][] = [
    ['', [], 'expected a seed'],
    ['two\nlines', [], 'expected a seed'],
    ['half \ud800', [], 'expected a seed'],
    ['seed', [...entrants(1), ...entrants(1)], 'got 1 twice'],
    ['seed', [{ number: '1:2', tickets: 1 }], 'letters, digits and hyphens'],
    ['seed', [{ number: '', tickets: 1 }], 'letters, digits and hyphens'],
    ['seed', [{ number: '1', tickets: 0 }], 'expected 1 to 4 tickets, got 0 for 1'],
    ['seed', [{ number: '1', tickets: Number.NaN }], 'got NaN'],
    ['seed', [{ number: '1', tickets: 1.5 }], 'got 1.5'],
  ]
  for (const [seed, list, message] of refused) expect(() => drawLots(seed, list)).toThrow(message)
})

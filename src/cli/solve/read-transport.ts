import type { TransportProblem } from '../../allocation'
import { FileFault } from './file-fault'
import { type NumbersIn, numbersIn, refuseBeyond } from './numbers-in'

/**
 * Transportation in the manner of DIMACS: `p tp SOURCES SINKS ARCS`, `s source SUPPLY`, `d sink DEMAND WEIGHT`, `a source sink UNITCOST`,
 * counted from 0; lines that begin with c are comments. A source or sink that is not named has nothing and wants nothing.
 * @throws {FileFault} that names the line
 */
export function readTransport(text: string): TransportProblem {
  let problem: TransportProblem | undefined
  let arcs = 0
  let from = 0
  for (let line = 1; from <= text.length; line++) {
    const to = text.indexOf('\n', from)
    const one = text.slice(from, to < 0 ? text.length : to).trim()
    from = to < 0 ? text.length + 1 : to + 1
    if (one === '' || one.startsWith('c')) continue
    const numbers = numbersIn(one.slice(1).replace(/^\s+tp\b/, ''), line)
    if (one.startsWith('p')) {
      if (problem !== undefined) throw new FileFault(line, 'one line "p tp"', 'a second')
      problem = sized(numbers, line)
    } else if (problem === undefined) {
      throw new FileFault(line, '"p tp SOURCES SINKS ARCS" first', one)
    } else if (one.startsWith('s')) {
      problem.supply[numbers.next('a source', 0, problem.supply.length - 1)] = numbers.next('a supply', 0)
    } else if (one.startsWith('d')) {
      const sink = numbers.next('a sink', 0, problem.demand.length - 1)
      problem.demand[sink] = numbers.next('a demand', 0)
      problem.weight[sink] = numbers.next('a weight')
    } else if (one.startsWith('a')) {
      if (arcs === problem.from.length) throw new FileFault(line, `${arcs} arcs`, 'one more')
      problem.from[arcs] = numbers.next('a source', 0, problem.supply.length - 1)
      problem.to[arcs] = numbers.next('a sink', 0, problem.demand.length - 1)
      problem.cost[arcs++] = numbers.next('a cost')
    } else throw new FileFault(line, 'a line with p, s, d, a or c', one)
    numbers.end()
  }
  if (problem === undefined) throw new FileFault(1, 'a line "p tp SOURCES SINKS ARCS"', 'none')
  if (arcs < problem.from.length) throw new FileFault(text.split('\n').length, `${problem.from.length} arcs`, `${arcs}`)
  return problem
}

function sized(numbers: NumbersIn, line: number): TransportProblem {
  const sources = numbers.next('the number of sources', 0)
  const sinks = numbers.next('the number of sinks', 0)
  const arcs = numbers.next('the number of arcs', 0)
  refuseBeyond(line, sources + sinks, 2_000_000, 'sources and sinks')
  refuseBeyond(line, arcs, 20_000_000, 'arcs')
  return {
    supply: new Int32Array(sources),
    demand: new Int32Array(sinks),
    weight: new Int32Array(sinks),
    from: new Int32Array(arcs),
    to: new Int32Array(arcs),
    cost: new Int32Array(arcs),
  }
}

import { parseArgs } from 'node:util'
import { gap } from '../../allocation'
import { type CliCommand, WrongCall } from '../command'
import { FileFault } from './file-fault'
import { readProblemFile } from './read-problem-file'
import { type Run, type Sense, solveKinds } from './solve-kinds'

const SECONDS_USUAL = 10

/** `asar solve`: runs the engine on a file, so that anyone can check what it promises against published instances. */
export const solve: CliCommand = {
  name: 'solve',
  usage: `solve ${Object.keys(solveKinds).join('|')} FILE [--seconds S | --steps N] [--seed N] [--sense min|max]`,
  summary: 'Solves a problem file (plain or gzip) and prints the solution with the bound that proves how good it is.',
  run: async ({ words, json, print, say }) => {
    const { kind, path, read, seed, seconds, stepsMax, sense } = parseCall(words)
    const text = await readProblemFile(path)
    if (!text.ok) {
      say(text.error)
      return 1
    }
    let run: Run
    try {
      run = read(text.value, sense)
    } catch (cause) {
      if (!(cause instanceof FileFault || cause instanceof RangeError)) throw cause
      say(`${path} is no problem of the kind ${kind}: ${cause.message}`)
      return 1
    }
    const started = performance.now()
    const stop = () => performance.now() - started >= seconds * 1000
    const solved = run({ seed, stepsMax, ...(seconds === Number.POSITIVE_INFINITY ? {} : { stop }) })
    const milliseconds = Math.round(performance.now() - started)
    const { status, objective, bound, steps, solution, ...more } = solved
    const distance = gap(objective, bound)
    const found = { kind, status, objective, bound, gap: distance, milliseconds, seed, steps, ...more, solution }
    if (json) print(found)
    else say(sentence(found))
    return status === 'optimal' || status === 'feasible' ? 0 : 1
  },
}

function sentence(found: {
  status: string
  objective: number | null
  bound: number | null
  gap: number | null
  milliseconds: number
  steps: number
}): string {
  const { status, objective, bound, milliseconds, steps } = found
  const within = found.gap === null ? '' : `, ${(found.gap * 100).toFixed(3)} % from it`
  return `${status}: ${objective ?? 'nothing found'}; bound ${bound ?? 'not proved'}${within}; ${steps} steps in ${milliseconds} ms.`
}

function parseCall(words: readonly string[]) {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      seconds: { type: 'string' },
      steps: { type: 'string' },
      seed: { type: 'string', default: '1' },
      sense: { type: 'string', default: 'min' },
    },
  })
  const [kind = 'nothing', path, extra] = positionals
  const read = Object.hasOwn(solveKinds, kind) ? solveKinds[kind] : undefined
  if (read === undefined) throw new WrongCall(`Expected a kind of ${Object.keys(solveKinds).join(', ')}; got ${kind}.`)
  if (path === undefined) throw new WrongCall('Expected a file after the kind.')
  if (extra !== undefined) throw new WrongCall(`Expected one file, got "${extra}" as well.`)
  if (values.seconds !== undefined && values.steps !== undefined) {
    throw new WrongCall('Expected --seconds or --steps, got both.')
  }
  if (values.sense !== 'min' && values.sense !== 'max') {
    throw new WrongCall(`Expected --sense min or max, got ${values.sense}.`)
  }
  if (values.sense === 'max' && kind !== 'gap')
    throw new WrongCall(`Expected --sense with gap only, got it with ${kind}.`)
  const sense: Sense = values.sense
  const stepsMax = values.steps === undefined ? Number.POSITIVE_INFINITY : wholeFrom0('--steps', values.steps)
  const seconds =
    values.steps !== undefined ? Number.POSITIVE_INFINITY : secondsOf(values.seconds ?? String(SECONDS_USUAL))
  return { kind, path, read, seed: wholeFrom0('--seed', values.seed), seconds, stepsMax, sense }
}

function wholeFrom0(name: string, word: string): number {
  const value = Number(word)
  if (word.trim() === '' || !Number.isSafeInteger(value) || value < 0) {
    throw new WrongCall(`Expected a whole number from 0 after ${name}, got "${word}".`)
  }
  return value
}

function secondsOf(word: string): number {
  const value = Number(word)
  if (word.trim() === '' || !(value >= 0 && value <= 86_400)) {
    throw new WrongCall(`Expected seconds from 0 to 86400 after --seconds, got "${word}".`)
  }
  return value
}

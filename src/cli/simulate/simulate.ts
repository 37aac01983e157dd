import { parseArgs } from 'node:util'
import { type CliCommand, WrongCall } from '../command'
import { sayGiving } from './compare-giving'
import { isClean, type SimulationReport } from './measure'
import { sayAsking } from './say-asking'
import { type Drill, startDrill } from './start-drill'

const VOLUNTEERS_MAX = 20_000
const NEEDS_MAX = 5000

/** `asar simulate`: a crisis through the real commands, in a database of its own. */
export const simulate: CliCommand = {
  name: 'simulate',
  usage: 'simulate [--volunteers N --needs M --seed S | FOLDER [--seed S]] [--compare] [--json]',
  summary:
    'Plays a crisis with simulated people in a database of its own and reports; 1 when the audit finds anything. --compare plays its call-outs again, asking everybody at once and one at a time.',
  run: async ({ words, json, config, print, say }) => {
    const drill = readDrill(words)
    const done = await startDrill(config, drill, ({ at, met, needs }) =>
      say(`${at.toString().slice(0, 16)}  ${met} of ${needs} needs met`),
    )
    if (!done.ok) {
      say(done.error)
      return 1
    }
    if (json) print(done.value)
    for (const line of inWords(done.value)) say(line)
    return isClean(done.value) ? 0 : 1
  },
}

function readDrill(words: readonly string[]): Drill {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      volunteers: { type: 'string' },
      needs: { type: 'string' },
      seed: { type: 'string', default: '1' },
      compare: { type: 'boolean', default: false },
    },
  })
  const [folder, ...more] = positionals
  if (more.length > 0) throw new WrongCall(`Expected at most one folder, got ${positionals.length}.`)
  const { seed, compare } = values
  if (folder !== undefined) {
    if (values.volunteers !== undefined || values.needs !== undefined)
      throw new WrongCall('Expected either a folder, or --volunteers and --needs.')
    return { folder, seed, compare }
  }
  return {
    volunteers: readCount('volunteers', values.volunteers ?? '200', VOLUNTEERS_MAX),
    needs: readCount('needs', values.needs ?? '40', NEEDS_MAX),
    seed,
    compare,
  }
}

function readCount(name: string, text: string, max: number): number {
  const count = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN
  if (!(count >= 1 && count <= max)) throw new WrongCall(`Expected --${name} from 1 to ${max}, got ${text}.`)
  return count
}

function inWords({ needs, audit, ...report }: SimulationReport): string[] {
  const minutes = (value: number | null) => (value === null ? 'none yet' : `${value} min`)
  return [
    `needs: ${needs.raised} raised, ${needs.verified} verified, ${needs.met} met`,
    `to the first yes: ${minutes(report.minutesToFirstYes)}; to help: ${minutes(report.minutesToHelp)} (medians of simulated time)`,
    `asks for each seat filled: ${report.asksPerFilledSlot ?? 'none'}; never asked: ${report.idleShare === null ? 'nobody joined' : `${Math.round(report.idleShare * 100)} % of volunteers`}`,
    `audit: ${audit.doubleBookings} double bookings, ${audit.overfilled} over-filled, ${audit.missingYes} without a yes, ${audit.lineImbalance} lines and ${audit.goodsImbalance} goods out of balance`,
    ...sayGiving(report.goods),
    `${report.entries} entries in ${report.seconds} s`,
    ...(report.asking === undefined ? [] : sayAsking(report.asking)),
  ]
}

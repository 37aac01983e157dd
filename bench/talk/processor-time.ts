import { readdirSync, readFileSync } from 'node:fs'

const TICK_MS = 10

/**
 * Processor time so far of this process and of the database server it started, in milliseconds: what a busy machine changes least. Read from
 * `/proc`; of this process alone where there is none.
 */
export function processorMilliseconds(): { readonly house: number; readonly database: number } {
  const { user, system } = process.cpuUsage()
  return { house: (user + system) / 1000, database: ofDatabase() }
}

function ofDatabase(): number {
  let all: Stat[]
  try {
    all = readdirSync('/proc').flatMap((pid) => (/^\d+$/.test(pid) ? (statOf(pid) ?? []) : []))
  } catch {
    return 0
  }
  const servers = new Set(
    all
      .filter(({ pid, parent, name }) => parent === process.pid && name === 'postgres' && pid > 0)
      .map(({ pid }) => pid),
  )
  // Of sessions that have ended the postmaster keeps the sum.
  return all
    .filter(({ pid, parent }) => servers.has(pid) || servers.has(parent))
    .reduce((sum, { pid, own, children }) => sum + own + (servers.has(pid) ? children : 0), 0)
}

type Stat = {
  readonly pid: number
  readonly parent: number
  readonly name: string
  readonly own: number
  readonly children: number
}

function statOf(pid: string): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const name = text.slice(text.indexOf('(') + 1, text.lastIndexOf(')'))
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const ticks = (from: number) => ((fields[from] ?? 0) + (fields[from + 1] ?? 0)) * TICK_MS
    return { pid: Number(pid), parent: fields[1] ?? 0, name, own: ticks(11), children: ticks(13) }
  } catch {
    return undefined
  }
}

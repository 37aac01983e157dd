import { hash as digest } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { checkHead, type SyncHash, verifyCopy, verifyEntries, verifyGrowth } from '../../verify'
import { WrongCall } from '../command'
import type { Check, Checked } from './check'
import { openHead } from './open-head'
import { openSource } from './open-source'

/** SHA-256 of this machine. */
export const sha256: SyncHash = (data) => digest('sha256', data, 'buffer')

const nothing = (name: string): Checked => ({ said: name, facts: { log: name } })

const range: Check = async ([span = '', log], trust, findings) => {
  const [, first, last] = /^(\d{1,15})-(\d{1,15})$/.exec(span) ?? []
  if (first === undefined || last === undefined || Number(first) < 1 || Number(last) < Number(first))
    throw new WrongCall(`Expected a range of positions such as 1-500, got ${span || 'nothing'}.`)
  const source = await openSource(log)
  const head = await openHead(source, trust, findings)
  if (head === undefined) return nothing(source.name)
  const entries = await verifyEntries(sha256, source, head, { first: Number(first), last: Number(last) }, findings)
  const { size } = head.checkpoint
  return {
    said: `${entries.length} entries of ${source.name}, sealed in checkpoint ${size}`,
    facts: { log: source.name, checkpoint: size, entries: entries.length },
  }
}

const copy: Check = async ([log], trust, findings, { say }) => {
  const source = await openSource(log)
  const head = await openHead(source, trust, findings)
  if (head === undefined) return nothing(source.name)
  let [entries, bytes] = [0, 0]
  await verifyCopy(sha256, source, head, findings, (_, leaf) => {
    entries += 1
    bytes += leaf.length
    if (entries % 100_000 === 0) say(`${entries} of ${head.checkpoint.size} entries`)
  })
  return {
    said: `all ${entries} entries of ${source.name}, ${bytes} bytes, under checkpoint ${head.checkpoint.size}`,
    facts: { log: source.name, checkpoint: head.checkpoint.size, entries, bytes },
  }
}

const growth: Check = async ([file, log], trust, findings) => {
  if (file === undefined) throw new WrongCall('Expected the file of an old checkpoint, and the log.')
  const source = await openSource(log)
  const head = await openHead(source, trust, findings)
  const bytes = await readFile(file).catch(() => {
    throw new WrongCall(`Expected the file of an old checkpoint; ${file} cannot be read.`)
  })
  const older = head && (await checkHead(bytes, head.key, file, findings))
  if (head === undefined || older === undefined) return nothing(source.name)
  await verifyGrowth(sha256, source, older.checkpoint, head.checkpoint, findings)
  const [from, to] = [older.checkpoint.size, head.checkpoint.size]
  return {
    said: `${source.name} grew from ${from} to ${to} entries and changed none of the first ${from}`,
    facts: { log: source.name, from, to },
  }
}

/** Checks of a log, wherever it is read from. */
export const verifyLog = { range, copy, growth }

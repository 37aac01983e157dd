import { readFile } from 'node:fs/promises'
import {
  checkWitnesses,
  type Findings,
  parseProof,
  parseVerifierKey,
  type VerifiedEntry,
  type VerifierKey,
  verifyEntries,
  verifyProof,
  webSource,
} from '../../verify'
import { WrongCall } from '../command'
import type { Check, Checked, Trust } from './check'
import { openHead } from './open-head'
import { sha256 } from './verify-log'

/** Address of an entry's page, such as `https://asar.example.kz/log/entries/5`. */
const page = /^(https?:\/\/.+\/log)\/entries\/([1-9]\d{0,14})(?:\/proof)?$/

const told = (entry: VerifiedEntry | undefined, place: string): Checked => ({
  said: entry === undefined ? place : `${place} is sealed as ${Buffer.from(entry.bytes).toString()}`,
  facts: { entry: entry?.record ?? null },
})

/** Checks one entry: by the address of its page against the log there, or by its receipt alone. */
export const verifyOneEntry: Check = async ([word], trust, findings) => {
  if (word === undefined) throw new WrongCall('Expected the address of an entry, or the file of its receipt.')
  const [, log = '', position = ''] = page.exec(word) ?? []
  return log === '' ? fromReceipt(word, trust, findings) : fromLog(log, Number(position), trust, findings)
}

async function fromLog(log: string, position: number, trust: Trust, findings: Findings) {
  const source = webSource(log)
  const head = await openHead(source, trust, findings)
  const range = { first: position, last: position }
  const [entry] = head === undefined ? [] : await verifyEntries(sha256, source, head, range, findings)
  return told(entry, `entry ${position}`)
}

async function fromReceipt(file: string, trust: Trust, findings: Findings) {
  const bytes = await readFile(file).catch(() => {
    throw new WrongCall(`Expected the address of an entry or the file of a receipt; ${file} cannot be read.`)
  })
  const proof = parseProof(bytes)
  if (proof === undefined) {
    findings.add('checkpoint', file, 'a receipt in the form of C2SP tlog-proof', 'something else')
    return told(undefined, file)
  }
  const key = trust.key ?? (await keyOf(proof.checkpoint.origin))
  if (key === undefined)
    throw new WrongCall(
      `Expected --key with the key of ${proof.checkpoint.origin}: it does not answer at https://${proof.checkpoint.origin}/key.`,
    )
  await checkWitnesses(proof.checkpoint, trust.witnesses, trust.quorum, findings)
  return told(await verifyProof(sha256, proof, key, findings), `entry ${proof.index + 1}`)
}

// A receipt is checked without the log, but for its key where none is given.
async function keyOf(origin: string): Promise<VerifierKey | undefined> {
  const line = await webSource(`https://${origin}`)
    .read('key')
    .catch(() => undefined)
  return line && parseVerifierKey(Buffer.from(line).toString())
}

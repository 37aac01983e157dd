import { parseArgs } from 'node:util'
import { COSIGNATURE, type Findings, findingList, parseCount, parseVerifierKey } from '../../verify'
import { type CliCommand, type CommandContext, WrongCall } from '../command'
import type { Check, Checked, Trust } from './check'
import { verifyDatabase } from './verify-database'
import { verifyDownloadFolder } from './verify-download-folder'
import { verifyLog } from './verify-log'
import { verifyOneCredential } from './verify-one-credential'
import { verifyOneEntry } from './verify-one-entry'

const checks: Record<string, Check> = {
  entry: verifyOneEntry,
  range: verifyLog.range,
  copy: verifyLog.copy,
  growth: verifyLog.growth,
  download: verifyDownloadFolder,
  credential: verifyOneCredential,
  database: verifyDatabase,
}

/** `asar verify`: checks what was published, or what a database holds, trusting nobody but a key. */
export const verify: CliCommand = {
  name: 'verify',
  usage:
    'verify entry ADDRESS|RECEIPT | range FIRST-LAST LOG | copy LOG | growth OLD-CHECKPOINT LOG | download FOLDER [LOG] | credential FILE | database   [--key KEY] [--witness KEY … --quorum N] [--json]',
  summary:
    'Checks an entry, a range, a whole log (an address such as https://asar.example.kz/log, or a folder), its growth since an old checkpoint, a release of open data, a signed part of a record (JSON, PNG or SVG), or the database.',
  run: async (context) => {
    const { values, positionals } = parseArgs({
      args: [...context.words],
      allowPositionals: true,
      options: { key: { type: 'string' }, witness: { type: 'string', multiple: true }, quorum: { type: 'string' } },
    })
    const [kind = '', ...words] = positionals
    const check = checks[kind]
    if (check === undefined)
      throw new WrongCall(`Expected one of ${Object.keys(checks).join(', ')}, got ${kind === '' ? 'nothing' : kind}.`)
    const trust = await trustOf(values)
    const findings = findingList()
    const checked = await check(words, trust, findings, context)
    report(context, checked, findings, trust.key !== undefined || kind === 'database' || kind === 'credential')
    return findings.count === 0 ? 0 : 1
  },
}

type Said = { readonly key?: string; readonly witness?: string[]; readonly quorum?: string }

/** Whom a call trusts. Named witnesses must all have cosigned, where no number is said. */
async function trustOf({ key: line, witness: lines = [], quorum: count }: Said): Promise<Trust> {
  const key = line === undefined ? undefined : await parseVerifierKey(line)
  if (line !== undefined && key === undefined)
    throw new WrongCall('Expected a verifier key after --key: the one line of /log/key.')
  const parsed = await Promise.all(lines.map(parseVerifierKey))
  const witnesses = parsed.filter((one) => one?.type === COSIGNATURE)
  if (witnesses.length < lines.length)
    throw new WrongCall('Expected the key of a witness after --witness: the one line of its /log/witness/key.')
  const quorum = count === undefined ? witnesses.length : (parseCount(count) ?? Number.NaN)
  if (!(quorum <= witnesses.length) || new Set(lines).size < lines.length)
    throw new WrongCall(`Expected --quorum from 0 to ${witnesses.length}, each --witness once; got ${count}.`)
  return { key, witnesses: witnesses.filter((one) => one !== undefined), quorum }
}

function report(
  { json, print, say }: CommandContext,
  { said, facts }: Checked,
  findings: Findings,
  isPinned: boolean,
): void {
  if (json) {
    print({ ok: findings.count === 0, ...facts, found: findings.count, findings: findings.listed })
    return
  }
  for (const { what, where, expected, found } of findings.listed)
    say(`${what}: ${where}\n  expected ${expected}\n  found    ${found}`)
  if (findings.count > findings.listed.length) say(`… and ${findings.count - findings.listed.length} more.`)
  say(findings.count === 0 ? `Holds: ${said}` : `Does not hold: ${findings.count} found. Looked at: ${said}`)
  if (!isPinned)
    say(
      'The key came from the log itself. Keep it, and give it with --key the next time: then nobody can put another in its place.',
    )
}

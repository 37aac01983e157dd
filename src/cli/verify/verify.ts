import { parseArgs } from 'node:util'
import { type Findings, findingList, parseVerifierKey } from '../../verify'
import { type CliCommand, type CommandContext, WrongCall } from '../command'
import type { Check, Checked } from './check'
import { verifyDatabase } from './verify-database'
import { verifyLog } from './verify-log'
import { verifyOneEntry } from './verify-one-entry'

const checks: Record<string, Check> = {
  entry: verifyOneEntry,
  range: verifyLog.range,
  copy: verifyLog.copy,
  growth: verifyLog.growth,
  database: verifyDatabase,
}

/** `asar verify`: checks what was published, or what a database holds, trusting nobody but a key. */
export const verify: CliCommand = {
  name: 'verify',
  usage:
    'verify entry ADDRESS|RECEIPT | range FIRST-LAST LOG | copy LOG | growth OLD-CHECKPOINT LOG | database   [--key KEY] [--json]',
  summary:
    'Checks an entry, a range, a whole log (an address such as https://asar.example.kz/log, or a folder), its growth since an old checkpoint, or the database.',
  run: async (context) => {
    const { values, positionals } = parseArgs({
      args: [...context.words],
      allowPositionals: true,
      options: { key: { type: 'string' } },
    })
    const [kind = '', ...words] = positionals
    const check = checks[kind]
    if (check === undefined)
      throw new WrongCall(`Expected one of ${Object.keys(checks).join(', ')}, got ${kind === '' ? 'nothing' : kind}.`)
    const key = values.key === undefined ? undefined : await parseVerifierKey(values.key)
    if (values.key !== undefined && key === undefined)
      throw new WrongCall('Expected a verifier key after --key: the one line of /log/key.')
    const findings = findingList()
    const checked = await check(words, key, findings, context)
    report(context, checked, findings, key !== undefined || kind === 'database')
    return findings.count === 0 ? 0 : 1
  },
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

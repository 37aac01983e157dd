import { spawn } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { recomputeScript } from '../../open'
import { type Findings, parseUtf8, parseVerifierKey } from '../../verify'
import { WrongCall } from '../command'
import type { Check } from './check'
import { folderSource } from './folder-source'
import { openHead } from './open-head'
import { openSource } from './open-source'
import { verifyDownload } from './verify-download'

/** Checks a release of open data in a folder, against the log where one is named, and counts its numbers again. */
export const verifyDownloadFolder: Check = async ([folder, word], trust, findings) => {
  const names = folder === undefined ? undefined : await readdir(folder).catch(() => undefined)
  if (folder === undefined || names === undefined)
    throw new WrongCall(`Expected the folder of a release of open data; got ${folder ?? 'nothing'}.`)
  const source = folderSource(folder)
  const log = word === undefined ? undefined : await openSource(word)
  const head = log && (await openHead(log, trust, findings))
  const key =
    trust.key ?? head?.key ?? (await parseVerifierKey(parseUtf8((await source.read('key')) ?? new Uint8Array()) ?? ''))
  if (key === undefined) {
    findings.add('key', 'key', 'one line with a verifier key', 'none, or one whose id does not fit it')
    return { said: folder, facts: { folder } }
  }
  const looked = await verifyDownload({ source, names }, key, log && head && { source: log, head }, findings)
  const figures = await countAgain(folder, findings)
  const rows =
    log === undefined
      ? 'no log was named, so that rows are bound by the sealed list alone'
      : `${looked.rows} rows as in the log`
  return {
    said: `release ${looked.release}: ${looked.files} files, ${rows}, ${figures} figures counted again`,
    facts: { folder, ...looked, figures },
  }
}

/** Numbers against entries, by our own copy of the script: one that was downloaded is not believed. */
async function countAgain(folder: string, findings: Findings): Promise<number> {
  const script = spawn(process.execPath, ['--input-type=module', '-', folder], { stdio: ['pipe', 'pipe', 'pipe'] })
  script.stdin.end(recomputeScript)
  const [lines, said] = await Promise.all([text(script.stdout), text(script.stderr)])
  const differing = [...said.matchAll(/^differs: (.+?): (.+)$/gm)]
  for (const [, where = '', what = ''] of differing) findings.add('total', where, 'what the entries give', what)
  const counted = /^(\d+) figures counted again/m.exec(said)?.[1]
  if (counted === undefined)
    findings.add(
      'total',
      'the numbers of the release',
      'files that can be counted',
      said.trim().split('\n').at(-1) ?? '',
    )
  return lines.split('\n').length - 1
}

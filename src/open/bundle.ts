import { setTimeout } from 'node:timers/promises'
import { findLogKey, listEntriesOf, proveEntry } from '../journal'
import { tarEnd, tarFile } from '../kit/tar-file'
import type { Db } from '../platform'
import { makeFile } from './make-file'
import { readKept } from './queries'
import { type Release, sha256Of, writeManifest } from './release'

const TRIES = 25

/** The receipt of the entry that sealed a release, or undefined while no checkpoint stands on it. */
export async function proveRelease(db: Db, release: Release): Promise<string | undefined> {
  const [entry] = await listEntriesOf(db, 'open-release', release.subjectId)
  return entry && proveEntry(db, entry.position)
}

/** The same, some seconds of waiting for the seal of a release that was made just now included. */
async function awaitProof(db: Db, release: Release): Promise<string | undefined> {
  for (let tries = 0; tries < TRIES; tries++) {
    const proof = await proveRelease(db, release)
    if (proof !== undefined) return proof
    await setTimeout(200)
  }
  return undefined
}

/** Everything of a release as one archive, file after file: no more than one is in memory. */
export async function* bundleOf(db: Db, release: Release): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const seconds = release.at.epochMilliseconds / 1000
  const encode = (text: string) => new TextEncoder().encode(text)
  const file = (name: string, bytes: Uint8Array<ArrayBuffer>) =>
    tarFile(`asar-open-${release.id}/${name}`, bytes, seconds)
  yield* file('manifest.json', writeManifest(release))
  const proof = await awaitProof(db, release)
  if (proof !== undefined) yield* file('release.tlog-proof', encode(proof))
  const key = await findLogKey(db)
  if (key !== undefined) yield* file('key', encode(`${key.verifier_key}\n`))
  const kept = await readKept(db, release.id)
  for (const { name, sha256 } of release.files) {
    const bytes = await makeFile(db, release.asOf, kept, name)
    if (bytes !== undefined && sha256Of(bytes) === sha256) yield* file(name, bytes)
  }
  yield tarEnd()
}

import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { tarEnd, tarFile } from './tar-file'

const run = promisify(execFile)

test('files of every length, whole blocks and none among them, come in pieces that are never empty, and tar reads them', async () => {
  const lengths = [0, 1, 511, 512, 513, 1024]
  const filled = (length: number) => new Uint8Array(length).fill(65)
  const pieces = [...lengths.flatMap((length) => [...tarFile(`of-${length}`, filled(length), 1_800_000_000)]), tarEnd()]
  expect(pieces.map((piece) => piece.length)).not.toContain(0)
  const folder = await mkdtemp(join(tmpdir(), 'asar-tar-'))
  try {
    await writeFile(join(folder, 'all.tar'), Buffer.concat(pieces))
    await run('tar', ['-xf', 'all.tar'], { cwd: folder })
    for (const length of lengths)
      expect([...(await readFile(join(folder, `of-${length}`)))]).toEqual([...filled(length)])
  } finally {
    await rm(folder, { recursive: true })
  }
})

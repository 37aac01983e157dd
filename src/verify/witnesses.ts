import type { Checkpoint } from './checkpoint'
import type { Findings } from './finding'
import { isSignedBy, type VerifierKey } from './note'

/**
 * How many of these witnesses cosigned a checkpoint.
 * @param quorum as many as must have; fewer is a finding
 */
export async function checkWitnesses(
  { size, note }: Checkpoint,
  witnesses: readonly VerifierKey[],
  quorum: number,
  findings: Findings,
): Promise<number> {
  let cosigned = 0
  for (const witness of witnesses) if (await isSignedBy(note, witness)) cosigned += 1
  if (cosigned < quorum)
    findings.add(
      'witness',
      `checkpoint ${size}`,
      `cosignatures of ${quorum} of ${witnesses.length} witnesses`,
      `${cosigned}`,
    )
  return cosigned
}

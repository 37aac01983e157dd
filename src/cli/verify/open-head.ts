import { checkWitnesses, type Findings, type Head, readHead, type Source } from '../../verify'
import type { Trust } from './check'

/** The newest checkpoint of a log, signed by the key that is trusted and cosigned by as many witnesses as are asked for. */
export async function openHead(source: Source, trust: Trust, findings: Findings): Promise<Head | undefined> {
  const head = await readHead(source, trust.key, findings)
  if (head !== undefined) await checkWitnesses(head.checkpoint, trust.witnesses, trust.quorum, findings)
  return head
}

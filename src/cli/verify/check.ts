import type { Findings, VerifierKey } from '../../verify'
import type { CommandContext } from '../command'

/** What a kind of check looked at, for people and for programs. */
export type Checked = { readonly said: string; readonly facts: Record<string, unknown> }

/** Whom a check believes: a key of the log, and witnesses of which so many must have cosigned. */
export type Trust = {
  readonly key: VerifierKey | undefined
  readonly witnesses: readonly VerifierKey[]
  readonly quorum: number
}

/** What is checked, its words, who is trusted, and where findings go. */
export type Check = (
  words: readonly string[],
  trust: Trust,
  findings: Findings,
  context: CommandContext,
) => Promise<Checked>

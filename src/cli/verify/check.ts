import type { Findings, VerifierKey } from '../../verify'
import type { CommandContext } from '../command'

/** What a kind of check looked at, for people and for programs. */
export type Checked = { readonly said: string; readonly facts: Record<string, unknown> }

/** What is checked, its words, the key that is trusted, and where findings go. */
export type Check = (
  words: readonly string[],
  key: VerifierKey | undefined,
  findings: Findings,
  context: CommandContext,
) => Promise<Checked>

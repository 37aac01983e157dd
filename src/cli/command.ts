import type { App } from '../app'
import type { Config } from '../platform'

/** How a command ends: 0 done, 1 the work failed, 2 wrong call. */
export type ExitCode = 0 | 1 | 2

/** What a command is given: its words, a way to speak, and a house when it needs one. */
export type CommandContext = {
  readonly words: readonly string[]
  readonly json: boolean
  readonly config: Config
  /** Prints the one JSON document of `--json` on standard output. */
  print(document: unknown): void
  /** Says something to people, on standard error when `--json` is set. */
  say(line: string): void
  /** Runs with the house over the running server's database, or over one started for this command. */
  withApp<T>(run: (app: App) => Promise<T>): Promise<T>
}

/** A subcommand of `asar`. */
export type CliCommand = {
  readonly name: string
  readonly usage: string
  readonly summary: string
  run(context: CommandContext): Promise<ExitCode>
}

/** Thrown where the words of a call are wrong; says what was expected and what came. */
export class WrongCall extends Error {}

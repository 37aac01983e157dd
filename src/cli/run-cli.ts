import { parseConfig } from '../platform'
import { backup } from './backup/backup'
import { restore } from './backup/restore'
import { type CliCommand, type CommandContext, WrongCall } from './command'
import { doctor } from './doctor'
import { importCommand } from './import/import'
import { issuer } from './issuer'
import { key } from './key'
import { log } from './log'
import { numbers } from './numbers'
import { push } from './push'
import { simulate } from './simulate/simulate'
import { solve } from './solve/solve'
import { verify } from './verify/verify'
import { web } from './web'
import { withApp } from './with-app'

const commands: readonly CliCommand[] = [
  importCommand,
  simulate,
  solve,
  verify,
  log,
  issuer,
  push,
  numbers,
  doctor,
  backup,
  restore,
  key,
  web,
]

/** Where a call of `asar` speaks: documents of `--json` on standard output, sentences for people on standard error. */
export type Voices = { print(text: string): void; say(line: string): void }

/**
 * Runs one call of `asar`.
 * @param args words after the program
 * @returns its exit code: 0 done, 1 the work failed, 2 wrong call
 */
export async function runCli(
  args: readonly string[],
  env: Record<string, string | undefined>,
  { print, say }: Voices,
): Promise<number> {
  const json = args.includes('--json')
  const [name, ...words] = args.filter((word) => word !== '--json')
  const command = commands.find((one) => one.name === name)
  if (command === undefined) {
    const list = commands.map((one) => `  asar ${one.usage}\n      ${one.summary}`).join('\n')
    const asked = name === undefined || name === '--help' || name === 'help'
    say(`${asked ? 'What asar can do:' : `Expected one of the commands below, got "${name}".`}\n${list}`)
    return name === undefined || !asked ? 2 : 0
  }
  if (words.includes('--help')) {
    say(`asar ${command.usage}\n${command.summary}`)
    return 0
  }
  const config = parseConfig(env, [])
  if (!config.ok) {
    say(config.error)
    return 2
  }
  const context: CommandContext = {
    words,
    json,
    config: config.value,
    print: (document) => print(JSON.stringify(document, null, 2)),
    say,
    withApp: (run) => withApp(config.value, run),
  }
  try {
    return await command.run(context)
  } catch (cause) {
    if (cause instanceof WrongCall || isWrongOption(cause)) {
      say(`${cause.message}\nUsage: asar ${command.usage}`)
      return 2
    }
    say(cause instanceof Error ? cause.message : String(cause))
    return 1
  }
}

// What node:util says of an option it does not know, or one that lacks its value.
const isWrongOption = (cause: unknown): cause is Error =>
  cause instanceof TypeError && 'code' in cause && String(cause.code).startsWith('ERR_PARSE_ARGS')

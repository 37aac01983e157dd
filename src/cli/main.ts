import { parseConfig } from '../platform'
import { ClusterError } from '../platform/postgres'
import { type CliCommand, type CommandContext, WrongCall } from './command'
import { doctor } from './doctor'
import { key } from './key'
import { web } from './web'
import { withApp } from './with-app'

const commands: readonly CliCommand[] = [doctor, key, web]

async function main(args: readonly string[]): Promise<number> {
  const json = args.includes('--json')
  const [name, ...words] = args.filter((word) => word !== '--json')
  const command = commands.find((one) => one.name === name)
  const say = (line: string) => console.error(line)
  if (command === undefined) {
    const list = commands.map((one) => `  asar ${one.usage}\n      ${one.summary}`).join('\n')
    say(
      `${name === undefined || name === '--help' ? 'What asar can do:' : `Expected one of the commands below, got "${name}".`}\n${list}`,
    )
    return name === '--help' ? 0 : 2
  }
  const config = parseConfig(process.env, [])
  if (!config.ok) {
    say(config.error)
    return 2
  }
  const context: CommandContext = {
    words,
    json,
    config: config.value,
    print: (document) => console.log(JSON.stringify(document, null, 2)),
    say,
    withApp: (run) => withApp(config.value, run),
  }
  try {
    return await command.run(context)
  } catch (cause) {
    if (cause instanceof WrongCall) {
      say(`${cause.message}\nUsage: asar ${command.usage}`)
      return 2
    }
    say(cause instanceof ClusterError || cause instanceof Error ? cause.message : String(cause))
    return 1
  }
}

process.exitCode = await main(process.argv.slice(2))

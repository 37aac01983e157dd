import { runCli } from './run-cli'

process.exitCode = await runCli(process.argv.slice(2), process.env, {
  print: (text) => console.log(text),
  say: (line) => console.error(line),
})

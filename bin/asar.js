#!/usr/bin/env node
import { spawnSync } from 'node:child_process'
// The `asar` command: runs the built command line on the Node that the project brings.
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const built = resolve(root, 'dist/server/cli.js')
if (!existsSync(built)) {
  console.error('The project is not built yet: run `npm ci` in its folder first.')
  process.exit(1)
}
const node = resolve(root, 'node_modules/.bin/node')
const done = spawnSync(
  existsSync(node) ? node : process.execPath,
  ['--enable-source-maps', built, ...process.argv.slice(2)],
  { stdio: 'inherit' },
)
process.exit(done.status ?? 1)

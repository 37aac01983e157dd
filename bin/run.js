#!/usr/bin/env node
// Runs a TypeScript module of the checkout as it stands, without a build: for tools and benchmarks, never in production.
import { resolve } from 'node:path'
import { runnerImport } from 'vite'

const [file, ...args] = process.argv.slice(2)
if (file === undefined) {
  console.error('expected: node bin/run.js FILE [arguments]')
  process.exit(2)
}
process.argv = [process.argv[0], resolve(file), ...args]
await runnerImport(resolve(file), {
  configFile: false,
  logLevel: 'error',
  // As in the built server: the development form of JSX is slower.
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx', development: false } },
})

import { basename, join, resolve } from 'node:path'
import { build } from 'vite'

const root = resolve(import.meta.dirname, '..')

/**
 * Builds modules of this folder as the server is built, both sides of a comparison alike: run as they stand, every call over a module's
 * border goes through a getter, which the product never pays for.
 * @returns the built file of each
 */
export async function buildModules(files: readonly string[]): Promise<string[]> {
  const outDir = join(root, 'dist/bench')
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    define: { 'import.meta.env.PROD': 'true', 'import.meta.env.DEV': 'false' },
    oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx', development: false } },
    ssr: { external: true },
    build: {
      ssr: true,
      target: 'node26',
      outDir,
      emptyOutDir: true,
      minify: false,
      rolldownOptions: {
        input: files.map((file) => join(import.meta.dirname, file)),
        output: { entryFileNames: '[name].js' },
      },
    },
  })
  return files.map((file) => join(outDir, `${basename(file, '.ts')}.js`))
}

import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { defineConfig, type Plugin } from 'vite'

const serverEntries = {
  main: 'src/main.ts',
  cli: 'src/cli/main.ts',
  'plan-worker': 'src/dispatch/plan/plan-worker.ts',
  'rounds-worker': 'src/rounds/plan/rounds-worker.ts',
}

const browserEntries = [
  'src/web/styles/index.css',
  'src/web/styles/app.css',
  'src/web/styles/desk.css',
  'src/web/styles/simple.css',
  'src/web/client/main.ts',
  'src/web/client/service-worker.ts',
]

const present = <Entries extends Record<string, string>>(entries: Entries): Record<string, string> =>
  Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(file)))

/** Writes `.br` and `.gz` beside each text file of the browser build, so that the server never compresses them again. */
const precompress = (): Plugin => ({
  name: 'precompress',
  apply: 'build',
  writeBundle: async ({ dir }) => {
    if (!dir) return
    const files = await readdir(dir, { recursive: true })
    for (const file of files.filter((name) => /\.(css|js|svg|json|webmanifest|wasm)$/.test(name))) {
      const content = await readFile(path.join(dir, file))
      const brotli = brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
      await writeFile(path.join(dir, `${file}.br`), brotli)
      await writeFile(path.join(dir, `${file}.gz`), gzipSync(content, { level: 9 }))
    }
  },
})

/**
 * Every colour of the tokens lies within sRGB, so the second copy of them that the compiler adds for wide-gamut screens
 * changes nothing but the size of the first visit.
 */
const singleGamut = (): Plugin => ({
  name: 'single-gamut',
  apply: 'build',
  enforce: 'post',
  generateBundle: (_options, bundle) => {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'asset' || !file.fileName.endsWith('.css')) continue
      file.source = withoutBlocks(String(file.source), '@supports (color:lab(0% 0 0)){')
    }
  },
})

const withoutBlocks = (css: string, opening: string): string => {
  const start = css.indexOf(opening)
  if (start === -1) return css
  let end = start + opening.length
  for (let depth = 1; depth > 0 && end < css.length; end += 1) depth += css[end] === '{' ? 1 : css[end] === '}' ? -1 : 0
  return withoutBlocks(css.slice(0, start) + css.slice(end), opening)
}

/**
 * `vite build --mode browser` writes dist/public (hashed files, manifest); `vite build --mode server` then writes
 * dist/server, which carries that manifest inside.
 */
export default defineConfig(({ mode }) => {
  if (mode === 'server') {
    return {
      define: { 'import.meta.env.PROD': 'true', 'import.meta.env.DEV': 'false' },
      build: {
        ssr: true,
        target: 'node26',
        outDir: 'dist/server',
        emptyOutDir: true,
        sourcemap: true,
        minify: false,
        rolldownOptions: {
          input: present(serverEntries),
          output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
        },
      },
      ssr: { external: true },
    }
  }
  return {
    publicDir: 'src/web/public',
    build: {
      outDir: 'dist/public',
      emptyOutDir: true,
      manifest: true,
      target: ['chrome100', 'firefox100', 'safari15.4'],
      cssCodeSplit: true,
      modulePreload: false,
      assetsInlineLimit: 4096,
      rolldownOptions: {
        input: browserEntries.filter((file) => existsSync(file)),
        output: {
          entryFileNames: ({ name }) => (name === 'service-worker' ? '[name].js' : 'assets/[name]-[hash].js'),
          chunkFileNames: 'assets/[name]-[hash].js',
          assetFileNames: 'assets/[name]-[hash][extname]',
        },
      },
    },
    plugins: [singleGamut(), precompress()],
  }
})

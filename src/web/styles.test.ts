import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '..')

const read = (...patterns: string[]): Record<string, string> =>
  Object.fromEntries(
    globSync(patterns, { cwd: root }).map((file) => [file, readFileSync(path.join(root, file), 'utf8')]),
  )

const styles = read('**/*.css')
const pages = Object.entries(read('**/*.tsx', '**/*.enhance.ts')).filter(([file]) => !file.includes('.test.'))

const withoutComments = (css: string): string => css.replace(/\/\*[\s\S]*?\*\//g, '')

/** A style sheet and all it imports. */
const reached = (file: string): readonly string[] => [
  file,
  ...[...(styles[file] ?? '').matchAll(/@import\s+["']([^"']+)["']/g)].flatMap(([, target = '']) =>
    reached(path.join(path.dirname(file), target)),
  ),
]

const defined = new Set(
  Object.values(styles).flatMap((css) =>
    [...withoutComments(css).matchAll(/\.([a-z][\w-]*)/g)].map(([, name]) => name),
  ),
)

test('every style sheet is reached from one of the four entries', () => {
  const all = new Set(['index', 'app', 'desk', 'simple'].flatMap((entry) => reached(`web/styles/${entry}.css`)))
  expect(Object.keys(styles).filter((file) => !all.has(file))).toEqual([])
})

test('every class of a page has a rule', () => {
  const bare = pages.flatMap(([file, source]) =>
    [...source.matchAll(/\bclass="([^"]+)"/g)]
      .flatMap(([, names = '']) => names.replace(/\$\{[^}]*\}/g, '$').split(/\s+/))
      .filter((name) => !name.includes('$') && !defined.has(name))
      .map((name) => `${file}: ${name}`),
  )
  expect([...new Set(bare)]).toEqual([])
})

test('two style sheets never give one name to two things', () => {
  const homes = new Map<string, Set<string>>()
  // On paper things look otherwise than on a screen.
  for (const [file, css] of Object.entries(styles).filter(([file]) => !file.endsWith('/print.css')))
    for (const [, name = ''] of withoutComments(css).matchAll(/[{};]\s*\.([a-z][\w-]*)\s*\{/g))
      homes.set(name, (homes.get(name) ?? new Set()).add(file))
  expect([...homes].filter(([, files]) => files.size > 1).map(([name, files]) => [name, ...files])).toEqual([])
})

test('components use roles alone: no colour stands outside the tokens', () => {
  const coloured = Object.entries(styles)
    .filter(([file]) => !/\/(tokens|print)\.css$/.test(file))
    .flatMap(([file, css]) =>
      withoutComments(css)
        .split('\n')
        .filter((line) => /#[\da-f]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(/i.test(line) && !/url\(/.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    )
  expect(coloured).toEqual([])
})

test('rules name inline and block sides, and stand in a layer', () => {
  const wrong = Object.entries(styles).flatMap(([file, css]) => {
    const bare = withoutComments(css)
    const physical =
      /(?:^|[\s;{])(?:margin|padding|border)-(?:left|right|top|bottom)\b|[\s;{](?:left|right|top|bottom):/.exec(bare)
    const layered = /^\s*(?:@layer|@import|@media\s+print\s*\{\s*@layer|$)/.test(bare)
    return [...(physical ? [`${file}: ${physical[0].trim()}`] : []), ...(layered ? [] : [`${file}: no layer`])]
  })
  expect(wrong).toEqual([])
})

import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'
import { ownerOf, roomsInOrder, type SourceFile, sourceFiles } from './source-files'

const files = new Map(sourceFiles('src').map((file) => [file.path, file]))
const find = (path: string): SourceFile | undefined =>
  files.get(`${path}.ts`) ?? files.get(`${path}.tsx`) ?? files.get(`${path}/index.ts`)

/** Names a file passes on from others: `export { a, type B } from './c'`. */
function* passedOn(file: SourceFile): Generator<{ name: string; source: SourceFile | undefined }> {
  for (const [, names = '', target = ''] of file.text.matchAll(
    /export\s+(?:type\s+)?\{([^}]*)\}\s*from\s*'(\.[^']*)'/g,
  )) {
    const source = find(normalize(join(dirname(file.path), target)))
    for (const part of names.split(',')) {
      const name =
        part
          .replace(/\btype\b/, '')
          .split(/\bas\b/)[0]
          ?.trim() ?? ''
      if (name !== '') yield { name, source }
    }
  }
}

function isDocumented(name: string, file: SourceFile | undefined, depth = 0): boolean {
  if (file === undefined || depth > 4) return false
  const declaration = new RegExp(
    `^export (?:declare )?(?:async )?(?:const|function\\*?|type|interface|class|abstract class|enum) ${name}\\b`,
    'm',
  ).exec(file.text)
  if (declaration !== null) return /\*\/\s*$/.test(file.text.slice(0, declaration.index))
  for (const next of passedOn(file)) if (next.name === name) return isDocumented(name, next.source, depth + 1)
  return false
}

test('everything a door exports has a docstring', () => {
  const bare: string[] = []
  for (const file of files.values()) {
    if (
      !/^src\/[^/]+\/index\.ts$/.test(file.path) ||
      !['platform', 'journal', ...roomsInOrder].includes(ownerOf(file.path) ?? '')
    )
      continue
    for (const { name, source } of passedOn(file)) if (!isDocumented(name, source)) bare.push(`${file.path}: ${name}`)
    for (const [, name = ''] of file.text.matchAll(/^export (?:const|function|type) (\w+)/gm))
      if (!isDocumented(name, file)) bare.push(`${file.path}: ${name}`)
  }
  expect(bare).toEqual([])
})

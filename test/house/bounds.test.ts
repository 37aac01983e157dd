import { expect, test } from 'vitest'
import { isTest, sourceFiles } from './source-files'

// Queries that read rows by an unbounded condition; each is either limited, or says in a comment what bounds it.
const files = sourceFiles('src').filter(
  (file) => !isTest(file.path) && !/platform\/(database|postgres)\//.test(file.path),
)

test('every list has a bound', () => {
  const boundless: string[] = []
  for (const { path, text } of files) {
    for (const { index } of text.matchAll(/\.execute\(\)/g)) {
      const before = text.slice(0, index)
      const start = Math.max(
        before.lastIndexOf('.selectFrom('),
        before.lastIndexOf('.insertInto('),
        before.lastIndexOf('.updateTable('),
        before.lastIndexOf('.deleteFrom('),
        before.lastIndexOf('.with('),
      )
      const chain = before.slice(start)
      if (!chain.startsWith('.selectFrom(')) continue
      // A chain that began with another verb and holds a subquery is not a list.
      const statement = before.slice(Math.max(0, start - 700), index)
      // One row by its primary key is no list.
      if (/\.limit\(|\.where\('id', '=', /.test(chain) || /\/\/ Bounded( by)?:? /.test(statement)) continue
      boundless.push(`${path}:${before.split('\n').length}`)
    }
    for (const match of text.matchAll(/sql(?:<[^`]*?>)?`([^`]*?)`\.execute\(/g)) {
      const query = match[1] ?? ''
      if (!/^\s*(SELECT|WITH)/i.test(query) || /\bLIMIT\b/i.test(query) || /\b(INSERT|UPDATE|DELETE)\b/.test(query))
        continue
      const oneRow =
        /^\s*SELECT[^;]*\b(count|sum|max|min|pg_\w+|current_setting|coalesce|EXISTS|similarity)\s*\(/i.test(query) &&
        !/GROUP BY/i.test(query)
      const noTable = !/\bFROM\b/i.test(query)
      const before = text.slice(Math.max(0, (match.index ?? 0) - 500), match.index)
      if (oneRow || noTable || /\/\/ Bounded( by)?:? /.test(before)) continue
      boundless.push(`${path}:${text.slice(0, match.index).split('\n').length}`)
    }
  }
  expect(boundless).toEqual([])
})

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { languages, translator } from '../web'
import { renderNotice } from './render'

const folder = import.meta.dirname
const source = ['rules/work.ts', 'rules/needs.ts', 'rules/people.ts', 'rules/safety.ts', 'rules/goods.ts', 'remind.ts']
  .map((file) => readFileSync(join(folder, file), 'utf8'))
  .join('\n')
const texts = JSON.parse(readFileSync(join(folder, '../web/messages/kk/notices.json'), 'utf8')) as Record<
  string,
  string
>
const kinds = Object.keys(texts)
  .filter((key) => key.startsWith('notices.text.'))
  .map((key) => key.slice('notices.text.'.length))

const empty = {
  firstNames: new Map(),
  activities: new Map(),
  needs: new Map(),
  gifts: new Map(),
  organizations: new Map(),
  visits: new Map(),
}

test.each(languages)('every text of %s can be said, also where its subject is gone', (lang) => {
  for (const kind of kinds) {
    const values = kind === 'role-granted' ? { code: 'operator' } : kind === 'answered-for-you' ? { code: 'yes' } : {}
    expect(renderNotice({ id: '', kind, path: '/', values }, empty, lang)).not.toMatch(/[{}]|undefined/)
  }
})

test('every text fits a few text messages and says 112 where it speaks of danger', () => {
  for (const lang of languages) {
    for (const kind of kinds) expect(translator(lang)(`notices.text.${kind}`, filled).length).toBeLessThan(200)
    for (const kind of ['danger', 'are-you-safe', 'helped-unmet', 'emergency-not-checked-out'])
      expect(translator(lang)(`notices.text.${kind}`, filled)).toContain('112')
  }
})

const filled = Object.fromEntries(
  [
    'place',
    'when',
    'until',
    'arrives',
    'neededBy',
    'who',
    'organization',
    'codeWord',
    'reference',
    'role',
    'answer',
    'competence',
  ].map((name) => [name, 'x'.repeat(12)]),
)

test('no text is left over', () => {
  const made = (kind: string) =>
    source.includes(`'${kind}'`) ||
    (kind.startsWith('helped-') && source.includes(`helped('${kind.slice(7)}'`)) ||
    /^(swap|stand-in)-offered$|^receipt-|-organization$/.test(kind)
  expect(kinds.filter((kind) => !made(kind))).toEqual([])
})

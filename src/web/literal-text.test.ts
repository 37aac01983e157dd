import { parseSync } from 'vite'
import { expect, test } from 'vitest'

type Node = { readonly type: string; readonly start: number; readonly [key: string]: unknown }

const sources = import.meta.glob<string>(['../**/*.tsx', '!../**/*.test.tsx'], {
  eager: true,
  query: '?raw',
  import: 'default',
})

const spokenAttributes = new Set([
  'aria-label',
  'aria-description',
  'alt',
  'title',
  'placeholder',
  'label',
  'legend',
  'caption',
  'hint',
  'lead',
])
const letters = /\p{L}/u

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value

const literalOf = (value: unknown): string | undefined =>
  isNode(value) && value.type === 'Literal' && typeof value.value === 'string' ? value.value : undefined

/** Words that a reader would see and no translator would: text between tags, spoken attributes, strings in braces. */
const literalTexts = (file: string, source: string): readonly string[] => {
  const found: string[] = []
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) visit(item)
    if (!isNode(value)) return
    if (value.type === 'JSXText' && letters.test(String(value.value))) found.push(String(value.value).trim())
    if (value.type === 'JSXElement' || value.type === 'JSXFragment') {
      for (const child of value.children as readonly Node[]) {
        const text = child.type === 'JSXExpressionContainer' ? literalOf(child.expression) : undefined
        if (text && letters.test(text)) found.push(text)
      }
    }
    if (value.type === 'JSXAttribute') {
      const name = isNode(value.name) ? String(value.name.name) : ''
      const container = value.value
      const text = literalOf(
        isNode(container) && container.type === 'JSXExpressionContainer' ? container.expression : container,
      )
      if (spokenAttributes.has(name) && text && letters.test(text)) found.push(`${name}="${text}"`)
    }
    for (const [key, part] of Object.entries(value)) if (key !== 'parent') visit(part)
  }
  visit(parseSync(file, source).program)
  return found
}

test('no page holds literal text', () => {
  const found = Object.entries(sources).flatMap(([file, source]) =>
    literalTexts(file, source).map((text) => `${file}: ${text}`),
  )
  expect(found).toEqual([])
})

test('literal text is found wherever a page could hide it', () => {
  expect(literalTexts('a.tsx', '<p title="Құжат">Help {"now"} <b>{t("a.b")}</b> · 5</p>')).toEqual([
    'now',
    'title="Құжат"',
    'Help',
  ])
})

import { isValidElement, type JSXNode } from 'hono/jsx'
import type { Child } from './child'

type Callbacks = Pick<Parameters<JSXNode['toStringToBuffer']>[0], 'callbacks'>

const special = /[&<>"']/
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text as it may stand between tags and in quoted attributes. */
export const escaped = (text: string): string =>
  special.test(text) ? text.replace(/[&<>"']/g, (character) => entities[character] ?? '') : text

/** A child as HTML, for components whose many rows are put together as strings; text is escaped, markup kept. */
export const markupOf = (child: Child): string => {
  if (typeof child === 'string') return escaped(child)
  if (child === null || child === undefined || typeof child === 'boolean') return ''
  if (typeof child === 'number') return String(child)
  if (Array.isArray(child)) {
    let markup = ''
    for (const one of child) markup += markupOf(one)
    return markup
  }
  if (isMarkup(child)) return String(child)
  return isValidElement(child) ? (simpleMarkup(child) ?? nodeMarkup(child)) : String(child)
}

/**
 * HTML with children in it, for cells and rows that a long list has by the hundred: values are escaped as in JSX, at a fraction of its
 * cost. Attribute values stand in double quotes.
 */
export const markup = (parts: TemplateStringsArray, ...children: readonly Child[]): Child => {
  let text = parts[0] ?? ''
  for (let at = 0; at < children.length; at++) {
    const child = children[at]
    text += (typeof child === 'string' ? escaped(child) : markupOf(child)) + (parts[at + 1] ?? '')
  }
  return new Markup(text) as unknown as Child
}

// As the renderer's own `raw`, with the mark on the class: two properties on each of hundreds of strings cost more than their text.
class Markup extends String {}
Object.defineProperty(Markup.prototype, 'isEscaped', { value: true })

const isMarkup = (child: unknown): boolean => child instanceof String

const simpleTags = new Set<unknown>(['a', 'b', 'br', 'div', 'em', 'li', 'p', 'small', 'span', 'strong', 'time', 'ul'])
const simpleAttributes = new Set(['class', 'datetime', 'href', 'id', 'lang', 'title'])

/** What most cells hold, text in a few plain elements, written straight; undefined for anything that needs the renderer. */
const simpleMarkup = ({ tag, props, children }: JSXNode): string | undefined => {
  if (!simpleTags.has(tag)) return undefined
  let markup = `<${tag}`
  for (const name in props) {
    if (name === 'children') continue
    const value: unknown = props[name]
    if (value === undefined || value === null) continue
    if (typeof value !== 'string' || !simpleAttributes.has(name)) return undefined
    markup += ` ${name}="${escaped(value)}"`
  }
  if (tag === 'br') return children.length === 0 ? `${markup}/>` : undefined
  markup += '>'
  for (const child of children) markup += markupOf(child)
  return `${markup}</${tag}>`
}

/** Within the page's own rendering: a string of its own for each cell would open the rendering context anew. */
const nodeMarkup = (node: JSXNode): string => {
  const buffer = Object.assign<(string | Promise<string>)[], Callbacks>([''], { callbacks: [] })
  node.toStringToBuffer(buffer)
  return buffer.length === 1 ? String(buffer[0]) : String(node)
}

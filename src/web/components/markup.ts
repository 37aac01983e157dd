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
  if (Array.isArray(child)) return child.map(markupOf).join('')
  if (isValidElement(child)) {
    // Within the page's own rendering: a string of its own for each cell would open the rendering context anew.
    const buffer = Object.assign<(string | Promise<string>)[], Callbacks>([''], { callbacks: [] })
    child.toStringToBuffer(buffer)
    if (buffer.length === 1) return String(buffer[0])
  }
  return String(child)
}

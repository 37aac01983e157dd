import type { Child } from './child'

const special = /[&<>"']/
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text as it may stand between tags and in quoted attributes. */
export const escaped = (text: string): string =>
  special.test(text) ? text.replace(/[&<>"']/g, (character) => entities[character] ?? '') : text

/** A child as HTML, for components whose many rows are put together as strings; text is escaped, markup kept. */
export const markupOf = (child: Child): string => {
  if (child === null || child === undefined || typeof child === 'boolean') return ''
  if (typeof child === 'string') return 'isEscaped' in Object(child) ? String(child) : escaped(child)
  if (typeof child === 'number') return String(child)
  if (Array.isArray(child)) return child.map(markupOf).join('')
  return String(child)
}

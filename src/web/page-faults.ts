const faults: readonly (readonly [RegExp, string])[] = [
  [/<[a-z][^>]*\sstyle\s*=/i, 'a style attribute'],
  [/<style[\s>]/i, 'a style element'],
  [/<script(?![^>]*\ssrc=)[^>]*>/i, 'an inline script'],
  [/<[a-z][^>]*\son[a-z]+\s*=/i, 'an event handler attribute'],
  [/\shx-on(?:[:\w-]*)\s*=/i, 'hx-on'],
  [/\shx-(?:vals|headers|confirm)\s*=\s*["']?\s*(?:js|javascript):/i, 'a value that is script'],
  [/\shx-trigger\s*=\s*"[^"]*\[/i, 'a trigger that is script'],
  [/(?:href|action|formaction|src)\s*=\s*["']?\s*javascript:/i, 'an address that is script'],
  [/<form(?![^>]*method="(?:post|get)")[^>]*>/i, 'a form that does not say how it is sent'],
]

const postForm = /<form[^>]*method="post"[^>]*>([\s\S]*?)<\/form>/gi

/**
 * What our content security policy or the weakest browser would break in a rendered page, in words; empty when nothing.
 * For tests of every room's pages.
 */
export const pageFaults = (html: string): readonly string[] => {
  const found = faults.filter(([pattern]) => pattern.test(html)).map(([, words]) => words)
  for (const [, inside = ''] of html.matchAll(postForm)) {
    if (!inside.includes('name="_key"')) found.push('a posting form without an idempotency key')
  }
  const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id)
  const twice = ids.find((id, at) => ids.indexOf(id) !== at)
  if (twice) found.push(`two elements with the id ${twice}`)
  return found
}

/** The text or number of an untrusted document at a path such as `data.0.id`; undefined where there is none. */
export function valueAt(document: unknown, path: string): string | undefined {
  let at: unknown = document
  for (const step of path.split('.')) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined
    at = (at as Record<string, unknown>)[step]
  }
  return typeof at === 'string' || typeof at === 'number' ? String(at) : undefined
}

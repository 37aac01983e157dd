import { createHash } from 'node:crypto'
import type { Context } from 'hono'

/** Untrusted fields of a request body, every value kept. Files stand apart. */
export type Form = {
  readonly fields: ReadonlyMap<string, readonly string[]>
  readonly files: ReadonlyMap<string, File>
}

export const emptyForm: Form = { fields: new Map(), files: new Map() }

const FIELDS_MAX = 2000

/** Untrusted text as the database can keep it: no NUL, no half of a letter, in Unicode form NFC. */
export const plainInput = (text: string): string => text.replaceAll('\0', '').toWellFormed().normalize('NFC')

/**
 * Reads urlencoded or multipart fields. Line ends become \n, NUL is dropped, text is put in Unicode form NFC.
 * @returns undefined for a body that is not of the form it says
 */
export async function readForm(c: Context): Promise<Form | undefined> {
  const type = c.req.header('content-type') ?? ''
  if (!type.startsWith('application/x-www-form-urlencoded') && !type.startsWith('multipart/form-data')) return emptyForm
  const data = await c.req.formData().catch(() => undefined)
  if (data === undefined) return undefined
  const fields = new Map<string, string[]>()
  const files = new Map<string, File>()
  let count = 0
  for (const [name, value] of data.entries()) {
    if (++count > FIELDS_MAX) break
    if (typeof value !== 'string') {
      files.set(name, value)
      continue
    }
    const text = plainInput(value.replaceAll('\r\n', '\n'))
    const before = fields.get(name)
    if (before === undefined) fields.set(name, [text])
    else before.push(text)
  }
  return { fields, files }
}

/** What a repeat must agree in: the path and every field but the key itself. */
export function requestHash(path: string, form: Form): Buffer {
  const hash = createHash('sha256').update(path)
  for (const [name, values] of [...form.fields].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (name !== '_key') hash.update(`\0${name}=${values.join('\u0001')}`)
  }
  return hash.digest()
}

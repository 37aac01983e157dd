import { err, ok, type Result } from '../../kit/result'

/** What a signed paper may be kept as: photographed or scanned. */
export const paperForms = { pdf: 'application/pdf', jpeg: 'image/jpeg', png: 'image/png' } as const
/** One of {@link paperForms}. */
export type PaperForm = keyof typeof paperForms

/** A photograph or scan of a signed paper, of a form its own bytes show. */
export type PaperFile = { readonly form: PaperForm; readonly bytes: Buffer }

/** Why a file is not taken. `active`: a PDF that would do something when it is opened. */
export type PaperFileError = { readonly kind: 'too-large' | 'no-picture' | 'active' }

/** The largest photograph a telephone takes, and then some. */
export const PAPER_BYTES_MAX = 8 * 1024 * 1024

const beginnings: readonly (readonly [PaperForm, Buffer])[] = [
  ['pdf', Buffer.from('%PDF-')],
  ['jpeg', Buffer.from([0xff, 0xd8, 0xff])],
  ['png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
]
const ACTIVE = /\/(?:JavaScript|JS|Launch|EmbeddedFile|RichMedia|XFA)\b/

/** Reads untrusted bytes as a photograph or scan; whatever its name says, its own beginning decides. */
export function parsePaperFile(bytes: Buffer): Result<PaperFile, PaperFileError> {
  if (bytes.length > PAPER_BYTES_MAX) return err({ kind: 'too-large' })
  const [form] = beginnings.find(([, start]) => bytes.subarray(0, start.length).equals(start)) ?? []
  if (form === undefined) return err({ kind: 'no-picture' })
  if (form === 'pdf' && ACTIVE.test(bytes.toString('latin1'))) return err({ kind: 'active' })
  return ok({ form, bytes })
}

import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, may, personOf, type Tx } from '../../platform'
import { ownDocuments, type StandardText } from '../documents/code-of-ethics'
import { documentAccepted, documentPublished } from '../entries'
import { findDocument } from '../queries'

// Entries need a subject; documents of one house are told apart by their id and version in the body.
const DOCUMENTS = '00000000-0000-4000-8000-000000000002'
// A document concerns the whole house, not one region.
const EVERYWHERE = 'ZZ'

/** Why a document was not published or accepted; `not-current` names the version in force. */
export type DocumentError =
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'unknown-document' }
  | { readonly kind: 'not-current'; readonly current: number }

/** Publishes a version of a document. A version once published never changes: the same again is quiet. */
export const publishDocument = (
  ctx: Ctx,
  text: StandardText,
): Promise<Result<{ readonly published: boolean }, DocumentError>> =>
  inCommand<{ published: boolean }, DocumentError>(ctx, 'publishDocument', async (tx) => {
    if (!may(ctx, 'system:administer', {})) return err({ kind: 'forbidden' })
    return ok({ published: await publishIn(tx, text) })
  })

/** The step of publishing, for commands that write a document of their own. @returns whether it is new */
export async function publishIn(tx: Tx, text: StandardText): Promise<boolean> {
  const row = await tx.db
    .insertInto('standard_documents')
    .values({
      id: text.id,
      version: text.version,
      text_kk: text.kk,
      text_ru: text.ru,
      text_en: text.en,
      published_at: tx.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('version')
    .executeTakeFirst()
  if (row === undefined) return false
  tx.append(
    documentPublished.entry({
      subjectId: DOCUMENTS,
      regionId: EVERYWHERE,
      body: { document: text.id, version: text.version },
      public: { version: text.version },
    }),
  )
  return true
}

/** Publishes what this release brings, as the system, at each start. What is there already stays as it is. */
export async function publishOwnDocuments(ctx: Ctx): Promise<void> {
  for (const text of ownDocuments) {
    if ((await findDocument(ctx.db, text.id, text.version)) === undefined) await publishDocument(ctx, text)
  }
}

/** The signed-in person accepts the newest version of a document, the one they were shown. Accepting again is quiet. */
export const acceptDocument = (
  ctx: Ctx,
  input: { readonly documentId: string; readonly version: number },
): Promise<Result<null, DocumentError>> =>
  inCommand<null, DocumentError>(ctx, 'acceptDocument', async (tx) => {
    const personId = personOf(ctx)
    if (personId === null) return err({ kind: 'forbidden' })
    return acceptDocumentIn(tx, { ...input, personId })
  })

/** The step of accepting, for a yes that carries it along. Whoever calls it vouches that the words are the person's own. */
export async function acceptDocumentIn(
  tx: Tx,
  input: { readonly personId: string; readonly documentId: string; readonly version: number },
): Promise<Result<null, DocumentError>> {
  const document = await findDocument(tx.db, input.documentId)
  if (document === undefined) return err({ kind: 'unknown-document' })
  if (document.version !== input.version) return err({ kind: 'not-current', current: document.version })
  const row = await tx.db
    .insertInto('standard_acceptances')
    .values({
      person_id: input.personId,
      document_id: input.documentId,
      version: input.version,
      accepted_at: tx.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('version')
    .executeTakeFirst()
  if (row === undefined) return ok(null)
  const { region_id: regionId } = await tx.db
    .selectFrom('people')
    .select('region_id')
    .where('id', '=', input.personId)
    .executeTakeFirstOrThrow()
  tx.append(
    documentAccepted.entry({
      subjectId: input.personId,
      regionId,
      body: { document: input.documentId, version: input.version },
      public: {},
    }),
  )
  return ok(null)
}

import { type Ctx, type Db, personOf, recordLook, type Tx } from '../../platform'
import { openSealed, type SealingKey, seal, sealingKey } from '../sign-in/sealing-key'
import type { PaperFile, PaperForm } from './paper-file'

/** A signed paper: a picture of it, where it lies, or both. */
export type SignedPaper = { readonly file?: PaperFile | undefined; readonly keptAt?: string | undefined }

/** What is known of the paper of a consent; `form` where a picture of it is kept. */
export type KeptPaper = {
  readonly consentId: string
  readonly keptAt: string | null
  readonly form: string | null
  readonly addedAt: Temporal.Instant
}

/** Whether there is anything of a paper. */
export const isPaper = (paper: SignedPaper | undefined): paper is SignedPaper =>
  paper !== undefined && (paper.file !== undefined || (paper.keptAt ?? '') !== '')

/** Keeps the paper of a consent that this command records; its picture is sealed by the key outside the database. */
export async function keepPaper(
  tx: Tx,
  consent: { readonly consentId: string; readonly personId: string; readonly addedBy: string },
  { file, keptAt }: SignedPaper,
): Promise<void> {
  const key = await sealingKey(tx.ctx.config.dataFolder)
  await tx.db
    .insertInto('signed_papers')
    .values({
      consent_id: consent.consentId,
      person_id: consent.personId,
      kept_at: keptAt === undefined || keptAt === '' ? null : keptAt,
      form: file?.form ?? null,
      sealed: file === undefined ? null : seal(key, consent.consentId, file.bytes),
      added_by: consent.addedBy,
      added_at: tx.now,
    })
    .execute()
}

/** Papers of a person's consents, without their pictures, at most 100. */
export async function listPapers(db: Db, personId: string): Promise<KeptPaper[]> {
  const rows = await db
    .selectFrom('signed_papers')
    .select(['consent_id', 'kept_at', 'form', 'added_at'])
    .where('person_id', '=', personId)
    .orderBy('added_at')
    .limit(100)
    .execute()
  return rows.map((row) => ({
    consentId: row.consent_id,
    keptAt: row.kept_at,
    form: row.form,
    addedAt: row.added_at,
  }))
}

/** The picture of a paper, for the person themself or for whoever helps them, whose look is on record. */
export async function openPaper(
  ctx: Ctx,
  { personId, consentId }: { readonly personId: string; readonly consentId: string },
): Promise<PaperFile | undefined> {
  const row = await ctx.db
    .selectFrom('signed_papers')
    .select(['form', 'sealed'])
    .where('consent_id', '=', consentId)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  if (row?.sealed == null) return undefined
  const key = await sealingKey(ctx.config.dataFolder)
  const bytes = opened(key, consentId, row.sealed)
  if (bytes === undefined) return undefined
  if (personOf(ctx) !== personId)
    await recordLook(ctx.db, ctx, {
      subjectPersonId: personId,
      subjectKind: 'person',
      subjectId: personId,
      what: ['signed-paper'],
    })
  return { form: row.form as PaperForm, bytes }
}

/** A folder of data that was restored beside another key opens nothing of it; the paper itself is where it lies. */
function opened(key: SealingKey, consentId: string, sealed: Buffer): Buffer | undefined {
  try {
    return openSealed(key, consentId, sealed)
  } catch {
    return undefined
  }
}

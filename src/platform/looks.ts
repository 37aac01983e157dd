import { type Ctx, personOf } from './context'
import type { Db } from './database/open'

/** One look: whose data, on what subject, which fields. */
export type Look = {
  readonly subjectPersonId: string | null
  readonly subjectKind: string
  readonly subjectId: string
  readonly what: readonly string[]
}

/** Records looks at several people's data in one statement, as a list shows it. */
export async function recordLooks(db: Db, ctx: Ctx, looks: readonly Look[]): Promise<void> {
  if (looks.length === 0) return
  const viewerRole = ctx.actor.kind === 'person' ? (ctx.actor.grants[0]?.role ?? 'person') : ctx.actor.kind
  await db
    .insertInto('looks')
    .values(
      looks.map((look) => ({
        at: ctx.clock.now(),
        viewer_id: personOf(ctx),
        viewer_role: viewerRole,
        subject_person_id: look.subjectPersonId,
        subject_kind: look.subjectKind,
        subject_id: look.subjectId,
        what: [...look.what],
        door: ctx.door,
      })),
    )
    .execute()
}

/** Records that somebody saw personal data: who, whose, which fields, through which door. Called by the query that reads them. */
export async function recordLook(
  db: Db,
  ctx: Ctx,
  look: { subjectPersonId: string | null; subjectKind: string; subjectId: string; what: readonly string[] },
): Promise<void> {
  const viewerRole = ctx.actor.kind === 'person' ? (ctx.actor.grants[0]?.role ?? 'person') : ctx.actor.kind
  await db
    .insertInto('looks')
    .values({
      at: ctx.clock.now(),
      viewer_id: personOf(ctx),
      viewer_role: viewerRole,
      subject_person_id: look.subjectPersonId,
      subject_kind: look.subjectKind,
      subject_id: look.subjectId,
      what: [...look.what],
      door: ctx.door,
    })
    .execute()
}

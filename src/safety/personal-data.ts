import { registerEraser, registerExporter } from '../people'

/**
 * Erasing a person takes their name from the reports they made, and from those about them that are closed. What an open report about
 * them says stays until it is closed: it protects somebody else.
 */
registerEraser('safety', async (tx, personId) => {
  await tx.db
    .updateTable('safety_report_words')
    .set({ reported_by: null, contact: null })
    .where('reported_by', '=', personId)
    .execute()
  await tx.db
    .updateTable('safety_reports')
    .set({ about_person_id: null })
    .where('about_person_id', '=', personId)
    .where('state', '=', 'closed')
    .execute()
})

/** Flags about a person go with them; whoever closed one stays as an id. */
registerEraser('safety-patterns', async (tx, personId) => {
  await tx.db.deleteFrom('companion_flags').where('companion_id', '=', personId).execute()
})

registerExporter('safety-patterns', (db, personId) =>
  db
    .selectFrom('companion_flags')
    .select(['rule', 'count', 'seen_at', 'state', 'outcome', 'closed_at'])
    .where('companion_id', '=', personId)
    .orderBy('seen_at', 'desc')
    .limit(100)
    .execute(),
)

// Only by whom and when: the words of a report stand behind its secret link, and those about a person belong to its reporter.
registerExporter('safety', async (db, personId) => ({
  looksAtMyReports: await db
    .selectFrom('looks')
    .select(['at', 'viewer_role', 'subject_id', 'what'])
    .where('subject_person_id', '=', personId)
    .where('subject_kind', '=', 'safety-report')
    .orderBy('at', 'desc')
    .limit(500)
    .execute(),
}))

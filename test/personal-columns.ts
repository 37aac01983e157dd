/**
 * What every column that can hold free words is for. A new column of type text, text[] or jsonb that no CHECK and no foreign key holds to
 * a list must be named here, or bear one of the names in `codes`: so nobody makes room for personal data without saying so.
 */

/** Names that hold codes, keys and ids in whatever table they stand. */
export const codes: readonly string[] = [
  ...['actor_kind', 'activity_state', 'attention', 'basis', 'bucket', 'cause', 'cell', 'channel', 'close_reason'],
  ...['code', 'code_word', 'competences', 'consent_how', 'contexts', 'danger_kind', 'dedupe', 'deliver_by'],
  ...[
    'dimension',
    'digest',
    'door_order',
    'door',
    'ended_why',
    'equipment',
    'excluded',
    'external_ref',
    'flags',
    'form',
    'given_how',
  ],
  ...['hazard', 'held_back', 'id', 'indicator', 'intent', 'inviter_kind', 'kato', 'key', 'key_id', 'kind', 'kinds'],
  ...['lang', 'languages', 'lawful_basis', 'legal_form', 'line', 'obligation', 'origin', 'outcome', 'provider'],
  ...['provider_id', 'purpose', 'reason', 'receipt_consent', 'receipt_door', 'receipt_reason', 'reference', 'result'],
  ...['result_unit', 'role', 'rule', 'said_by', 'scope', 'scopes', 'series_rule', 'source', 'state', 'subject_kind'],
  ...['takes', 'transport', 'transports', 'unit', 'verifier_key', 'viewer_role', 'weekdays', 'whom', 'work', 'zone'],
]

/** Endings of names that hold codes or ids. */
export const codeEndings = /_(id|code|hash|kind|reason|state|last)$/

/** Words, numbers and answers of persons or about them: in no page, feed, file, proof or entry that the public can read. */
export const personal: readonly string[] = [
  'activities.emergency_contact',
  'activities.review_words',
  'answer_words.words',
  'asks.why',
  'assignments.at_risk',
  'companion_flags.words',
  'companions.witness',
  'contact_channels.value',
  'conversations.expects',
  'conversations.sender',
  'conversations.undo',
  'credentials.evidence',
  'disputes.answer',
  'disputes.words',
  'goods_asks.words',
  'guardians.guardian_contact',
  'guardians.guardian_name',
  'guardians.relation',
  'imports.owner',
  'inbound_messages.reading',
  'inbound_messages.reply',
  'inbound_messages.sender',
  'inbound_messages.text',
  'invited_offers.items',
  'invited_offers.words',
  'journal.body',
  'letters.words',
  'line_tries.before',
  'line_words.words',
  'login_codes.value',
  'need_causes.words',
  'need_contacts.address',
  'need_contacts.contact',
  'need_contacts.folded',
  'need_contacts.name',
  'need_contacts.vulnerability',
  'need_contacts.words',
  'need_lines.attributes',
  'need_lines.words',
  'need_links.why',
  'need_referrals.receiver',
  'need_referrals.words',
  'need_verifications.words',
  'notices.path',
  'notices.values',
  'organization_members.invited_as',
  'organizations.refusal',
  'passkeys.name',
  'people.inviter',
  'people.name',
  'plan_proposals.why',
  'pledge_contacts.address',
  'pledge_contacts.contact',
  'pledge_contacts.name',
  'pledge_contacts.words',
  'results.evidence',
  'results.words',
  'round_plans.left_out',
  'safety_report_steps.words',
  'safety_report_words.contact',
  'safety_report_words.words',
  'sealed_facts.fact',
  'push_subscriptions.auth',
  'push_subscriptions.endpoint',
  'push_subscriptions.p256dh',
  'sessions.device',
  'sign_up_groups.name',
  'signed_papers.kept_at',
  'sms_heard_parts.sender',
  'suspensions.answer',
  'suspensions.appeal',
  'suspensions.words',
  'vehicles.name',
  'webhooks.secret',
  'webhooks.url',
  'work_logs.words',
]

/** Rows in which words that are public elsewhere tell where somebody who is helped lives. */
export const personalWhere: Readonly<Record<string, string>> = {
  'activities.briefing': 'need_id IS NOT NULL OR home_address',
  'activities.bring': 'need_id IS NOT NULL OR home_address',
  'activities.place_words': 'need_id IS NOT NULL OR home_address',
}

/** Everything else, by why it is no secret or what keeps it. */
export const notPersonal: Readonly<Record<string, readonly string[]>> = {
  'said to everybody': [
    ...['activities.aim', 'activities.briefing', 'activities.bring', 'activities.end_words', 'activities.place_words'],
    ...['activities.title', 'cause_answers.words', 'incidents.name', 'kits.name', 'organizations.about'],
    ...['organizations.name', 'posts.title', 'sites.address', 'sites.hours', 'sites.name', 'sites.state_note'],
  ],
  'registers and catalogues that anybody may download elsewhere': [
    ...['catalogue_items.name_en', 'catalogue_items.name_kk', 'catalogue_items.name_ru', 'catalogue_words.folded'],
    ...['catalogue_words.words', 'countries.name_en', 'countries.name_kk', 'countries.name_ru', 'districts.name_en'],
    ...['districts.name_kk', 'districts.name_ru', 'districts.official_kk', 'districts.official_ru'],
    ...['drawn_outlines.credits', 'drawn_outlines.shapes', 'localities.name_en', 'localities.name_kk'],
    ...['localities.name_ru', 'localities.official_kk', 'localities.official_ru', 'localities.search'],
    ...['region_outlines.credit', 'region_outlines.geometry', 'regions.name_en', 'regions.name_kk', 'regions.name_ru'],
    ...['standard_documents.text_en', 'standard_documents.text_kk', 'standard_documents.text_ru'],
    ...['sub_districts.name_en', 'sub_districts.name_kk', 'sub_districts.name_ru', 'sub_districts.official_kk'],
    ...['sub_districts.official_ru'],
  ],
  'the record and the log over it': [
    ...['journal.commitments', 'journal.public_body', 'log_checkpoints.note', 'log_cosignatures.line'],
    ...['log_witnesses.address', 'sealed_facts.name', 'issuer_keys.public_key'],
  ],
  'numbers, seeds and marks without a person': [
    ...['badges.ref', 'call_back_draws.seed', 'consents.data', 'looks.what', 'lot_entries.number', 'lot_seeds.seed'],
    ...['lots.seed', 'open_releases.files', 'open_releases.kept'],
    ...['plan_posts.binding', 'plans.recruit', 'passkey_challenges.challenge', 'idempotency.command', 'sheets.number'],
  ],
  'the house itself': [
    ...['api_keys.name', 'followers.failure', 'followers.name', 'schema_migrations.name', 'settings.value'],
    ...['mailboxes.address', 'mailboxes.failure', 'sms_providers.name', 'webhook_deliveries.failure'],
  ],
  'kept by a test of its own: a badge and what is shown by a share only its holder gives away': [
    ...['badges.document', 'badges.facts', 'idempotency.outcome'],
  ],
}

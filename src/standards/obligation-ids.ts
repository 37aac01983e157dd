/** Everything an activity may owe, in the order pages ask for it. Texts under `standards.obligation.<id>`. */
export const obligationIds = [
  'coordinator-named',
  'aim-stated',
  'briefing',
  'adults-only',
  'emergency-contact',
  'code-of-ethics',
  'credential',
  'safe-methods',
  'first-aid-on-site',
  'verified-organization',
  'authority-agreed',
  'written-contract-protective-clothing',
  'two-adults-first-visit',
  'two-adults-present',
  'confidentiality',
  'pairs-at-night',
  'overdue-watch',
  'two-count-money',
] as const

/** One of {@link obligationIds}. */
export type ObligationId = (typeof obligationIds)[number]

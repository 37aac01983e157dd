/** Fields of an entry's public part and the values they may have, as text; what a field does not say is `unknown`. */
export type Where = Readonly<Record<string, readonly string[]>>

/** What of an entry is added or taken: itself, or a figure of its public part. */
export type Amount = 'one' | 'minutes' | 'minutesBefore' | 'permille'

/**
 * Who is counted once: the request, organization or person an entry is about; a person somebody else acted for; a person, or an organization, within a calendar year; a person
 * within a year, where the year before counted them among the active too.
 */
export type Once =
  | 'subject'
  | 'served'
  | 'person'
  | 'person-in-a-year'
  | 'person-again-in-a-year'
  | 'organization-in-a-year'

/**
 * How a number reads entries of one kind, as data, so that a short script can do the same from a download. All rules of a number whose
 * kind and conditions fit an entry hold together: what they add less what they take is what it counts; one that leaves out decides alone.
 */
export type Rule = {
  readonly kind: string
  readonly where?: Where
  /** Conditions on what stands inside an entry and is not public: the download says what came of it. */
  readonly sealed?: Where
  readonly adds?: Amount
  readonly takes?: Amount
  /** The entry is looked at and not counted: why, as `indicators.why.<code>`. */
  readonly leavesOut?: string
  /** With `takes`: taken back from whoever is counted, who may then be counted again; nothing where they are not. */
  readonly once?: Once
}

/** What a rule may look at. */
export type RuledEntry = {
  readonly kind: string
  readonly publicBody: Readonly<Record<string, unknown>>
  readonly body: Readonly<Record<string, unknown>>
}

/** What rules make of an entry; undefined where it is none of theirs, or says nothing new. */
export type Ruled =
  | { readonly excluded: string }
  /** `once`: of whom there is one; `joins`: something is added and nothing taken. */
  | { readonly amount: number; readonly once: Once | undefined; readonly joins: boolean }

const holds = (where: Where | undefined, said: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(where ?? {}).every(([field, values]) => values.includes(String(said[field] ?? 'unknown')))

/** The rules of a number over one entry: pure, from its kind and its public part; only `sealed` conditions look further. */
export function applyRules(rules: readonly Rule[], { kind, publicBody, body }: RuledEntry): Ruled | undefined {
  const amountOf = (amount: Amount | undefined): number =>
    amount === undefined ? 0 : amount === 'one' ? 1 : Number(publicBody[amount] ?? 0)
  const fitting = rules.filter(
    (rule) => rule.kind === kind && holds(rule.where, publicBody) && holds(rule.sealed, body),
  )
  const leftOut = fitting.find((rule) => rule.leavesOut !== undefined)
  if (leftOut?.leavesOut !== undefined) return { excluded: leftOut.leavesOut }
  if (fitting.length === 0) return undefined
  const amount = fitting.reduce((sum, { adds, takes }) => sum + amountOf(adds) - amountOf(takes), 0)
  const joins = fitting.every(({ takes }) => takes === undefined)
  if (amount === 0 && !joins) return undefined
  return { amount, once: fitting.find(({ once }) => once !== undefined)?.once, joins }
}

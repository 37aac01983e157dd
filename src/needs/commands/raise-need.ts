import { newPublicId } from '../../kit/ids'
import { newReference } from '../../kit/reference'
import { ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, makeSecretLink, personOf, repeatableSecret, type Tx } from '../../platform'
import { defaultFlags, type LegalFlag, type Vulnerability } from '../../standards'
import { changeCodeOf, hashChangeCode } from '../change-code'
import { newCodeWord } from '../code-words'
import type { AlarmKind } from '../danger-phrases'
import { findDanger } from '../danger-words'
import { dangerAlarm, defined, lineAdded, needRaised, publicOf, publicOfNeed } from '../entries'
import { foldedWords } from '../folded-words'
import type { LineWish } from '../line-wish'
import type { ConsentHow, NeedKind, Urgency } from '../need'
import { insertMovements } from './move-line'
import { proposeLinks } from './propose-links'

/** What someone asks for, parsed: nothing behind it checks again. */
export type RaiseNeed = {
  readonly kind: NeedKind
  readonly lines: readonly LineWish[]
  /** Everything said in free words beside the lines. */
  readonly words: string
  /** Whoever asks said that a life is in danger, whatever their words. */
  readonly danger?: boolean | undefined
  readonly place: {
    readonly regionId: string
    readonly districtId: string | null
    readonly localityId: string | null
    readonly zone: string
    /** Exact, if anyone gave it; kept with the contact. */
    readonly point?: { readonly latitude: number; readonly longitude: number } | undefined
    readonly address: string
    /** Help is given in somebody's home. */
    readonly atHome: boolean
  }
  readonly neededBy: Temporal.Instant
  readonly urgency: Urgency
  readonly vulnerability: readonly Vulnerability[]
  readonly incidentId?: string | undefined
  readonly name: string
  readonly contact: { readonly kind: 'phone' | 'email' | 'telegram' | 'none'; readonly value: string }
  readonly callSafe: boolean
  readonly textSafe: boolean
  readonly lang: 'kk' | 'ru' | 'en'
  /** Set when someone enters it for another: how that person agreed. */
  readonly consentHow?: ConsentHow | undefined
  /** Account of the person helped, where they have one. */
  readonly personId?: string | undefined
}

/** What the person is given: the number, the link that follows, the code that changes; and whether danger was heard. */
export type RaisedNeed = {
  readonly needId: string
  readonly reference: string
  readonly secret: string
  readonly changeCode: string
  readonly danger: AlarmKind | null
}

type Kept = Omit<RaisedNeed, 'secret' | 'changeCode'> & { keys: { secret: string; changeCode: string } | null }

/** Flags that say what the work is; those that say who is helped (refugees, a criminal record) are not published with a single need. */
const publishedFlags: ReadonlySet<LegalFlag> = new Set([
  'disaster',
  'emergency',
  'heavy',
  'night',
  'home-visit',
  'minors-present',
])

/**
 * Takes a request for help. A repeat with the same idempotency key returns the same number, link and code. Words of danger raise an alarm
 * in the queue. Needs that look alike are linked as proposals.
 * Records need.raised, line.added, need.danger-alarm, need.link-proposed.
 */
export const raiseNeed = (ctx: Ctx, input: RaiseNeed): Promise<Result<RaisedNeed, never>> =>
  raiseAfter<never>(ctx, input, async () => ok(null))

/** The same after a step that may refuse it, in the transaction of the request. */
export async function raiseAfter<E>(
  ctx: Ctx,
  input: RaiseNeed,
  first: (tx: Tx, needId: string) => Promise<Result<null, E>>,
): Promise<Result<RaisedNeed, E>> {
  const needId = newPublicId()
  const keys = await keysOf({ db: ctx.db, ctx }, needId)
  const outcome = await inCommand<Kept, E>(ctx, 'raiseNeed', async (tx) => {
    const begun = await first(tx, needId)
    if (!begun.ok) return begun
    const drill = tx.ctx.door === 'simulation' || (await isDrill(tx, input.incidentId))
    const reference = await insertNeed(tx, needId, input, drill)
    await tx.db
      .insertInto('need_contacts')
      .values(contactRow(needId, hashChangeCode(keys.changeCode, keys.secret), input))
      .execute()
    const lineIds = await addLines(tx, needId, input)
    // Without a term: it ends when the data of the request are destroyed, or by a new link.
    await makeSecretLink(
      tx.db,
      { purpose: 'need', subjectId: needId, personId: input.personId ?? null, expiresAt: null, secret: keys.secret },
      tx.now,
    )
    const danger = dangerOf(input)
    recordRaised(tx, { needId, reference, drill }, input, lineIds, danger)
    await proposeLinks(tx, needId, input)
    tx.wake('needs.tell-unmet', { needId }, input.neededBy, needId)
    // With an idempotency key the outcome is stored, and what opens the request must not be.
    return ok({ needId, reference, danger, keys: ctx.idempotency === undefined ? keys : null })
  })
  if (!outcome.ok) return outcome
  const { keys: kept, ...raised } = outcome.value
  const isRepeat = raised.needId !== needId
  return ok({ ...raised, ...(kept ?? (isRepeat ? await keysOf({ db: ctx.db, ctx }, raised.needId) : keys)) })
}

/** Link and code of a need, the same for the repeat of a request. */
export async function keysOf(
  { db, ctx }: Pick<Tx, 'db' | 'ctx'>,
  needId: string,
): Promise<{ secret: string; changeCode: string }> {
  return {
    secret: await repeatableSecret(db, ctx, 'need-link', needId),
    changeCode: changeCodeOf(await repeatableSecret(db, ctx, 'need-code', needId)),
  }
}

const dangerOf = (input: RaiseNeed): AlarmKind | null =>
  findDanger([...input.lines.map((line) => line.words), input.words].join('. '))?.kind ??
  (input.danger === true ? 'said' : null)

/** What may be said of the kind in public: health in any line makes it one group. */
const publicKind = (input: RaiseNeed): string =>
  input.kind === 'health' || input.lines.some((line) => line.healthRelated) ? 'health' : input.kind

function flagsOf(input: RaiseNeed): LegalFlag[] {
  const competences = input.lines.flatMap((line) => (line.competence === null ? [] : [line.competence]))
  return [
    ...defaultFlags({
      inIncident: input.incidentId !== undefined,
      incidentOngoing: input.incidentId !== undefined,
      atHome: input.place.atHome,
      competences,
      vulnerabilities: input.vulnerability,
    }),
  ]
}

async function insertNeed(tx: Tx, needId: string, input: RaiseNeed, drill: boolean): Promise<string> {
  const danger = dangerOf(input)
  const entered = input.consentHow === undefined ? null : personOf(tx.ctx)
  for (;;) {
    const reference = newReference()
    const row = await tx.db
      .insertInto('needs')
      .values({
        id: needId,
        reference,
        region_id: input.place.regionId,
        district_id: input.place.districtId,
        locality_id: input.place.localityId,
        incident_id: input.incidentId ?? null,
        state: 'raised',
        kind: input.kind,
        urgency: input.urgency,
        severity: danger === null ? 'unknown' : 'extreme',
        certainty: danger === null ? 'unknown' : 'possible',
        danger_kind: danger,
        danger_alarm_at: danger === null ? null : tx.now,
        flags: flagsOf(input),
        home_address: input.place.atHome,
        needed_by: input.neededBy,
        zone: input.place.zone,
        door: tx.ctx.door,
        entered_by: entered,
        consent_how: input.consentHow ?? null,
        person_id: input.personId ?? null,
        drill,
        code_word: newCodeWord(),
        raised_at: tx.now,
        checked_at: tx.now,
      })
      .onConflict((c) => c.column('reference').doNothing())
      .returning('reference')
      .executeTakeFirst()
    if (row !== undefined) return row.reference
  }
}

async function isDrill(tx: Tx, incidentId: string | undefined): Promise<boolean> {
  if (incidentId === undefined) return false
  const row = await tx.db.selectFrom('incidents').select('drill').where('id', '=', incidentId).executeTakeFirst()
  return row?.drill === true
}

const contactRow = (needId: string, changeCodeHash: Buffer, input: RaiseNeed) => ({
  need_id: needId,
  name: input.name === '' ? null : input.name,
  contact_kind: input.contact.kind,
  contact: input.contact.kind === 'none' ? null : input.contact.value,
  call_safe: input.callSafe,
  text_safe: input.textSafe,
  lang: input.lang,
  address: input.place.address === '' ? null : input.place.address,
  latitude: input.place.point?.latitude ?? null,
  longitude: input.place.point?.longitude ?? null,
  words: input.words,
  folded: foldedWords(input),
  vulnerability: [...input.vulnerability],
  change_code_hash: changeCodeHash,
})

async function addLines(tx: Tx, needId: string, input: RaiseNeed): Promise<string[]> {
  const lines = input.lines.map((line) => ({ line, id: newPublicId() }))
  if (lines.length === 0) return []
  await tx.db
    .insertInto('need_lines')
    .values(
      lines.map(({ line, id }) => ({
        id,
        need_id: needId,
        region_id: input.place.regionId,
        kind: line.kind,
        item_id: line.item,
        competence_id: line.competence,
        words: line.words,
        attributes: JSON.stringify(line.attributes),
        unit: line.unit,
        due_at: input.neededBy,
      })),
    )
    .execute()
  await insertMovements(
    tx,
    lines.map(({ line, id }) => ({
      lineId: id,
      from: 'source',
      to: 'open',
      quantity: line.quantity,
      cause: 'asked',
      causeId: needId,
    })),
  )
  return lines.map(({ id }) => id)
}

function recordRaised(
  tx: Tx,
  { needId, reference, drill }: { needId: string; reference: string; drill: boolean },
  input: RaiseNeed,
  lineIds: readonly string[],
  danger: AlarmKind | null,
): void {
  const need = { id: needId, region_id: input.place.regionId, zone: input.place.zone, drill }
  const entered = input.consentHow === undefined ? null : personOf(tx.ctx)
  tx.append(
    needRaised.entry({
      subjectId: needId,
      regionId: need.region_id,
      body: {
        reference,
        kind: input.kind,
        urgency: input.urgency,
        locality: input.place.localityId,
        lines: [...lineIds],
        neededBy: input.neededBy.toString(),
        enteredBy: entered,
        consentHow: input.consentHow ?? null,
      },
      public: {
        ...publicOfNeed(need, tx.now),
        ...defined,
        kind: publicKind(input),
        urgency: input.urgency,
        severity: danger === null ? 'unknown' : 'extreme',
        count: input.lines.length,
        flags: flagsOf(input).filter((flag) => publishedFlags.has(flag)),
        door: tx.ctx.door,
        ...(input.incidentId === undefined ? {} : { incident: input.incidentId }),
      },
      facts: {
        request: { personId: input.personId ?? null, fact: { reference, neededBy: input.neededBy.toString() } },
      },
    }),
  )
  for (const [i, line] of input.lines.entries()) {
    const lineId = lineIds[i]
    if (lineId !== undefined) recordLine(tx, need, lineId, line)
  }
  if (danger !== null) {
    tx.append(
      dangerAlarm.entry({
        subjectId: needId,
        regionId: need.region_id,
        body: { danger },
        public: publicOfNeed(need, tx.now),
      }),
    )
  }
}

/** Records `line.added`; of health-related lines only the group and the quantity are public. */
export function recordLine(
  tx: Tx,
  need: { readonly id: string; readonly region_id: string; readonly zone: string; readonly drill: boolean },
  lineId: string,
  line: LineWish,
): void {
  tx.append(
    lineAdded.entry({
      subjectId: lineId,
      regionId: need.region_id,
      body: {
        need: need.id,
        kind: line.kind,
        item: line.item,
        competence: line.competence,
        unit: line.unit,
        quantity: line.quantity,
      },
      public: {
        ...publicOf(need, tx.now),
        ...defined,
        need: need.id,
        line: lineId,
        kind: line.healthRelated ? 'health' : (line.item ?? line.competence ?? 'words'),
        ...(line.healthRelated ? {} : { unit: line.unit }),
        quantity: line.quantity,
      },
    }),
  )
}

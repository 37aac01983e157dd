import { randomBytes, randomUUID } from 'node:crypto'
import type pg from 'pg'
import { newId, newPublicId } from '../../src/kit/ids'
import { newReference } from '../../src/kit/reference'
import { unwrap } from '../../src/kit/result'
import { raiseNeed } from '../../src/needs'
import type { Ctx } from '../../src/platform'
import { insert, wakeUp } from './insert'

const HOURS = 6
const words = 'Drinking water'

/** A request for help with one line, as somebody sends it from the page: everybody with a contact of their own. */
export const raise = async (ctx: Ctx, localityId: string): Promise<void> => {
  const idempotency = { scope: 'bench', key: randomUUID(), requestHash: randomBytes(32) }
  unwrap(
    await raiseNeed(
      { ...ctx, door: 'web', idempotency },
      {
        kind: 'food',
        lines: [
          {
            kind: 'item',
            item: 'drinking-water',
            competence: null,
            unit: 'millilitre',
            quantity: 20_000,
            words,
            attributes: {},
            healthRelated: false,
          },
        ],
        words: '',
        place: { regionId: 'KZ-27', districtId: null, localityId, zone: 'Asia/Oral', address: '', atHome: false },
        neededBy: ctx.clock.now().add({ hours: HOURS }),
        urgency: 'expected',
        vulnerability: [],
        name: '',
        contact: { kind: 'phone', value: telephone() },
        callSafe: true,
        textSafe: false,
        lang: 'kk',
      },
    ),
  )
}

const telephone = (): string => `+77${String(randomBytes(6).readUIntBE(0, 6) % 1_000_000_000).padStart(9, '0')}`

/** The same rows by hand: ten statements between BEGIN and COMMIT, one for each row. */
export async function raiseByHand(client: pg.Client, localityId: string): Promise<void> {
  const [needId, lineId] = [newPublicId(), newPublicId()]
  const at = new Date().toISOString()
  const due = new Date(Date.now() + HOURS * 3_600_000)
  const place = { region_id: 'KZ-27' }
  const need = { ...place, zone: 'Asia/Oral', needed_by: due.toISOString() }
  const states = { urgency: 'expected', severity: 'unknown', certainty: 'unknown', state: 'raised' }
  await client.query('BEGIN')
  await insert(client, 'needs', {
    ...need,
    ...states,
    id: needId,
    reference: newReference(),
    locality_id: localityId,
    kind: 'food',
    flags: [],
    home_address: false,
    door: 'web',
    drill: false,
    code_word: 'apple',
    raised_at: at,
    checked_at: at,
  })
  await insert(client, 'need_contacts', {
    need_id: needId,
    contact_kind: 'phone',
    contact: telephone(),
    call_safe: true,
    text_safe: false,
    lang: 'kk',
    words: '',
    folded: 'drinking water',
    vulnerability: [],
    change_code_hash: randomBytes(32),
  })
  await insert(client, 'need_lines', {
    ...place,
    id: lineId,
    need_id: needId,
    kind: 'item',
    item_id: 'drinking-water',
    words,
    unit: 'litre',
    due_at: due.toISOString(),
  })
  await insert(client, 'line_movements', {
    id: newId(),
    line_id: lineId,
    from_part: 'source',
    to_part: 'open',
    quantity: 20,
    cause: 'asked',
    cause_id: needId,
    at,
  })
  await insert(client, 'secret_links', {
    secret_hash: randomBytes(32),
    id: newId(),
    purpose: 'need',
    subject_id: needId,
    created_at: at,
  })
  const entry = { ...place, at, actor_kind: 'visitor', door: 'web' }
  const raisedId = newId()
  await insert(client, 'journal', {
    ...entry,
    id: raisedId,
    kind: 'need.raised',
    subject_kind: 'need',
    subject_id: needId,
    body: JSON.stringify({ reference: 'XXXX-XXXX', kind: 'food', urgency: 'expected', lines: [lineId] }),
    public_body: JSON.stringify({ region: 'KZ-27', day: at.slice(0, 10), kind: 'food', urgency: 'expected', count: 1 }),
    commitments: JSON.stringify({ request: randomBytes(32).toString('hex') }),
  })
  await insert(client, 'journal', {
    ...entry,
    id: newId(),
    kind: 'line.added',
    subject_kind: 'need-line',
    subject_id: lineId,
    body: JSON.stringify({ need: needId, kind: 'item', item: 'drinking-water', unit: 'litre', quantity: 20 }),
    public_body: JSON.stringify({ region: 'KZ-27', day: at.slice(0, 10), need: needId, line: lineId, quantity: 20 }),
    commitments: '{}',
  })
  await insert(client, 'sealed_facts', {
    entry_id: raisedId,
    name: 'request',
    salt: randomBytes(16),
    fact: JSON.stringify({ reference: 'XXXX-XXXX' }),
  })
  await insert(client, 'pgboss.job', wakeUp({ job: 'needs.tell-unmet', needId }, needId, due))
  await insert(client, 'idempotency', {
    scope: 'bench',
    key: randomBytes(32).toString('base64url'),
    command: 'raiseNeed',
    request_hash: randomBytes(32),
    outcome: JSON.stringify({ ok: true, value: { needId } }),
  })
  await client.query('COMMIT')
}

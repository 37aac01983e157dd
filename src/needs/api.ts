import { z } from 'zod'
import { isId } from '../kit/ids'
import { err, ok } from '../kit/result'
import { parseContact } from '../people'
import { resolvePlace } from '../places'
import { type ApiOperation, apiOperation, type Ctx, may } from '../platform'
import { vulnerabilities } from '../standards'
import { catalogueOperations } from './api/catalogue-operations'
import { causeOperations } from './api/cause-operations'
import { changeOperations } from './api/change-operations'
import { itemOperations } from './api/item-operations'
import { lineOperations } from './api/line-operations'
import { answer, done, forbidden, moneyIsNoItem, needId, notFound, tag } from './api/problem'
import { triageOperations } from './api/triage-operations'
import { parseAttributes } from './catalogue/attribute'
import { namesMoney } from './catalogue/match-item'
import { raiseNeed } from './commands/raise-need'
import { receiveHelp } from './commands/receive-help'
import { verifyNeed } from './commands/verify-need'
import { readLine } from './line-wish'
import {
  consentHows,
  isStale,
  type NeedKind,
  needKinds,
  receiptReasons,
  receipts,
  urgencies,
  verifyMethods,
} from './need'
import { findNeedRow } from './queries/find-need'
import { asSeen } from './received-by-lines'
import { mayOnNeed } from './scope'

const kinds = Object.keys(needKinds) as [NeedKind, ...NeedKind[]]

const attributesAsked = z
  .record(z.string(), z.string().max(40))
  .default({})
  .transform(parseAttributes)
  .meta({ description: 'Size, age and the like, as `getItem` lists them; read from the words too: "boots 43".' })

const lineAsked = z.strictObject({
  words: z.string().min(1).max(300).meta({ description: 'What is needed, in any of the three languages.' }),
  quantity: z.string().max(40).optional().meta({ description: 'How much, as people write it: "20", "1.5 l", "5 kg".' }),
  item: z
    .string()
    .max(100)
    .optional()
    .meta({ description: 'Id picked among what `listItems` says the words mean; `words` for none of them.' }),
  attributes: attributesAsked,
})

const raiseBody = z.strictObject({
  kind: z.enum(kinds),
  lines: z.array(lineAsked).min(1).max(20),
  words: z.string().max(2000).default(''),
  place: z.strictObject({
    locality: z.uuid().optional(),
    kato: z
      .string()
      .regex(/^\d{9}$/)
      .optional(),
    latitude: z.number().min(-90).max(90).optional(),
    longitude: z.number().min(-180).max(180).optional(),
    address: z.string().max(300).default(''),
    atHome: z.boolean(),
  }),
  neededBy: z.iso.datetime({ offset: true }),
  urgency: z.enum(urgencies),
  vulnerability: z.array(z.enum(vulnerabilities)).default([]),
  name: z.string().max(100).default(''),
  contact: z.string().max(200).default('').meta({ description: 'Telephone or e-mail; empty for none.' }),
  callSafe: z.boolean().default(false),
  textSafe: z.boolean().default(false),
  lang: z.enum(['kk', 'ru', 'en']).default('kk'),
  danger: z.boolean().default(false).meta({ description: 'They say that a life is in danger now: 112 comes first.' }),
  consentHow: z.enum(consentHows).meta({ description: 'How the person agreed that you enter it for them.' }),
})

const raised = z
  .strictObject({
    id: z.uuid(),
    reference: z.string(),
    followUrl: z.url().meta({ description: 'Secret link of the person who asked. Pass it on and do not keep it.' }),
    changeCode: z.string().meta({ description: 'Code for correcting and cancelling, told once.' }),
    danger: z.boolean().meta({ description: 'Danger to life was heard or said: tell the person to call 112 now.' }),
  })
  .meta({ id: 'RaisedNeed' })

const createNeed = apiOperation({
  method: 'POST',
  path: '/needs',
  id: 'createNeed',
  pages: ['POST /ask', 'POST /ask/send', 'POST /needs/new'],
  summary: 'Enter a request for help for another person',
  tag,
  may: 'needs:enter',
  records: ['need.raised', 'line.added', 'need.danger-alarm', 'need.link-proposed'],
  query: z.strictObject({}),
  body: raiseBody,
  response: raised,
  status: 201,
  example: {
    body: {
      kind: 'food',
      lines: [{ words: 'ауыз су', quantity: '20' }],
      place: { kato: '271010000', atHome: false },
      neededBy: '2026-11-23T15:00:00Z',
      urgency: 'expected',
      contact: '+7 701 234 56 78',
      callSafe: true,
      textSafe: true,
      consentHow: 'by-phone',
    },
  },
  run: async (ctx, { body }) => {
    const { latitude, longitude, locality, kato } = body.place
    const point = latitude === undefined || longitude === undefined ? undefined : { latitude, longitude }
    const place = await resolvePlace(ctx.db, { localityId: locality, kato, point })
    if (!place.ok)
      return err({
        status: 422,
        kind: place.error.kind,
        detail: 'Expected a known settlement, its KATO code or a position.',
      })
    if (!mayEnter(ctx, place.value.regionId)) return err(forbidden)
    const contact = body.contact === '' ? undefined : parseContact(body.contact, true)
    if (contact?.ok === false)
      return err({ status: 422, kind: 'contact-wrong', detail: 'Expected a telephone number or an e-mail address.' })
    if (body.lines.some((line) => namesMoney(line.words))) return err(moneyIsNoItem)
    const lines = body.lines.map((line) => readLine(line.words, line.quantity ?? '', line.item, line.attributes))
    const known = lines.flatMap((line) => line ?? [])
    if (known.length < lines.length)
      return err({ status: 422, kind: 'quantity-wrong', detail: 'Expected a quantity that fits what is asked for.' })
    const neededBy = Temporal.Instant.from(body.neededBy)
    if (Temporal.Instant.compare(neededBy, ctx.clock.now()) <= 0)
      return err({ status: 422, kind: 'wrong-time', detail: 'Expected neededBy ahead of now.' })
    const result = await raiseNeed(ctx, {
      kind: body.kind,
      lines: known,
      words: body.words,
      place: {
        regionId: place.value.regionId,
        districtId: place.value.districtId ?? null,
        localityId: place.value.localityId ?? null,
        zone: place.value.zone,
        point,
        address: body.place.address,
        atHome: body.place.atHome,
      },
      neededBy,
      urgency: body.urgency,
      vulnerability: body.vulnerability,
      name: body.name,
      contact: contact === undefined ? { kind: 'none', value: '' } : contact.value,
      callSafe: body.callSafe,
      textSafe: body.textSafe,
      lang: body.lang,
      danger: body.danger,
      consentHow: body.consentHow,
    })
    if (!result.ok) return result
    const { needId: id, reference, secret, changeCode, danger } = result.value
    return ok({ id, reference, followUrl: `${ctx.config.url}/n/${secret}`, changeCode, danger: danger !== null })
  },
})

const mayEnter = ({ actor, ...ctx }: Ctx, regionId: string): boolean =>
  may({ ...ctx, actor }, 'needs:enter', {
    organizationId: actor.kind === 'key' ? actor.organizationId : null,
    regionId,
  })

const needState = z
  .strictObject({
    id: z.uuid(),
    reference: z.string(),
    region: z.string(),
    kind: z.string(),
    state: z.string(),
    urgency: z.string(),
    severity: z.string(),
    alarm: z.boolean().meta({ description: 'Danger to life that nobody has taken up yet.' }),
    stale: z.boolean().meta({ description: 'Verify before acting.' }),
    homeAddress: z.boolean(),
    flags: z.array(z.string()),
    raisedAt: z.iso.datetime(),
    neededBy: z.iso.datetime(),
    verifiedAt: z.iso.datetime().nullable(),
    firstYesAt: z.iso.datetime().nullable(),
    helpedAt: z.iso.datetime().nullable(),
    closedAt: z.iso.datetime().nullable(),
    receipt: z.enum(receipts).nullable(),
    receiptReason: z.string().nullable(),
    lines: z.array(
      z.strictObject({
        id: z.uuid(),
        item: z.string().nullable(),
        competence: z.string().nullable(),
        unit: z.string(),
        attributes: z.record(z.string(), z.string()),
        requested: z.int(),
        open: z.int(),
        promised: z.int(),
        inTransit: z.int(),
        delivered: z.int(),
        withdrawn: z.int(),
      }),
    ),
  })
  .meta({
    id: 'Need',
    description: 'Where a need stands. Contact, address, vulnerability and words are not part of it.',
  })

const readNeed = apiOperation({
  method: 'GET',
  path: '/needs/:id',
  id: 'getNeed',
  summary: 'Where a need stands',
  tag,
  may: 'needs:triage',
  query: z.strictObject({}),
  response: needState,
  example: { params: { id: needId } },
  run: async (ctx, { params }) => {
    const found = await findNeedRow(ctx.db, params.id ?? '')
    if (found === undefined || !(await mayOnNeed(ctx.db, ctx, 'needs:triage', found))) return err(notFound)
    const need = await asSeen(ctx, found)
    const lines = await ctx.db
      .selectFrom('need_lines')
      .selectAll()
      .where('need_id', '=', need.id)
      .orderBy('id')
      .limit(50)
      .execute()
    return ok({
      id: need.id,
      reference: need.reference,
      region: need.region_id,
      kind: need.kind,
      state: need.state,
      urgency: need.urgency,
      severity: need.severity,
      alarm: need.danger_alarm_at !== null && need.danger_seen_by === null,
      stale: isStale(need, ctx.clock.now()),
      homeAddress: need.home_address,
      flags: need.flags,
      raisedAt: need.raised_at.toString(),
      neededBy: need.needed_by.toString(),
      verifiedAt: need.verified_at?.toString() ?? null,
      firstYesAt: need.first_yes_at?.toString() ?? null,
      helpedAt: need.helped_at?.toString() ?? null,
      closedAt: need.closed_at?.toString() ?? null,
      receipt: receipts.find((one) => one === need.receipt) ?? null,
      receiptReason: need.receipt_reason,
      lines: lines.map((line) => ({
        id: line.id,
        item: line.item_id,
        competence: line.competence_id,
        unit: line.unit,
        attributes: parseAttributes(line.attributes),
        requested: line.requested,
        open: line.open,
        promised: line.promised,
        inTransit: line.in_transit,
        delivered: line.delivered,
        withdrawn: line.withdrawn,
      })),
    })
  },
})

const verify = apiOperation({
  method: 'POST',
  path: '/needs/:id/verify',
  id: 'verifyNeed',
  pages: ['POST /needs/:id/verify'],
  summary: 'Say that a need was found true, and how',
  tag,
  may: 'needs:verify',
  records: ['need.verified', 'need.danger-seen'],
  query: z.strictObject({}),
  body: z.strictObject({ method: z.enum(verifyMethods) }),
  response: done,
  example: { params: { id: needId }, body: { method: 'call' } },
  run: async (ctx, { params, body }) => {
    if (!isId(params.id)) return err(notFound)
    const verified = answer(await verifyNeed(ctx, { needId: params.id, method: body.method }))
    return verified.ok ? ok({ id: verified.value.needId }) : verified
  },
})

const receipt = apiOperation({
  method: 'POST',
  path: '/needs/:id/receipt',
  id: 'receiveHelp',
  pages: ['POST /needs/:id/receipt', 'POST /n/:secret/receipt'],
  summary: 'Enter what the person helped says',
  tag,
  may: 'needs:enter',
  records: ['need.receipt', 'need.helped', 'line.moved', 'line.claim-released'],
  query: z.strictObject({}),
  body: z.strictObject({
    result: z.enum(receipts),
    reason: z.enum(receiptReasons).optional().meta({ description: 'Expected after partly and no.' }),
    consentHow: z.enum(consentHows),
  }),
  response: done,
  example: { params: { id: needId }, body: { result: 'yes', consentHow: 'by-phone' } },
  run: async (ctx, { params, body }) => {
    if (!isId(params.id)) return err(notFound)
    if (body.result !== 'yes' && body.reason === undefined)
      return err({ status: 422, kind: 'reason-missing', detail: 'Expected a reason after partly and no.' })
    const { result, reason, consentHow } = body
    const received = answer(await receiveHelp(ctx, { needId: params.id, result, reason: reason ?? null, consentHow }))
    return received.ok ? ok({ id: received.value.needId }) : received
  },
})

/** What partners' systems may do with needs; contact and address never leave by this door. */
export const needsOperations: readonly ApiOperation[] = [
  createNeed,
  readNeed,
  ...lineOperations,
  verify,
  receipt,
  ...changeOperations,
  ...triageOperations,
  ...causeOperations,
  ...itemOperations,
  ...catalogueOperations,
]

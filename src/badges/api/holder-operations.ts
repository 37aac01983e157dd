import { z } from 'zod'
import { isId } from '../../kit/ids'
import { err, ok } from '../../kit/result'
import { findPerson, forPerson, helpConsent, lookForPerson } from '../../people'
import { type ApiOperation, apiOperation, type Ctx } from '../../platform'
import { type Lang, languages } from '../../web'
import { type BadgeKind, badgeKinds } from '../badge'
import { findBadge, findShare, listShares, standingOf } from '../badge-rows'
import { takeBackBadge } from '../commands/revoke-badges'
import { PICKS_MAX, shareDays, shareRecord, withdrawShare } from '../commands/share-record'
import { listFacts } from '../find-facts'
import { sayFacts } from '../write-badge'
import { none, notFound, problemOf, sampleId, tag } from './answers'

const pick = z.strictObject({ kind: z.enum(badgeKinds), ref: z.string().regex(/^[0-9a-z-]{1,60}$/) })
const byWord = { volunteer: z.uuid(), consent: helpConsent }
const asked = z.strictObject({ consent: z.uuid(), lang: z.enum(languages).default('kk') })
const exampleAsked = { params: { volunteerId: sampleId }, query: { consent: sampleId } }

const zoneOf = async (ctx: Ctx, personId: string): Promise<string> => {
  const person = await findPerson(ctx.db, personId)
  const region = await ctx.db
    .selectFrom('regions')
    .select('zone')
    .where('id', '=', person?.regionId ?? '')
    .executeTakeFirst()
  return region?.zone ?? 'UTC'
}

const listShowable = apiOperation({
  method: 'GET',
  path: '/volunteers/:volunteerId/showable',
  id: 'listShowable',
  summary:
    'What of their record the person can show: presences, years, competences, letters, awards. The look is recorded.',
  tag,
  may: 'people:help',
  query: asked,
  response: z.strictObject({
    showable: z.array(pick.extend({ title: z.string(), text: z.string() }).meta({ id: 'Showable' })),
  }),
  example: exampleAsked,
  run: async (ctx, { params, query }) => {
    const personId = params.volunteerId ?? ''
    if (!(await lookForPerson(ctx, personId, query.consent, ['record']))) return err(notFound)
    const zone = await zoneOf(ctx, personId)
    const facts = await listFacts(ctx.db, personId)
    return ok({ showable: facts.map((one) => ({ kind: one.kind, ref: one.ref, ...sayFacts(one, query.lang, zone) })) })
  },
})

const share = apiOperation({
  method: 'POST',
  path: '/volunteers/:volunteerId/shares',
  id: 'shareRecord',
  pages: ['POST /me/record/share'],
  summary: 'Show for the person what they picked of their record, and nothing else, on a link that ends',
  tag,
  may: 'people:help',
  records: ['badge.issued', 'record.shared'],
  status: 201,
  query: none,
  body: z.strictObject({
    consent: helpConsent,
    picks: z.array(pick).min(1).max(PICKS_MAX),
    name: z.boolean().default(false).meta({ description: 'Whether the person shows their name.' }),
    days: z.literal([...shareDays]).default(30),
    lang: z.enum(languages).default('kk').meta({ description: 'Language the badges are written in.' }),
  }),
  response: z.strictObject({
    share: z.uuid(),
    address: z.string().meta({ description: 'Said to this request and its repeats alone: give it to the person.' }),
    badges: z.array(z.uuid()),
  }),
  example: {
    params: { volunteerId: sampleId },
    body: { consent: sampleId, picks: [{ kind: 'year', ref: '2026' }], name: false, days: 30, lang: 'kk' },
  },
  run: async (ctx, { params, body }) => {
    const volunteerId = params.volunteerId ?? ''
    if (!isId(volunteerId)) return err(notFound)
    const done = await shareRecord(forPerson({ ...ctx, lang: body.lang }, volunteerId, body.consent), {
      volunteerId,
      picks: body.picks,
      withName: body.name,
      days: body.days,
    })
    if (!done.ok) return err(problemOf(done.error))
    const { shareId, secret, badges } = done.value
    return ok({ share: shareId, address: `${ctx.config.url}/shared/${secret}`, badges: [...badges] })
  },
})

const badge = z
  .strictObject({
    id: z.uuid(),
    kind: z.enum(badgeKinds),
    title: z.string(),
    issuedAt: z.iso.datetime(),
    stands: z.enum(['valid', 'revoked', 'expired']),
  })
  .meta({ id: 'Badge' })

const shares = apiOperation({
  method: 'GET',
  path: '/volunteers/:volunteerId/shares',
  id: 'listShares',
  summary: 'The newest 50 links of the person with their badges, and how each stands. The look is recorded.',
  tag,
  may: 'people:help',
  query: asked,
  response: z.strictObject({
    shares: z.array(
      z.strictObject({
        id: z.uuid(),
        madeAt: z.iso.datetime(),
        endsAt: z.iso.datetime(),
        open: z.boolean(),
        badges: z.array(badge),
      }),
    ),
  }),
  example: exampleAsked,
  run: async (ctx, { params, query }) => {
    const personId = params.volunteerId ?? ''
    if (!(await lookForPerson(ctx, personId, query.consent, ['record']))) return err(notFound)
    const [zone, now] = [await zoneOf(ctx, personId), ctx.clock.now()]
    const lang: Lang = query.lang
    return ok({
      shares: (await listShares(ctx.db, personId)).map((one) => ({
        id: one.id,
        madeAt: one.madeAt.toString(),
        endsAt: (one.withdrawnAt ?? one.expiresAt).toString(),
        open: one.withdrawnAt === null && Temporal.Instant.compare(one.expiresAt, now) > 0,
        badges: one.badges.map((made) => ({
          id: made.id,
          kind: made.kind as BadgeKind,
          title: sayFacts(made.facts, lang, zone).title,
          issuedAt: made.issuedAt.toString(),
          stands: standingOf(made, now),
        })),
      })),
    })
  },
})

const read = apiOperation({
  method: 'GET',
  path: '/volunteers/:volunteerId/badges/:id',
  id: 'readBadge',
  summary: 'A badge of the person as the signed credential itself (Open Badges 3.0). The look is recorded.',
  tag,
  may: 'people:help',
  query: z.strictObject({ consent: z.uuid() }),
  response: z.strictObject({ stands: z.enum(['valid', 'revoked', 'expired']), credential: z.looseObject({}) }),
  example: { params: { volunteerId: sampleId, id: sampleId }, query: { consent: sampleId } },
  run: async (ctx, { params, query }) => {
    const personId = params.volunteerId ?? ''
    if (!(await lookForPerson(ctx, personId, query.consent, ['record']))) return err(notFound)
    const found = isId(params.id) ? await findBadge(ctx.db, params.id) : undefined
    if (found === undefined || found.volunteerId !== personId) return err(notFound)
    return ok({ stands: standingOf(found, ctx.clock.now()), credential: JSON.parse(found.document) })
  },
})

const withdraw = apiOperation({
  method: 'POST',
  path: '/shares/:id/withdraw',
  id: 'withdrawShare',
  pages: ['POST /shares/:id/withdraw'],
  summary: 'End a link of the person before its time',
  tag,
  may: 'people:help',
  records: ['record.share-withdrawn'],
  query: none,
  body: z.strictObject(byWord),
  response: none,
  example: { params: { id: sampleId }, body: { volunteer: sampleId, consent: sampleId } },
  run: async (ctx, { params, body }) => {
    const made = isId(params.id) ? await findShare(ctx.db, params.id) : undefined
    if (made === undefined || made.volunteer_id !== body.volunteer) return err(notFound)
    const done = await withdrawShare(forPerson(ctx, body.volunteer, body.consent), { shareId: made.id })
    return done.ok ? ok({}) : err(problemOf(done.error))
  },
})

const takeBack = apiOperation({
  method: 'POST',
  path: '/badges/:id/take-back',
  id: 'takeBackBadge',
  pages: ['POST /badges/:id/take-back'],
  summary: 'Take a badge of the person back for good: whoever checks it learns that it no longer holds',
  tag,
  may: 'people:help',
  records: ['badge.revoked'],
  query: none,
  body: z.strictObject(byWord),
  response: none,
  example: { params: { id: sampleId }, body: { volunteer: sampleId, consent: sampleId } },
  run: async (ctx, { params, body }) => {
    if (!isId(params.id)) return err(notFound)
    const done = await takeBackBadge(forPerson(ctx, body.volunteer, body.consent), { badgeId: params.id })
    return done.ok ? ok({}) : err(problemOf(done.error))
  },
})

/** What a person shows of their record, on their word. */
export const holderOperations: readonly ApiOperation[] = [listShowable, share, shares, read, withdraw, takeBack]

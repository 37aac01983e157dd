import { z } from 'zod'
import { isId } from '../../kit/ids'
import { err, ok, type Result } from '../../kit/result'
import { forPerson, helpConsent, lookForPerson } from '../../people'
import { findRegion, resolvePlace } from '../../places'
import { type ApiOperation, apiOperation, type Ctx, type Problem } from '../../platform'
import { getLawPack } from '../../standards'
import { addException, changeWeek, removeException } from '../commands/change-availability'
import { changePreferences, type Preferences } from '../commands/change-preferences'
import { endApart, keepApart } from '../commands/keep-apart'
import { addBusy, removeBusy } from '../commands/keep-busy'
import { leaveVolunteering, pauseVolunteer, resumeVolunteer } from '../commands/step-back'
import { readCompany } from '../company'
import { findVolunteer, readTime } from '../queries'
import { equipments, transports, workLanguages } from '../volunteer'

const tag = 'Volunteers'
const none = z.strictObject({})
const id = z.uuid()
const minute = z.int().min(0).max(1440)
const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const sampleId = '5f0e9d8c-4c62-4f0e-9d8c-0b8f7c8e1a41'
const example = { params: { volunteerId: sampleId }, body: { consent: sampleId } }

const notFound: Problem = { status: 404, kind: 'not-found', detail: 'There is no such volunteer in reach of the key.' }

const problems: Readonly<Record<string, Problem>> = {
  // Without the consent a key learns of nobody.
  'not-own': notFound,
  'not-a-volunteer': notFound,
  'not-met': { status: 404, kind: 'not-met', detail: 'They were not at the same work of late.' },
  nothing: { status: 422, kind: 'nothing', detail: 'Expected at least one thing to change.' },
  'wrong-times': {
    status: 422,
    kind: 'wrong-times',
    detail: 'Expected an end after the start, ahead of now and not too far away; a pause to end is one that lasts.',
  },
  'too-many': { status: 409, kind: 'too-many', detail: 'There are as many of these as a year needs: take some back.' },
  'shift-there': { status: 409, kind: 'shift-there', detail: 'A shift stands in that time, to be given back first.' },
}

const said = (result: Result<null, { readonly kind: string }>): Result<Record<string, never>, Problem> =>
  result.ok ? ok({}) : err(problems[result.error.kind] ?? notFound)

const ownOf = (params: Record<string, string>): string => (isId(params.volunteerId) ? params.volunteerId : sampleId)

const readOwn = apiOperation({
  method: 'GET',
  path: '/volunteers/:volunteerId/time',
  id: 'readOwnTime',
  summary: 'What a person said of their time, with the ids to take it back by. The look is recorded.',
  tag,
  may: 'people:help',
  query: z.strictObject({ consent: z.uuid() }),
  response: z.strictObject({
    zone: z.string(),
    week: z.array(z.strictObject({ weekday: z.int(), startMinute: z.int(), endMinute: z.int() })),
    exceptions: z.array(
      z.strictObject({ id, date: z.iso.date(), free: z.boolean(), startMinute: z.int(), endMinute: z.int() }),
    ),
    busy: z.array(z.strictObject({ id, startsAt: z.iso.datetime(), endsAt: z.iso.datetime() })),
  }),
  example: { params: { volunteerId: sampleId }, query: { consent: sampleId } },
  run: async (ctx, { params, query }) => {
    const volunteer = await findVolunteer(ctx.db, ownOf(params))
    if (volunteer === undefined || volunteer.state === 'left') return err(notFound)
    if (!(await lookForPerson(ctx, volunteer.id, query.consent, ['free-time']))) return err(notFound)
    const now = ctx.clock.now()
    const today = now.toZonedDateTimeISO(volunteer.zone).toPlainDate()
    const { week, exceptions, busy } = await readTime(ctx.db, volunteer.id, today, now)
    return ok({
      zone: volunteer.zone,
      week: week.map(({ weekday, startMinute, endMinute }) => ({ weekday, startMinute, endMinute })),
      exceptions: exceptions.map((one) => ({
        id: one.id,
        date: one.date.toString(),
        free: one.free,
        startMinute: one.startMinute,
        endMinute: one.endMinute,
      })),
      busy: busy.map((one) => ({ id: one.id, startsAt: one.start.toString(), endsAt: one.end.toString() })),
    })
  },
})

const setWeek = apiOperation({
  method: 'POST',
  path: '/volunteers/:volunteerId/week',
  id: 'changeWeek',
  summary: 'Replace the usual week of the person, in wall time of their home',
  tag,
  may: 'people:help',
  records: ['volunteer.availability-changed'],
  pages: ['POST /me/availability', 'POST /me/availability/preset'],
  query: none,
  body: z.strictObject({
    consent: helpConsent,
    week: z
      .array(z.strictObject({ weekday: z.int().min(1).max(7), startMinute: minute, endMinute: minute }))
      .max(168)
      .refine((week) => week.every((one) => one.startMinute < one.endMinute), 'each range ends after it starts')
      .meta({ description: 'Weekday 1 is Monday; minutes of the day, half-open.' }),
  }),
  response: none,
  example: {
    params: { volunteerId: sampleId },
    body: { consent: sampleId, week: [{ weekday: 6, startMinute: 540, endMinute: 1080 }] },
  },
  run: async (ctx, { params, body }) => {
    const volunteerId = ownOf(params)
    return said(await changeWeek(forPerson(ctx, volunteerId, body.consent), { volunteerId, rules: body.week }))
  },
})

const DAYS_AHEAD_MAX = 366

const except = apiOperation({
  method: 'POST',
  path: '/volunteers/:volunteerId/exceptions',
  id: 'addException',
  summary: 'Add a day on which the usual week of the person does not hold',
  tag,
  may: 'people:help',
  records: ['volunteer.availability-changed'],
  pages: ['POST /me/availability/exceptions'],
  query: none,
  body: z
    .strictObject({
      consent: helpConsent,
      date: z.iso.date(),
      free: z.boolean(),
      startMinute: minute.default(0),
      endMinute: minute.default(1440),
    })
    .refine((one) => one.startMinute < one.endMinute, 'the range ends after it starts'),
  response: none,
  example: { params: { volunteerId: sampleId }, body: { consent: sampleId, date: '2026-12-05', free: false } },
  run: async (ctx, { params, body: { consent: given, date, ...range } }) => {
    const volunteerId = ownOf(params)
    const day = Temporal.PlainDate.from(date)
    const today = ctx.clock.now().toZonedDateTimeISO('UTC').toPlainDate()
    // A day either way, since the home may be on the other side of midnight.
    if (
      Temporal.PlainDate.compare(day, today.subtract({ days: 1 })) < 0 ||
      Temporal.PlainDate.compare(day, today.add({ days: DAYS_AHEAD_MAX })) > 0
    )
      return err({ status: 422, kind: 'wrong-times', detail: 'Expected a day from today on, within a year.' })
    const exception = { date: day, ...range }
    return said(await addException(forPerson(ctx, volunteerId, given), { volunteerId, exception }))
  },
})

const dropException = apiOperation({
  method: 'POST',
  path: '/volunteers/:volunteerId/exceptions/:exception/remove',
  id: 'removeException',
  summary: 'Take such a day back',
  tag,
  may: 'people:help',
  records: ['volunteer.availability-changed'],
  pages: ['POST /me/availability/exceptions/remove'],
  query: none,
  body: z.strictObject({ consent: helpConsent }),
  response: none,
  example: { ...example, params: { ...example.params, exception: sampleId } },
  run: async (ctx, { params, body }) => {
    const volunteerId = ownOf(params)
    const exceptionId = params.exception ?? ''
    if (!isId(exceptionId)) return err(notFound)
    return said(await removeException(forPerson(ctx, volunteerId, body.consent), { volunteerId, exceptionId }))
  },
})

const keepBusy = apiOperation({
  method: 'POST',
  path: '/volunteers/:volunteerId/busy',
  id: 'addBusy',
  summary: 'Enter a time the person has given to something of their own',
  tag,
  may: 'people:help',
  records: ['volunteer.busy-changed'],
  pages: ['POST /me/availability/busy'],
  query: none,
  body: z.strictObject({
    consent: helpConsent,
    startsAt: z.iso.datetime({ offset: true }),
    endsAt: z.iso.datetime({ offset: true }),
  }),
  response: none,
  example: {
    params: { volunteerId: sampleId },
    body: { consent: sampleId, startsAt: '2026-12-05T05:00:00Z', endsAt: '2026-12-05T09:00:00Z' },
  },
  run: async (ctx, { params, body }) => {
    const volunteerId = ownOf(params)
    const [startsAt, endsAt] = [Temporal.Instant.from(body.startsAt), Temporal.Instant.from(body.endsAt)]
    return said(await addBusy(forPerson(ctx, volunteerId, body.consent), { volunteerId, startsAt, endsAt }))
  },
})

const dropBusy = apiOperation({
  method: 'POST',
  path: '/volunteers/:volunteerId/busy/:busy/remove',
  id: 'removeBusy',
  summary: 'Take such a time back',
  tag,
  may: 'people:help',
  records: ['volunteer.busy-changed'],
  pages: ['POST /me/availability/busy/remove'],
  query: none,
  body: z.strictObject({ consent: helpConsent }),
  response: none,
  example: { ...example, params: { ...example.params, busy: sampleId } },
  run: async (ctx, { params, body }) => {
    const volunteerId = ownOf(params)
    const busyId = params.busy ?? ''
    if (!isId(busyId)) return err(notFound)
    return said(await removeBusy(forPerson(ctx, volunteerId, body.consent), { volunteerId, busyId }))
  },
})

const home = z.strictObject({
  locality: z.uuid().optional(),
  latitude: z.number().min(-90).max(90).optional(),
  longitude: z.number().min(-180).max(180).optional(),
})

/** Where somebody lives, as the preferences keep it; undefined for a place nobody knows. */
async function readHome(ctx: Ctx, { locality, latitude, longitude }: z.output<typeof home>) {
  const point = latitude === undefined || longitude === undefined ? undefined : { latitude, longitude }
  const place = await resolvePlace(ctx.db, { localityId: locality, point })
  if (!place.ok) return undefined
  const { regionId, zone, localityId = null } = place.value
  const where = place.value.point ?? (await findRegion(ctx.db, regionId))?.point
  return where === undefined ? undefined : { point: where, regionId, zone, localityId }
}

const kindsHere = async (ctx: Ctx, regionId: string): Promise<string[]> =>
  getLawPack((await findRegion(ctx.db, regionId))?.countryCode ?? 'KZ').activityKinds.map((kind) => kind.id)

const prefer = apiOperation({
  method: 'POST',
  path: '/volunteers/:volunteerId/preferences',
  id: 'changePreferences',
  summary: 'Change how the person wants to help and their limits; what is left out stays',
  tag,
  may: 'people:help',
  records: ['volunteer.preferences-changed'],
  pages: ['POST /me/preferences'],
  query: none,
  body: z.strictObject({
    consent: helpConsent,
    home: home.optional(),
    reachMeters: z.int().min(0).max(2_000_000).optional(),
    transport: z.enum(transports).optional(),
    equipment: z.array(z.enum(equipments)).max(20).optional(),
    languages: z.array(z.enum(workLanguages)).min(1).max(12).optional(),
    kinds: z.array(z.string().max(40)).max(50).optional(),
    weekMinutesMax: z.int().min(0).max(10_080).optional(),
    restMinutesMin: z.int().min(0).max(2880).optional(),
    daysInRowMax: z.int().min(1).max(31).optional(),
    travelOverride: z.boolean().optional(),
    emergencyCalls: z.boolean().optional(),
    interestedOnly: z.boolean().optional(),
    quiet: z.strictObject({ from: wallTime, until: wallTime }).optional(),
  }),
  response: none,
  example: {
    params: { volunteerId: sampleId },
    body: { consent: sampleId, weekMinutesMax: 600, emergencyCalls: true },
  },
  run: async (ctx, { params, body: { consent: given, home: asked, quiet, ...rest } }) => {
    const volunteerId = ownOf(params)
    const volunteer = await findVolunteer(ctx.db, volunteerId)
    if (volunteer === undefined) return err(notFound)
    const where = asked === undefined ? undefined : await readHome(ctx, asked)
    if (asked !== undefined && where === undefined)
      return err({ status: 422, kind: 'place-unknown', detail: 'Expected a known settlement or a position.' })
    const known = await kindsHere(ctx, where?.regionId ?? volunteer.regionId)
    if (rest.kinds?.some((kind) => !known.includes(kind)))
      return err({ status: 422, kind: 'kind-unknown', detail: `Expected kinds among ${known.join(', ')}.` })
    const preferences: Preferences = {
      ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
      ...(where === undefined ? {} : { home: where }),
      ...(quiet === undefined
        ? {}
        : { quiet: { from: Temporal.PlainTime.from(quiet.from), until: Temporal.PlainTime.from(quiet.until) } }),
    }
    return said(await changePreferences(forPerson(ctx, volunteerId, given), { volunteerId, preferences }))
  },
})

const company = apiOperation({
  method: 'GET',
  path: '/volunteers/:volunteerId/company',
  id: 'readOwnCompany',
  summary:
    'Whom a person met at work of late, and whom they do not want to work with, by first names. Each look is recorded.',
  tag,
  may: 'people:help',
  query: z.strictObject({ consent: z.uuid() }),
  response: z.strictObject({
    met: z.array(z.strictObject({ id, name: z.string(), activity: z.string(), at: z.iso.datetime() })),
    apart: z.array(z.strictObject({ id, name: z.string() })),
  }),
  example: { params: { volunteerId: sampleId }, query: { consent: sampleId } },
  run: async (ctx, { params, query }) => {
    const volunteerId = ownOf(params)
    if (!(await lookForPerson(ctx, volunteerId, query.consent, ['company']))) return err(notFound)
    const { met, apart } = await readCompany(ctx, volunteerId)
    return ok({
      met: met.map(({ id: one, name, activity, at }) => ({ id: one, name, activity, at: at.toString() })),
      apart: [...apart],
    })
  },
})

const notWith = apiOperation({
  method: 'POST',
  path: '/volunteers/:volunteerId/company',
  id: 'keepApart',
  summary: 'Not with somebody the person met at work: they are no longer proposed together, and nobody learns of it',
  tag,
  may: 'people:help',
  records: ['volunteer.company-changed'],
  pages: ['POST /me/company'],
  query: none,
  body: z.strictObject({ consent: helpConsent, met: id.meta({ description: 'The id among those they met.' }) }),
  response: none,
  example: { params: { volunteerId: sampleId }, body: { consent: sampleId, met: sampleId } },
  run: async (ctx, { params, body }) => {
    const volunteerId = ownOf(params)
    return said(await keepApart(forPerson(ctx, volunteerId, body.consent), { volunteerId, met: body.met }))
  },
})

const withAgain = apiOperation({
  method: 'POST',
  path: '/volunteers/:volunteerId/company/:apart/remove',
  id: 'endApart',
  summary: 'Take such a wish back',
  tag,
  may: 'people:help',
  records: ['volunteer.company-changed'],
  pages: ['POST /me/company/remove'],
  query: none,
  body: z.strictObject({ consent: helpConsent }),
  response: none,
  example: { ...example, params: { ...example.params, apart: sampleId } },
  run: async (ctx, { params, body }) => {
    const volunteerId = ownOf(params)
    const apartId = params.apart ?? ''
    if (!isId(apartId)) return err(notFound)
    return said(await endApart(forPerson(ctx, volunteerId, body.consent), { volunteerId, apartId }))
  },
})

const pause = apiOperation({
  method: 'POST',
  path: '/volunteers/:volunteerId/pause',
  id: 'pauseVolunteer',
  summary: 'Pause for the person at once, without reasons; seats before the end of the pause are free again',
  tag,
  may: 'people:help',
  records: ['volunteer.paused'],
  pages: ['POST /me/pause'],
  query: none,
  body: z.strictObject({
    consent: helpConsent,
    until: z.iso.datetime({ offset: true }).nullable().meta({ description: 'null: until they say so.' }),
  }),
  response: none,
  example: { params: { volunteerId: sampleId }, body: { consent: sampleId, until: null } },
  run: async (ctx, { params, body }) => {
    const volunteerId = ownOf(params)
    const until = body.until === null ? null : Temporal.Instant.from(body.until)
    return said(await pauseVolunteer(forPerson(ctx, volunteerId, body.consent), { volunteerId, until }))
  },
})

const resume = apiOperation({
  method: 'POST',
  path: '/volunteers/:volunteerId/resume',
  id: 'resumeVolunteer',
  summary: 'End the pause of the person',
  tag,
  may: 'people:help',
  records: ['volunteer.resumed'],
  pages: ['POST /me/resume'],
  query: none,
  body: z.strictObject({ consent: helpConsent }),
  response: none,
  example,
  run: async (ctx, { params, body }) => {
    const volunteerId = ownOf(params)
    return said(await resumeVolunteer(forPerson(ctx, volunteerId, body.consent), { volunteerId }))
  },
})

const leave = apiOperation({
  method: 'POST',
  path: '/volunteers/:volunteerId/leave',
  id: 'leaveVolunteering',
  summary: 'Leave for the person at once, without reasons; what nothing needs any more is destroyed',
  tag,
  may: 'people:help',
  records: ['volunteer.left'],
  pages: ['POST /me/leave'],
  query: none,
  body: z.strictObject({ consent: helpConsent }),
  response: none,
  example,
  run: async (ctx, { params, body }) => {
    const volunteerId = ownOf(params)
    return said(await leaveVolunteering(forPerson(ctx, volunteerId, body.consent), { volunteerId }))
  },
})

/** A volunteer's own word about their time and how they help, passed on while they ask for it. */
export const ownOperations: readonly ApiOperation[] = [
  readOwn,
  setWeek,
  except,
  dropException,
  keepBusy,
  dropBusy,
  prefer,
  company,
  notWith,
  withAgain,
  pause,
  resume,
  leave,
]

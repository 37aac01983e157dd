import { z } from 'zod'
import { confirmRecords } from '../../goods'
import { err } from '../../kit/result'
import { forPerson, ownWord } from '../../people'
import { findLocality } from '../../places'
import { type ApiOperation, apiOperation } from '../../platform'
import { reportRecords, reportStop } from '../commands/report-stop'
import { refusalReasons, stopReports } from '../round'
import { offerVehicle, withdrawVehicle } from '../vehicles/commands'
import { vehicleLimits } from '../vehicles/vehicle'
import { answered, exampleId, idOf, none, tag } from './shared'

const ownExample = { volunteer: exampleId, consent: exampleId }
const { kilograms, litres } = vehicleLimits

const offer = apiOperation({
  method: 'POST',
  path: '/vehicles',
  id: 'offerVehicle',
  pages: ['POST /me/vehicles'],
  summary: 'Offer a vehicle of the person for rounds',
  tag,
  may: 'people:help',
  records: ['vehicle.changed'],
  query: none,
  body: ownWord.extend({
    name: z.string().trim().min(1).max(80),
    kilograms: z.int().min(kilograms.min).max(kilograms.max),
    litres: z.int().min(litres.min).max(litres.max),
    coldBox: z.boolean().default(false),
    lifts: z.boolean().default(false).meta({ description: 'They lift 20 kg and more, or the vehicle does.' }),
    locality: z.uuid().optional().meta({ description: 'Where it starts; left out: from their home.' }),
    weekdays: z.array(z.int().min(1).max(7)).min(1).max(7).meta({ description: 'Monday is 1.' }),
    fromMinute: z.int().min(0).max(1439),
    untilMinute: z.int().min(1).max(1440),
  }),
  status: 201,
  response: z.strictObject({ vehicle: z.uuid() }),
  example: {
    body: {
      ...ownExample,
      name: 'White van',
      kilograms: 900,
      litres: 4000,
      weekdays: [1, 2, 3, 4, 5],
      fromMinute: 540,
      untilMinute: 1080,
    },
  },
  run: async (ctx, { body }) => {
    const { volunteer, consent, locality, ...said } = body
    if (said.fromMinute >= said.untilMinute)
      return err({ status: 422, kind: 'time-invalid', detail: 'Expected a start before the end.' })
    if (locality !== undefined && (await findLocality(ctx.db, locality)) === undefined)
      return err({ status: 422, kind: 'locality-unknown', detail: 'Expected a settlement of the list.' })
    const done = await offerVehicle(forPerson(ctx, volunteer, consent), {
      name: said.name,
      gramsMax: said.kilograms * 1000,
      millilitresMax: said.litres * 1000,
      coldBox: said.coldBox,
      lifts: said.lifts,
      localityId: locality ?? null,
      weekdays: [...new Set(said.weekdays)].sort(),
      fromMinute: said.fromMinute,
      untilMinute: said.untilMinute,
    })
    return answered(done, ({ vehicleId }) => ({ vehicle: vehicleId }))
  },
})

const withdraw = apiOperation({
  method: 'POST',
  path: '/vehicles/:id/withdraw',
  id: 'withdrawVehicle',
  pages: ['POST /me/vehicles/withdraw'],
  summary: 'Take a vehicle of the person back',
  tag,
  may: 'people:help',
  records: ['vehicle.changed'],
  query: none,
  body: ownWord,
  response: none,
  example: { params: { id: exampleId }, body: ownExample },
  run: async (ctx, { params, body }) =>
    answered(await withdrawVehicle(forPerson(ctx, body.volunteer, body.consent), idOf(params.id)), () => ({})),
})

const report = apiOperation({
  method: 'POST',
  path: '/rounds/:id/stops/:stop/report',
  id: 'reportStop',
  pages: ['POST /me/rounds/:id/stops/:stop', 'POST /rounds/:id/lines'],
  summary: 'Pass on what somebody who drives or helps on a round says of a stop; the goods move by it',
  tag,
  may: 'people:help',
  records: [...new Set([...reportRecords, ...confirmRecords])],
  query: none,
  body: ownWord.extend({
    what: z.enum(stopReports),
    saidAt: z.iso.datetime({ offset: true }).optional().meta({ description: 'When it was; left out: now.' }),
    quantities: z
      .array(z.strictObject({ goods: z.uuid(), quantity: z.int().min(0) }))
      .max(500)
      .default([])
      .meta({ description: 'How many of each thing of the plan; what is not named counts as all of it.' }),
    reason: z.enum(refusalReasons).optional().meta({ description: 'Owed where something is refused.' }),
    code: z.string().max(20).optional().meta({ description: 'Receipt code that the person helped said.' }),
  }),
  response: z.strictObject({
    state: z.string(),
    gone: z.int().meta({ description: 'Things that were to be loaded and were not there any more.' }),
    codeSaid: z.boolean().nullable().meta({ description: 'Whether the code was right; null: none was said.' }),
    done: z.boolean().meta({ description: 'The whole round is done.' }),
  }),
  example: { params: { id: exampleId, stop: exampleId }, body: { ...ownExample, what: 'done' } },
  run: async (ctx, { params, body }) => {
    const done = await reportStop(forPerson(ctx, body.volunteer, body.consent), {
      roundId: idOf(params.id),
      stopId: idOf(params.stop),
      what: body.what,
      saidAt: body.saidAt === undefined ? ctx.clock.now() : Temporal.Instant.from(body.saidAt),
      quantities: Object.fromEntries(body.quantities.map(({ goods, quantity }) => [goods, quantity])),
      reason: body.what === 'refused' ? body.reason : undefined,
      code: body.code,
    })
    return answered(done, ({ state, gone, codeSaid, isRoundDone }) => ({ state, gone, codeSaid, done: isRoundDone }))
  },
})

/** A volunteer's own word about their vehicle and the round they drive, passed on while they ask for it. */
export const ownOperations: readonly ApiOperation[] = [offer, withdraw, report]

import { expect, test } from 'vitest'
import { z } from 'zod'
import { rooms } from '../../app'
import { listBodyFields } from './body-fields'

test('fields of a body with what they take, inner ones by their path', () => {
  const body = z.strictObject({
    seats: z.int().min(1).max(5000),
    title: z.string().max(120).default(''),
    until: z.iso.datetime({ offset: true }).nullable().meta({ description: 'null: until they say so.' }),
    lines: z.array(z.strictObject({ line: z.uuid(), unit: z.enum(['sack', 'tree']).optional() })),
  })
  expect(listBodyFields(body)).toEqual([
    { name: 'seats', form: 'integer 1–5000', isNeeded: true, about: undefined },
    { name: 'title', form: 'string up to 120', isNeeded: false, about: undefined },
    { name: 'until', form: 'date-time | null', isNeeded: true, about: 'null: until they say so.' },
    { name: 'lines', form: 'array of object', isNeeded: true, about: undefined },
    { name: 'lines[].line', form: 'uuid', isNeeded: true, about: undefined },
    { name: 'lines[].unit', form: '"sack" | "tree"', isNeeded: false, about: undefined },
  ])
})

test('of a choice of bodies a field stands once, needed where each needs it', () => {
  const body = z.discriminatedUnion('how', [
    z.strictObject({ how: z.literal('released') }),
    z.strictObject({ how: z.literal('no-show'), witness: z.uuid() }),
  ])
  expect(listBodyFields(body)).toEqual([
    { name: 'how', form: '"released" | "no-show"', isNeeded: true, about: undefined },
    { name: 'witness', form: 'uuid', isNeeded: false, about: undefined },
  ])
})

test('every field of every operation has a form of its own', () => {
  const bodies = rooms.flatMap((room) => (room.operations ?? []).flatMap(({ body }) => body ?? []))
  const fields = bodies.flatMap(listBodyFields)
  expect(fields.length).toBeGreaterThan(150)
  expect(fields.filter((field) => field.form.includes('anything'))).toEqual([])
})

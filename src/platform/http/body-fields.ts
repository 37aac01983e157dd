import { z } from 'zod'

/** A field of a request's body, as the pages of the API list it. */
export type BodyField = {
  /** Path to it, such as `place.locality` or `lines[].words`. */
  readonly name: string
  /** What it takes, in the words of JSON Schema. */
  readonly form: string
  readonly isNeeded: boolean
  readonly about: string | undefined
}

type Schema = z.core.JSONSchema.BaseSchema

/** Fields of a body, inner ones after those that hold them; of a choice of bodies, each field once. */
export const listBodyFields = (body: z.ZodType): BodyField[] => fieldsOf(z.toJSONSchema(body, { io: 'input' }), '')

const asSchema = (part: unknown): Schema => (typeof part === 'object' && part !== null ? (part as Schema) : {})

function fieldsOf(schema: Schema, path: string): BodyField[] {
  const choices = schema.oneOf ?? schema.anyOf
  if (choices !== undefined) return eachOnce(choices.map((one) => fieldsOf(asSchema(one), path)))
  if (schema.items !== undefined) return fieldsOf(asSchema(schema.items), `${path}[]`)
  return Object.entries(schema.properties ?? {}).flatMap(([key, part]) => {
    const inner = asSchema(part)
    const name = path === '' ? key : `${path}.${key}`
    const isNeeded = schema.required?.includes(key) === true
    return [{ name, form: sayForm(inner), isNeeded, about: inner.description }, ...fieldsOf(inner, name)]
  })
}

/** Fields of several forms as one list: needed is what each form needs. */
function eachOnce(forms: readonly BodyField[][]): BodyField[] {
  const byName = Map.groupBy(forms.flat(), (field) => field.name)
  return [...byName.values()].map((same) => ({
    name: same[0]?.name ?? '',
    form: [...new Set(same.map((field) => field.form))].join(' | '),
    isNeeded: same.length === forms.length && same.every((field) => field.isNeeded),
    about: same.find((field) => field.about !== undefined)?.about,
  }))
}

function sayForm(schema: Schema): string {
  const choices = schema.oneOf ?? schema.anyOf
  if (choices !== undefined) return choices.map((one) => sayForm(asSchema(one))).join(' | ')
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum !== undefined) return schema.enum.map((one) => JSON.stringify(one)).join(' | ')
  if (schema.type === 'array') return `array of ${sayForm(asSchema(schema.items))}`
  const name = schema.format ?? String(schema.type ?? 'anything')
  return `${name}${sayRange(schema)}`
}

function sayRange(schema: Schema): string {
  // What the kind of number allows anyway is no news.
  const said = (bound: number | undefined) =>
    Number.isSafeInteger(bound) && Math.abs(bound ?? 0) < 2 ** 53 - 1 ? bound : undefined
  const [from, to] = [said(schema.minimum), said(schema.maximum)]
  if (from !== undefined && to !== undefined) return ` ${from}–${to}`
  if (from !== undefined) return ` from ${from}`
  if (to !== undefined) return ` up to ${to}`
  return schema.maxLength === undefined || schema.format !== undefined ? '' : ` up to ${schema.maxLength}`
}

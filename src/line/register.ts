import { parseName, parsePhone, readAge } from '../people'
import { findLocality } from '../places'
import type { Req } from '../platform'
import { firstWhens } from '../volunteers'
import { type FieldErrors, isLang } from '../web'
import { registerByCall } from './commands/register-by-call'

/** Somebody registered in a call, or what is wrong with the form by field. */
export type Registered =
  | { readonly kind: 'done'; readonly personId: string }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'wrong'; readonly errors: FieldErrors }

/** Reads the form of a registration and registers by it. */
export async function registerFrom(r: Req): Promise<Registered> {
  const { form, v } = r
  const name = parseName(form.name)
  const age = readAge(form, r.ctx.clock.now())
  const place = await findLocality(r.ctx.db, form.place ?? '')
  const when = firstWhens.find((one) => one === form.when)
  const phone = (form.phone ?? '').trim() === '' ? null : parsePhone(form.phone ?? '')
  const errors: Record<string, string> = {}
  if (name === undefined) errors.name = v.t('people.error.name')
  if (!age.ok) errors[age.error.field] = v.t(`people.error.${age.error.field}`)
  if (place === undefined) errors.place = v.t('people.error.place')
  if (when === undefined) errors.when = v.t('volunteers.wrong.when')
  if (phone === undefined) errors.phone = v.t('people.contact.not-a-phone')
  if (form.agreed !== 'yes') errors.agreed = v.t('line.register.agreed.missing')
  const isComplete = name !== undefined && age.ok && place !== undefined && when !== undefined && phone !== undefined
  if (!isComplete || form.agreed !== 'yes') return { kind: 'wrong', errors }
  const done = await registerByCall(r.ctx, {
    name,
    lang: isLang(form.lang) ? form.lang : v.lang,
    age: age.value,
    localityId: place.id,
    contact: phone === null ? null : { kind: 'phone', value: phone },
    when,
  })
  if (done.ok) return { kind: 'done', personId: done.value.personId }
  if (done.error.kind === 'forbidden') return { kind: 'forbidden' }
  return { kind: 'wrong', errors: { place: v.t('people.error.place') } }
}

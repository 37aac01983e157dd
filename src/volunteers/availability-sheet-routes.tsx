import { sql } from 'kysely'
import { findEnteredSheet, newSheetNumbers, parseSheetNumber, registerForm } from '../paper'
import { forPerson, parsePhone, startHelp } from '../people'
import { allowCodeReader, type Ctx, may, NotHere, page, type Req, recordLooks, seeOther } from '../platform'
import type { FieldErrors } from '../web'
import { changeWeek } from './commands/change-availability'
import { AvailabilityFormPage } from './pages/availability-form-page'
import { AvailabilitySheetPage, type SheetPerson } from './pages/availability-sheet-page'
import { weekOfParts } from './week-parts'

registerForm({
  form: 'availability',
  may: 'people:help',
  print: '/availability/form',
  enter: (number) => `/availability/sheet?number=${number}`,
})

/** GET /availability/form: a copy to print, with a number of its own. */
export const showAvailabilityForm = (r: Req): Response | Promise<Response> =>
  page(r, <AvailabilityFormPage v={r.v} numbers={newSheetNumbers('availability', r.query('copies'))} />)

function numberIn(typed: string | undefined): string {
  const number = parseSheetNumber('availability', typed)
  if (number === undefined) throw new NotHere()
  return number
}

const tickedIn =
  (r: Req) =>
  (weekday: number): readonly string[] =>
    r.all(`day-${weekday}`)

async function show(
  r: Req,
  number: string,
  errors: FieldErrors = {},
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  allowCodeReader(r)
  const phone = parsePhone(r.form.phone ?? '')
  const people = phone === undefined ? undefined : await findByPhone(r.ctx, phone)
  return page(
    r,
    <AvailabilitySheetPage
      v={r.v}
      number={number}
      entered={await findEnteredSheet(r.ctx.db, number)}
      people={people}
      typed={r.form}
      ticked={tickedIn(r)}
      errors={errors}
    />,
    status,
  )
}

/** GET /availability/sheet */
export const showAvailabilitySheet = (r: Req): Promise<Response> => show(r, numberIn(r.query('number')))

/** POST /availability/sheet: first whose number it is, then that it is them. */
export async function enterAvailabilitySheet(r: Req): Promise<Response> {
  const number = numberIn(r.form.number)
  const phone = parsePhone(r.form.phone ?? '')
  if (phone === undefined) return show(r, number, { phone: r.v.t('people.contact.not-a-phone') }, 422)
  const found = await findByPhone(r.ctx, phone)
  const person = found.find(({ id }) => id === r.form.person)
  const rules = weekOfParts(tickedIn(r))
  const errors: Record<string, string> = {}
  // Nobody's week is changed on a number alone: the name on the sheet is compared first.
  if (person === undefined && found.length > 0) errors.person = r.v.t('volunteers.paper.chooseWho')
  if (rules.length === 0) errors['day-1'] = r.v.t('volunteers.paper.nothing')
  if (r.form.signed !== 'yes') errors.signed = r.v.t('volunteers.paper.notSigned')
  if (person === undefined || Object.keys(errors).length > 0) return show(r, number, errors, 422)
  // Somebody looked and says that it is a photocopy: another sheet under the same number.
  const isCopy = r.form.copy === 'yes'
  if (!isCopy && (await findEnteredSheet(r.ctx.db, number)) !== undefined) return show(r, number, {}, 409)
  const ctx: Ctx = { ...r.ctx, door: 'paper' }
  const helped = await startHelp(ctx, { personId: person.id, way: 'paper' })
  if (!helped.ok) throw new NotHere(403)
  const done = await changeWeek(forPerson(ctx, person.id, helped.value.consentId), {
    volunteerId: person.id,
    rules,
    ...(isCopy ? {} : { sheet: number }),
  })
  if (done.ok) return seeOther(r, '/sheets', 'volunteers.paper.done')
  return show(r, number, {}, 409)
}

/** Volunteers who gave this number, in the regions where the operator helps, at most eight. Each is a recorded look. */
async function findByPhone(ctx: Ctx, phone: string): Promise<readonly SheetPerson[]> {
  const { rows } = await sql<{ id: string; name: string | null; regionId: string; place: string | null }>`
    SELECT p.id, p.name, p.region_id AS "regionId",
      CASE ${ctx.lang} WHEN 'kk' THEN l.name_kk WHEN 'ru' THEN l.name_ru ELSE l.name_en END AS place
    FROM contact_channels c JOIN people p ON p.id = c.person_id JOIN volunteers v ON v.id = p.id
      LEFT JOIN localities l ON l.id = p.locality_id
    WHERE c.kind = 'phone' AND c.value = ${phone} AND p.state = 'active' AND v.state <> 'left'
    ORDER BY p.name, p.id LIMIT 8`.execute(ctx.db)
  const own = rows.filter(({ regionId }) => may(ctx, 'people:help', { regionId }))
  await recordLooks(
    ctx.db,
    ctx,
    own.map(({ id }) => ({ subjectPersonId: id, subjectKind: 'person', subjectId: id, what: ['name', 'place'] })),
  )
  return own.map(({ id, name, place }) => ({ id, name: name ?? '', place: place ?? '' }))
}

import { findLocality, findRegion, placeName, resolvePlace, searchPlaces } from '../places'
import { page, type Req, seeOther } from '../platform'
import { getLawPack } from '../standards'
import type { FieldErrors } from '../web'
import { changePreferences, type Preferences } from './commands/change-preferences'
import { PreferencesPage, type PreferencesTyped } from './pages/preferences-page'
import type { Volunteer } from './queries'
import { getOwn } from './time-routes'
import { equipments, transports, workLanguages } from './volunteer'

const kept = (volunteer: Volunteer, home: string): PreferencesTyped => ({
  place: '',
  placeTyped: home,
  latitude: '',
  longitude: '',
  reachKilometers: String(Math.round(volunteer.reachMeters / 1000)),
  transport: volunteer.transport,
  equipment: volunteer.equipment,
  languages: volunteer.languages,
  kinds: volunteer.kinds,
  weekHours: String(Math.round(volunteer.weekMinutesMax / 60)),
  restHours: String(Math.round(volunteer.restMinutesMin / 60)),
  daysInRow: String(volunteer.daysInRowMax),
  options: (['emergencyCalls', 'interestedOnly', 'travelOverride'] as const).filter((one) => volunteer[one]),
})

const typedIn = (r: Req): PreferencesTyped => ({
  place: r.form.place ?? '',
  placeTyped: r.form.place_q ?? '',
  latitude: r.form.latitude ?? '',
  longitude: r.form.longitude ?? '',
  reachKilometers: r.form.reachKilometers ?? '',
  transport: r.form.transport ?? '',
  equipment: r.all('equipment'),
  languages: r.all('languages'),
  kinds: r.all('kinds'),
  weekHours: r.form.weekHours ?? '',
  restHours: r.form.restHours ?? '',
  daysInRow: r.form.daysInRow ?? '',
  options: r.all('options'),
})

const kindsOf = async (r: Req, regionId: string): Promise<string[]> =>
  getLawPack((await findRegion(r.ctx.db, regionId))?.countryCode ?? 'KZ').activityKinds.map((kind) => kind.id)

/** `/me/preferences` */
export async function showPreferences(r: Req): Promise<Response> {
  const volunteer = await getOwn(r)
  const person = await r.ctx.db
    .selectFrom('people')
    .select('locality_id')
    .where('id', '=', volunteer.id)
    .executeTakeFirst()
  const home = person?.locality_id == null ? undefined : await findLocality(r.ctx.db, person.locality_id)
  const typed = kept(volunteer, home === undefined ? '' : placeName(home.names, r.v.lang))
  return page(r, <PreferencesPage v={r.v} typed={typed} kinds={await kindsOf(r, volunteer.regionId)} />)
}

/** Saves everything the form holds. */
export async function savePreferences(r: Req): Promise<Response> {
  const volunteer = await getOwn(r)
  const typed = typedIn(r)
  const kinds = await kindsOf(r, volunteer.regionId)
  const wantsSearch = r.form.place_find !== undefined
  const read = await readPreferences(r, typed, kinds)
  const done =
    wantsSearch || 'errors' in read
      ? undefined
      : await changePreferences(r.ctx, { volunteerId: volunteer.id, preferences: read.preferences })
  if (done?.ok === true) return seeOther(r, '/me/preferences', 'volunteers.done.preferences')
  const candidates =
    typed.placeTyped === '' || !wantsSearch ? undefined : await searchPlaces(r.ctx.db, typed.placeTyped)
  const errors: FieldErrors = wantsSearch || !('errors' in read) ? {} : read.errors
  return page(
    r,
    <PreferencesPage v={r.v} typed={typed} kinds={kinds} candidates={candidates} errors={errors} />,
    wantsSearch ? 200 : 422,
  )
}

const whole = (text: string, min: number, max: number): number | undefined => {
  const number = /^\d{1,5}$/.test(text.trim()) ? Number(text) : Number.NaN
  return number >= min && number <= max ? number : undefined
}

const degrees = (text: string, max: number): number | undefined => {
  const number = /^-?\d{1,3}([.,]\d{1,12})?$/.test(text.trim()) ? Number(text.replace(',', '.')) : Number.NaN
  return Math.abs(number) <= max ? number : undefined
}

const chosen = <T extends string>(values: readonly string[], known: readonly T[]): T[] =>
  known.filter((one) => values.includes(one))

async function readPreferences(
  r: Req,
  typed: PreferencesTyped,
  kinds: readonly string[],
): Promise<{ preferences: Preferences } | { errors: FieldErrors }> {
  const errors: Record<string, string> = {}
  const need = <T,>(name: string, value: T | undefined): T | undefined => {
    if (value === undefined) errors[name] = r.v.t(`volunteers.wrong.${name}`)
    return value
  }
  const reach = need('reachKilometers', whole(typed.reachKilometers, 0, 2000))
  const weekHours = need('weekHours', whole(typed.weekHours, 0, 168))
  const restHours = need('restHours', whole(typed.restHours, 0, 48))
  const daysInRow = need('daysInRow', whole(typed.daysInRow, 1, 31))
  const transport = need(
    'transport',
    transports.find((one) => one === typed.transport),
  )
  const languages = chosen(typed.languages, workLanguages)
  if (languages.length === 0) errors.languages = r.v.t('volunteers.wrong.languages')
  const home = await readHome(r, typed, errors)
  if (
    reach === undefined ||
    weekHours === undefined ||
    restHours === undefined ||
    daysInRow === undefined ||
    transport === undefined ||
    Object.keys(errors).length > 0
  )
    return { errors }
  return {
    preferences: {
      ...(home === undefined ? {} : { home }),
      reachMeters: reach * 1000,
      transport,
      equipment: chosen(typed.equipment, equipments),
      languages,
      kinds: chosen(typed.kinds, kinds),
      weekMinutesMax: weekHours * 60,
      restMinutesMin: restHours * 60,
      daysInRowMax: daysInRow,
      emergencyCalls: typed.options.includes('emergencyCalls'),
      interestedOnly: typed.options.includes('interestedOnly'),
      travelOverride: typed.options.includes('travelOverride'),
    },
  }
}

// A pin, a picked settlement, or neither: the home stays where it was.
async function readHome(r: Req, typed: PreferencesTyped, errors: Record<string, string>): Promise<Preferences['home']> {
  const hasPin = typed.latitude.trim() !== '' || typed.longitude.trim() !== ''
  if (!hasPin && typed.place === '') return undefined
  const latitude = degrees(typed.latitude, 90)
  const longitude = degrees(typed.longitude, 180)
  if (hasPin && (latitude === undefined || longitude === undefined)) {
    errors.latitude = r.v.t('volunteers.wrong.pin')
    return undefined
  }
  const place = await resolvePlace(r.ctx.db, {
    localityId: typed.place === '' ? undefined : typed.place,
    point: latitude === undefined || longitude === undefined ? undefined : { latitude, longitude },
  })
  if (!place.ok) {
    errors[hasPin ? 'latitude' : 'place'] = r.v.t(`volunteers.wrong.${place.error.kind}`)
    return undefined
  }
  const point = place.value.point ?? (await findRegion(r.ctx.db, place.value.regionId))?.point
  if (point === undefined) {
    errors.place = r.v.t('volunteers.wrong.place-unknown')
    return undefined
  }
  return { point, regionId: place.value.regionId, zone: place.value.zone, localityId: place.value.localityId ?? null }
}

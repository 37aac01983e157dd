import pg from 'pg'
import { cellOf } from '../src/kit/geo-cells'
import { newId, newPublicId } from '../src/kit/ids'
import { codeOfEthics } from '../src/standards'
import type { World } from './world'

/** People and places that recur in tests: a small district by the river Zhaiyq during the flood. */
export type District = Awaited<ReturnType<typeof seedDistrict>>

const region = 'KZ-27'
const zone = 'Asia/Oral'

/**
 * Puts a district into a world, past the commands (as the superuser with triggers off): what a test stands on, not what it tests.
 * Lina, Arman and Aigul are volunteers; Dana coordinates the verified "Zhaiyq helpers"; the others hold one role each.
 */
export async function seedDistrict(world: World) {
  const client = new pg.Client(world.connection('postgres'))
  await client.connect()
  const now = world.clock.now().toString()
  const insert = async (table: string, row: Record<string, unknown>) => {
    const names = Object.keys(row)
    await client.query(
      `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((_, i) => `$${i + 1}`).join(', ')}) ON CONFLICT DO NOTHING`,
      Object.values(row),
    )
  }
  try {
    await client.query('SET session_replication_role = replica')
    await insert('countries', { code: 'KZ', name_kk: 'Қазақстан', name_ru: 'Казахстан', name_en: 'Kazakhstan' })
    await insert('regions', {
      id: region,
      country_code: 'KZ',
      kato: '270000000',
      kind: 'region',
      name_kk: 'Батыс Қазақстан облысы',
      name_ru: 'Западно-Казахстанская область',
      name_en: 'West Kazakhstan',
      zone,
      latitude: 50.3,
      longitude: 50.2,
    })
    await insert('regions', {
      id: 'KZ-75',
      country_code: 'KZ',
      kato: '750000000',
      kind: 'city',
      name_kk: 'Алматы',
      name_ru: 'Алматы',
      name_en: 'Almaty',
      zone: 'Asia/Almaty',
      latitude: 43.24,
      longitude: 76.91,
    })
    const districtId = newPublicId()
    await insert('districts', {
      id: districtId,
      region_id: region,
      kato: '271000000',
      name_kk: 'Орал қ.',
      name_ru: 'г.Уральск',
      name_en: 'Oral',
    })
    const localityId = newPublicId()
    await insert('localities', {
      id: localityId,
      region_id: region,
      district_id: districtId,
      kato: '271010000',
      name_kk: 'Орал',
      name_ru: 'Уральск',
      name_en: 'Oral',
      search: 'орал уральск oral',
      zone,
      latitude: 51.2333,
      longitude: 51.3667,
      population: 234184,
    })
    const person = async (name: string, lang: string, extra: Record<string, unknown> = {}) => {
      const id = newPublicId()
      await insert('people', {
        id,
        region_id: region,
        locality_id: localityId,
        name,
        lang,
        zone,
        age_band: '18-64',
        state: 'active',
        came_by: 'self',
        created_at: now,
        ...extra,
      })
      await insert('contact_channels', {
        id: newId(),
        person_id: id,
        kind: 'email',
        value: `${name.toLowerCase().replaceAll(' ', '.')}@example.kz`,
        verified_at: now,
        created_at: now,
      })
      return id
    }
    const volunteer = async (
      name: string,
      lang: string,
      latitude = 51.23,
      longitude = 51.37,
      extra: Record<string, unknown> = {},
    ) => {
      const id = await person(name, lang, extra)
      await insert('volunteers', {
        id,
        region_id: region,
        state: 'active',
        joined_at: now,
        first_when: 'weekends',
        latitude,
        longitude,
        cell: cellOf({ latitude, longitude }),
        languages: ['kk', 'ru'],
        transport: 'car',
        reach_meters: 30000,
      })
      for (let weekday = 1; weekday <= 7; weekday++)
        await insert('availability_rules', {
          id: newId(),
          volunteer_id: id,
          weekday,
          start_minute: 480,
          end_minute: 1320,
        })
      return id
    }
    const grant = (personId: string, role: string, scope: { organization_id?: string; region_id?: string } = {}) =>
      insert('role_grants', { id: newId(), person_id: personId, role, granted_at: now, ...scope })
    const [lina, arman, aigul] = [
      await volunteer('Lina', 'kk'),
      await volunteer('Arman', 'ru', 51.24, 51.36),
      await volunteer('Aigul', 'kk', 51.22, 51.39),
    ]
    // Whoever recurs in tests knows the code of ethics; those who join later have it still to read.
    const { id: code, version, kk, ru, en } = codeOfEthics
    await insert('standard_documents', { id: code, version, text_kk: kk, text_ru: ru, text_en: en, published_at: now })
    for (const volunteerId of [lina, arman, aigul])
      await insert('standard_acceptances', { person_id: volunteerId, document_id: code, version, accepted_at: now })
    const dana = await person('Dana', 'kk')
    const organizationId = newPublicId()
    await insert('organizations', {
      id: organizationId,
      region_id: region,
      locality_id: localityId,
      kind: 'ngo',
      name: 'Zhaiyq helpers',
      state: 'active',
      created_by: dana,
      created_at: now,
      verified_at: now,
      ethics_version: 1,
    })
    await insert('organization_members', {
      organization_id: organizationId,
      person_id: dana,
      state: 'member',
      since: now,
    })
    await grant(dana, 'coordinator', { organization_id: organizationId })
    await grant(dana, 'organization-admin', { organization_id: organizationId })
    const [operator, authority, officer, administrator] = [
      await person('Olzhas', 'ru'),
      await person('Aruzhan', 'kk'),
      await person('Saule', 'kk'),
      await person('Timur', 'ru'),
    ]
    await grant(operator, 'operator', { region_id: region })
    await grant(authority, 'authority', { region_id: region })
    await grant(officer, 'safety-officer', { region_id: region })
    await grant(administrator, 'administrator')
    return {
      region,
      zone,
      districtId,
      localityId,
      organizationId,
      lina,
      arman,
      aigul,
      dana,
      operator,
      authority,
      officer,
      administrator,
    }
  } finally {
    await client.end()
  }
}

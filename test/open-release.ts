import pg from 'pg'

/** Makes the country of the district the one this house is for, as the set-up does. */
export async function makeHome(superuser: pg.ClientConfig): Promise<void> {
  const client = new pg.Client(superuser)
  await client.connect()
  await client.query(`SET session_replication_role = replica;
    INSERT INTO countries (code, name_kk, name_ru, name_en) VALUES ('KZ', 'Қазақстан', 'Казахстан', 'Kazakhstan') ON CONFLICT DO NOTHING;
    UPDATE countries SET is_home = true WHERE code = 'KZ'`)
  await client.end()
}

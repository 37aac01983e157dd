import type { Selectable } from 'kysely'
import type { Follower } from '../../journal'
import type { Ctx, DB, Db } from '../../platform'
import type { Item, ItemGroup, ItemNames, Unit } from './item'
import { learn } from './items'

const ITEMS_MAX = 100_000
const WORDS_MAX = 20_000
const HEAVY_GRAMS = 20_000

/** Reads what was brought in from other catalogues, and what people taught this one, when a process starts. */
export async function loadCatalogue({ db }: Pick<Ctx, 'db'>): Promise<void> {
  const rows = await db.selectFrom('catalogue_items').selectAll().orderBy('id').limit(ITEMS_MAX).execute()
  learn(rows.map(itemOfRow), await readWords(db))
}

async function readWords(db: Db) {
  const rows = await db
    .selectFrom('catalogue_words')
    .select(['words', 'item_id'])
    .orderBy('taught_at')
    .limit(WORDS_MAX)
    .execute()
  return rows.map(({ words, item_id: item }) => ({ words, item }))
}

const itemIn = (body: unknown): string => String((body as { item?: unknown }).item)

/** Keeps each process's catalogue as the journal says it is. */
export const catalogueFollowers = (): readonly Follower[] => [
  {
    name: 'catalogue',
    durable: false,
    handle: async (entries, db) => {
      const changed = entries.filter(({ kind }) => kind === 'item.added' || kind === 'item.changed')
      const taught = entries.some(({ kind }) => kind === 'item.word-taught')
      if (changed.length === 0 && !taught) return
      const ids = [...new Set(changed.map(({ body }) => itemIn(body)))]
      // Bounded by: one row for each entry of the batch.
      const rows =
        ids.length === 0 ? [] : await db.selectFrom('catalogue_items').selectAll().where('id', 'in', ids).execute()
      learn(rows.map(itemOfRow), taught ? await readWords(db) : [])
    },
  },
]

/** A row as an item: a name that is missing is borrowed, in the order people here are most likely to read it. */
export function itemOfRow(row: Selectable<DB['catalogue_items']>): Item {
  const given = { kk: row.name_kk, ru: row.name_ru, en: row.name_en }
  const borrowed = given.ru ?? given.kk ?? given.en ?? row.id
  const names: ItemNames = { kk: given.kk ?? borrowed, ru: given.ru ?? borrowed, en: given.en ?? borrowed }
  const untranslated = (['kk', 'ru', 'en'] as const).filter((lang) => given[lang] === null)
  const unit = row.unit as Unit
  const isMeasured = unit === 'gram' || unit === 'millilitre'
  const grams = Number(row.grams_per_thousand)
  return {
    id: row.id,
    group: row.group_id as ItemGroup,
    unit,
    typicalQuantity: isMeasured ? 1000 : 1,
    names,
    synonyms: { kk: [], ru: [], en: [] },
    gramsPerThousand: grams,
    millilitresPerThousand: Number(row.millilitres_per_thousand),
    ...(untranslated.length === 0 ? {} : { untranslated }),
    ...(!isMeasured && grams >= HEAVY_GRAMS * 1000 ? { heavy: true } : {}),
    ...(row.prescription ? { prescription: true } : {}),
    ...(row.health_related ? { healthRelated: true } : {}),
  }
}

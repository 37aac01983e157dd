import { ok, type Result } from '../../kit/result'
import { type Ctx, type Db, inCommand } from '../../platform'
import { itemAdded, itemChanged } from '../catalogue/entries'
import type { ItemGroup, ItemNames, Unit } from '../catalogue/item'
import { placeOfCatalogue, subjectOfItem } from '../catalogue/item-subject'

/** An item as another catalogue describes it. `ref` is its code there; `hash` tells whether what the list says has changed. */
export type BroughtItem = {
  readonly id: string
  readonly ref: string
  readonly hash: Buffer
  readonly group: Exclude<ItemGroup, 'service'>
  readonly unit: Extract<Unit, 'piece' | 'gram' | 'millilitre' | 'set'>
  readonly names: Partial<ItemNames>
  /** 0 where the list does not say. */
  readonly gramsPerThousand: number
  readonly millilitresPerThousand: number
  readonly prescription: boolean
}

/** What the catalogue holds of a source by the code of the source: our id, and the hash of what its list said last. */
export async function listBroughtItems(
  db: Db,
  source: string,
): Promise<ReadonlyMap<string, { readonly id: string; readonly hash: Buffer }>> {
  const rows = await db
    .selectFrom('catalogue_items')
    .select(['external_ref', 'id', 'row_hash'])
    .where('source', '=', source)
    .limit(100_000)
    .execute()
  return new Map(rows.map((row) => [row.external_ref, { id: row.id, hash: row.row_hash }]))
}

/**
 * Puts items of another catalogue into this one; what is there already takes over what its list says now, but keeps names that people
 * translated. Records item.added, item.changed.
 * @param rows at most a few hundred: one transaction
 */
export const putItems = (ctx: Ctx, source: string, rows: readonly BroughtItem[]): Promise<Result<null, never>> =>
  inCommand<null, never>(ctx, `putItems ${rows[0]?.id ?? ''}`, async (tx) => {
    const regionId = await placeOfCatalogue(tx.db)
    // Bounded by: the rows given.
    const held = await tx.db
      .selectFrom('catalogue_items')
      .select('id')
      .where(
        'id',
        'in',
        rows.map(({ id }) => id),
      )
      .execute()
    const known = new Set(held.map(({ id }) => id))
    await tx.db
      .insertInto('catalogue_items')
      .values(
        rows.map((row) => ({
          id: row.id,
          source,
          external_ref: row.ref,
          row_hash: row.hash,
          group_id: row.group,
          unit: row.unit,
          name_kk: row.names.kk ?? null,
          name_ru: row.names.ru ?? null,
          name_en: row.names.en ?? null,
          grams_per_thousand: row.gramsPerThousand,
          millilitres_per_thousand: row.millilitresPerThousand,
          prescription: row.prescription,
          health_related: row.group === 'medicine' || row.group === 'aids',
          added_at: tx.now,
          changed_at: tx.now,
        })),
      )
      .onConflict((clash) =>
        clash.column('id').doUpdateSet((eb) => ({
          row_hash: eb.ref('excluded.row_hash'),
          group_id: eb.ref('excluded.group_id'),
          unit: eb.ref('excluded.unit'),
          name_kk: eb.fn.coalesce('excluded.name_kk', 'catalogue_items.name_kk'),
          name_ru: eb.fn.coalesce('excluded.name_ru', 'catalogue_items.name_ru'),
          name_en: eb.fn.coalesce('excluded.name_en', 'catalogue_items.name_en'),
          grams_per_thousand: eb.ref('excluded.grams_per_thousand'),
          millilitres_per_thousand: eb.ref('excluded.millilitres_per_thousand'),
          prescription: eb.ref('excluded.prescription'),
          health_related: eb.ref('excluded.health_related'),
          changed_at: eb.ref('excluded.changed_at'),
        })),
      )
      .execute()
    for (const { id, group } of rows) {
      const about = { subjectId: subjectOfItem(id), regionId, public: {} }
      tx.append(
        known.has(id)
          ? itemChanged.entry({ ...about, body: { item: id, by: 'list' } })
          : itemAdded.entry({ ...about, body: { item: id, group } }),
      )
    }
    return ok(null)
  })

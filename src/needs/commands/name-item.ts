import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand } from '../../platform'
import { itemChanged } from '../catalogue/entries'
import type { ItemNames } from '../catalogue/item'
import { placeOfCatalogue, subjectOfItem } from '../catalogue/item-subject'

/** Names of an item that was brought in; a language left out keeps what it has. */
export type NameItem = { readonly itemId: string; readonly names: Partial<ItemNames> }

/** Translates an item that was brought in from another catalogue. Records item.changed. */
export const nameItem = (ctx: Ctx, { itemId, names }: NameItem): Promise<Result<null, { readonly kind: 'no-item' }>> =>
  inCommand<null, { readonly kind: 'no-item' }>(ctx, 'nameItem', async (tx) => {
    const { numUpdatedRows } = await tx.db
      .updateTable('catalogue_items')
      .set({
        ...(names.kk === undefined ? {} : { name_kk: names.kk }),
        ...(names.ru === undefined ? {} : { name_ru: names.ru }),
        ...(names.en === undefined ? {} : { name_en: names.en }),
        changed_at: tx.now,
      })
      .where('id', '=', itemId)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return err({ kind: 'no-item' })
    const regionId = await placeOfCatalogue(tx.db)
    const body = { item: itemId, by: 'person' as const }
    tx.append(itemChanged.entry({ subjectId: subjectOfItem(itemId), regionId, body, public: {} }))
    return ok(null)
  })

import type { Selectable } from 'kysely'
import { isId } from '../../kit/ids'
import type { DB, Db } from '../../platform'

/** A need by id, untrusted; its row holds no contact, address, vulnerability or words. */
export const findNeedRow = async (db: Db, needId: string): Promise<Selectable<DB['needs']> | undefined> =>
  isId(needId) ? db.selectFrom('needs').selectAll().where('id', '=', needId).executeTakeFirst() : undefined

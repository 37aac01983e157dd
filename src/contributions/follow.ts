import type { Entry, Follower } from '../journal'
import { isId } from '../kit/ids'
import { ok } from '../kit/result'
import { noteHelped } from '../needs'
import { asSystem, type Ctx, inCommand } from '../platform'
import { confirmResult } from './commands/confirm-result'
import { moveHours, recordHours } from './commands/record-hours'

const idIn = (entry: Entry, name: string): string | undefined => {
  const value = entry.body[name]
  return typeof value === 'string' && isId(value) ? value : undefined
}

/** Hours are read off the journal: each departure once, each claimed helper, each receipt of a person helped. */
export const contributionFollowers = (ctx: Ctx): readonly Follower[] => {
  const system = asSystem(ctx, 'contributions')
  return [
    {
      name: 'contributions.hours',
      durable: true,
      handle: async (entries) => {
        for (const entry of entries) await handle(entry)
      },
    },
  ]

  async function handle(entry: Entry): Promise<void> {
    if (entry.kind === 'attendance.checked-out') {
      await recordHours(system, { attendanceId: entry.subjectId })
      return
    }
    if (entry.kind === 'helper.claimed') {
      const [fromVolunteerId, toVolunteerId] = [idIn(entry, 'helperId'), idIn(entry, 'volunteerId')]
      if (fromVolunteerId !== undefined && toVolunteerId !== undefined)
        await moveHours(system, { fromVolunteerId, toVolunteerId })
      return
    }
    if (entry.kind === 'need.receipt') await confirmByReceipt(entry.subjectId)
    if (entry.kind === 'result.reported') await tellHelped(entry)
  }

  // "It was what I needed" confirms the results of what served this need; "no" denies them, "partly" leaves them to be asked.
  async function confirmByReceipt(needId: string): Promise<void> {
    const rows = await ctx.db
      .selectFrom('activities as a')
      .innerJoin('results as r', 'r.activity_id', 'a.id')
      .innerJoin('needs as n', 'n.id', 'a.need_id')
      .select(['a.id', 'n.receipt'])
      .where('a.need_id', '=', needId)
      .where('n.receipt', 'in', ['yes', 'no'])
      .where('a.result_confirmer', '=', 'person-helped')
      .where('r.state', '=', 'unconfirmed')
      .limit(50)
      .execute()
    for (const { id, receipt } of rows) await confirmResult(system, { activityId: id, isTrue: receipt === 'yes' })
  }

  // Those who came say it is done: from now on the person helped is asked.
  async function tellHelped(entry: Entry): Promise<void> {
    const needId = idIn(entry, 'needId')
    if (needId === undefined || Number(entry.body.quantity) === 0) return
    await inCommand(system, 'tellHelped', async (tx) => {
      await noteHelped(tx, needId)
      return ok(null)
    })
    // The receipt may have come before the report.
    await confirmByReceipt(needId)
  }
}

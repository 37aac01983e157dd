import { err, ok, type Result } from '../../kit/result'
import { type Ctx, inCommand, type Tx } from '../../platform'
import { lockVolunteers } from '../../volunteers'
import { isAllowed } from '../activity'
import { swapOffered } from '../entries'
import { decideAuthor } from '../steps/decide-author'
import { decideFit, type ExchangeError, exchangeEntry } from '../steps/exchange'
import { findActivityOfPost, findPost, holdActivity } from '../steps/hold-activity'
import { rowId } from '../steps/seat'
import { speaksFor } from '../steps/speaks-for'
import { writeAnswer } from '../steps/write-answers'
import { holdAssignment } from './give-back'

/** Someone who cannot come asks for a stand-in: one named person, or anybody who may take the seat. They keep it until somebody does. */
export const offerStandIn = (
  ctx: Ctx,
  input: { readonly assignmentId: string; readonly toVolunteerId?: string | undefined },
): Promise<Result<{ readonly swapId: string }, ExchangeError>> =>
  inCommand<{ swapId: string }, ExchangeError>(ctx, 'offerStandIn', async (tx) => {
    const held = await holdAssignment(tx, input.assignmentId)
    if (held === undefined) return err({ kind: 'unknown' })
    if (!(await speaksFor(tx, held.assignment.volunteer_id))) return err({ kind: 'not-theirs' })
    if (held.assignment.state !== 'live') return err({ kind: 'not-live' })
    const id = rowId(tx)
    await withdrawOffered(tx, held.assignment.id)
    await tx.db
      .insertInto('swaps')
      .values({
        id,
        kind: 'stand-in',
        assignment_id: held.assignment.id,
        offered_to: input.toVolunteerId ?? null,
        state: 'offered',
        offered_at: tx.now,
      })
      .execute()
    const entry = { id, kind: 'stand-in' }
    tx.append(swapOffered.entry(exchangeEntry(entry, held, held.assignment.volunteer_id, input.toVolunteerId ?? null)))
    return ok({ swapId: id })
  })

/** Someone would rather have a seat of another post. Whoever sits there may say yes; this is the asker's own yes to that post. */
export const offerSwap = (
  ctx: Ctx,
  input: {
    readonly assignmentId: string
    readonly wantedPostId: string
    /** The person themselves says they will make the way in time. */
    readonly travelAccepted?: boolean | undefined
  },
): Promise<Result<{ readonly swapId: string }, ExchangeError>> =>
  inCommand<{ swapId: string }, ExchangeError>(ctx, 'offerSwap', async (tx) => {
    const held = await holdAssignment(tx, input.assignmentId)
    if (held === undefined) return err({ kind: 'unknown' })
    const { assignment } = held
    const author = await decideAuthor(tx, { volunteerId: assignment.volunteer_id, activity: held.activity })
    if (!author.ok) return author
    if (assignment.state !== 'live') return err({ kind: 'not-live' })
    const wantedId = await findActivityOfPost(tx.db, input.wantedPostId)
    const wanted = wantedId === undefined ? undefined : await holdActivity(tx, wantedId, 'share')
    const post = await findPost(tx.db, input.wantedPostId)
    if (wanted === undefined || post === undefined || post.id === assignment.post_id)
      return err({ kind: 'not-swappable' })
    if (!isAllowed('signUp', wanted.state) && wanted.state !== 'closed') return err({ kind: 'not-open' })
    const [volunteer] = [...(await lockVolunteers(tx, [assignment.volunteer_id])).values()]
    if (volunteer === undefined) return err({ kind: 'not-volunteer' })
    // Only the person themselves can say that they will make the way in time.
    const travelAccepted = input.travelAccepted === true && !author.value.conveyed
    const place = { activity: wanted, post }
    const fits = await decideFit(tx, volunteer, place, { accepted: {}, travelAccepted }, [assignment.id])
    if (!fits.ok) return fits
    await withdrawOffered(tx, assignment.id)
    const answerId = await writeAnswer(
      tx,
      wanted,
      post,
      { postId: post.id, volunteerId: volunteer.id, kind: 'yes', travelAccepted },
      author.value,
      'kept',
    )
    const id = rowId(tx)
    await tx.db
      .insertInto('swaps')
      .values({
        id,
        kind: 'swap',
        assignment_id: assignment.id,
        wanted_post_id: post.id,
        answer_id: answerId,
        state: 'offered',
        offered_at: tx.now,
      })
      .execute()
    tx.append(swapOffered.entry(exchangeEntry({ id, kind: 'swap' }, place, volunteer.id, null)))
    return ok({ swapId: id })
  })

const withdrawOffered = (tx: Tx, assignmentId: string) =>
  tx.db
    .updateTable('swaps')
    .set({ state: 'withdrawn', decided_at: tx.now })
    .where('assignment_id', '=', assignmentId)
    .where('state', 'in', ['offered', 'taken'])
    .execute()

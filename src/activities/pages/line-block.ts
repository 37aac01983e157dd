import { referenceOf } from '../../kit/reference'
import { layBlock, type PaperBlock } from '../../web'
import type { PersonInActivity } from '../queries/list-people-of'

/** What a line of a sheet stands for: somebody at a post. */
export const lineOf = ({ postId, volunteerId }: Pick<PersonInActivity, 'postId' | 'volunteerId'>): string =>
  `${postId} ${volunteerId}`

/** A line of the sign-in sheet that a telephone can read: its one box says that somebody was there from the first to the last minute. */
export const lineBlock = (activity: { readonly reference: string }, person: PersonInActivity): PaperBlock => {
  const code = referenceOf(lineOf(person))
  return layBlock(`${activity.reference} ${code}`, [{ name: `whole-${code}`, value: 'yes' }], {
    columns: 1,
    columnWidth: 36,
  })
}

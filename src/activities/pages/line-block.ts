import { referenceOf } from '../../kit/reference'
import { ageBands } from '../../standards'
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

/** A line for somebody who comes without having signed up: the whole time, and how old they are. */
export const walkInBlock = (activity: { readonly reference: string }, code: string): PaperBlock =>
  layBlock(
    `${activity.reference} ${code}`,
    [{ name: `whole-${code}`, value: 'yes' }, ...ageBands.map((value) => ({ name: `age-${code}`, value }))],
    { columns: 2, columnWidth: 28 },
  )

/** For how many days a companion is wished for where nobody says otherwise. */
export const USUAL_DAYS = 180
/** How long a volunteer has to answer. */
export const ANSWER_HOURS = 48
/** After how many hours an open wish that found nobody is looked at again. */
export const LOOK_AGAIN_HOURS = 6

/** What a volunteer says to being asked. */
export const companionAnswers = ['yes', 'no'] as const
/** One of {@link companionAnswers}. */
export type CompanionAnswer = (typeof companionAnswers)[number]

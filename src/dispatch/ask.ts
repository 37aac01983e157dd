import type { Reason } from '../allocation'

/** asked → yes, no, yes-from, words, full (a yes that found no seat), silent, or withdrawn. A late answer follows silence. */
export const askStates = ['asked', 'yes', 'no', 'yes-from', 'words', 'silent', 'withdrawn', 'full'] as const
/** One of {@link askStates}. */
export type AskState = (typeof askStates)[number]

/** What a person can say to an ask. */
export const answerKinds = ['yes', 'no', 'yes-from', 'words'] as const
/** One of {@link answerKinds}. */
export type AnswerKind = (typeof answerKinds)[number]

/** Untrusted text as something a person can say, or undefined. */
export const parseAnswerKind = (text: unknown): AnswerKind | undefined => answerKinds.find((one) => one === text)

/** running → filled, exhausted (everyone possible or the ceiling asked, and all have answered), or stopped. */
export const callOutStates = ['running', 'filled', 'exhausted', 'stopped'] as const

/** What a coordinator may choose, and what stands in the form at first. */
export const callOutLimits = {
  ceilingMax: 1000,
  ceiling: 20,
  wantedPermille: 900,
  wantedPermilles: [500, 700, 800, 900, 950, 990],
  answerMinutes: 60,
  answerMinutesAll: [15, 30, 60, 120, 240, 720, 1440],
} as const

/** Purpose of the secret link that opens one ask for the person asked. */
export const ASK_LINK = 'ask'

/** Wake-ups of this room. */
export const CONTINUE = 'dispatch.continue'
export const SILENCE = 'dispatch.silence'

/** Reasons as an ask keeps them; anything else in there is left out. */
export function parseReasons(stored: unknown): Reason[] {
  if (!Array.isArray(stored)) return []
  return stored.flatMap((one: unknown): Reason[] => {
    const { code, ...numbers } = (one ?? {}) as Record<string, unknown>
    const figure = (name: string): number => (typeof numbers[name] === 'number' ? numbers[name] : 0)
    switch (code) {
      case 'near':
        return [{ code, travelMinutes: figure('travelMinutes') }]
      case 'steady':
        return [{ code, visits: figure('visits') }]
      case 'little-load':
        return [{ code, hours: figure('hours') }]
      case 'not-asked-for':
        return [{ code, days: figure('days') }]
      case 'remote':
      case 'never-asked':
      case 'likes-kind':
        return [{ code }]
      default:
        return []
    }
  })
}

import type { RaisedNeed } from '../../needs'
import type { SaidReason } from './grammar/read-reason'

/** A request for help as far as it was said. */
export type Draft = {
  readonly words: string
  readonly localityId: string | null
  readonly when: 'now' | 'today' | 'tomorrow' | 'week' | null
}

/** What can be taken back with one digit. */
export type Undo =
  | { readonly kind: 'answer'; readonly answerId: string; readonly personId: string }
  | { readonly kind: 'stop'; readonly personIds: readonly string[] }
  | { readonly kind: 'need'; readonly needId: string }
  /** What a person alone can put right: presence, and what was said of help. */
  | { readonly kind: 'by-person'; readonly why: 'words' | 'receipt'; readonly needId?: string }

/** What an ask is answered with. */
export type Said = {
  readonly as: 'yes' | 'no' | 'yes-from' | 'words'
  readonly yesFrom: string | null
  readonly words: string | null
}

/** What was asked last, so that the next message answers it. */
export type Expects =
  | { readonly kind: 'which'; readonly askIds: readonly string[]; readonly said: Said }
  | {
      readonly kind: 'draft'
      readonly draft: Draft
      readonly step: 'what' | 'where' | 'when'
      readonly places: readonly string[]
      readonly tries: number
    }
  | { readonly kind: 'receipt'; readonly needId: string }
  /** Whether what was said, and will be of it, may go over servers abroad. */
  | { readonly kind: 'abroad'; readonly text: string }
  /** The number at which to ring whoever would not write here. */
  | { readonly kind: 'call'; readonly tries: number }
  /** The number at which to ring about a request that came without one. */
  | { readonly kind: 'phone'; readonly needId: string }

/** Why a person has to look at a message. */
export const attentions = [
  'danger',
  'words',
  'stranger',
  'refused',
  'count',
  'request',
  'receipt',
  'machine',
  'fault',
] as const
/** One of {@link attentions}. */
export type Attention = (typeof attentions)[number]

/** What is said back: the key below `talk.reply`, and its values. */
export type Reply = { readonly key: string; readonly values: Readonly<Record<string, string | number>> }

/** What comes of a message. */
export type Outcome = {
  readonly reply: Reply | null
  readonly attention?: Attention | undefined
  readonly undo?: Undo | null
  readonly expects?: Expects | null
  readonly personId?: string | null
  readonly needId?: string | null
  readonly regionId?: string | null
  readonly lang?: 'kk' | 'ru' | 'en' | undefined
  /** Said stop, or took it back. */
  readonly stopped?: boolean
  readonly danger?: RaisedNeed['danger']
  /** What was written is not kept: nobody agreed that it be. */
  readonly forgets?: boolean
}

/** What somebody says to an ask: for themselves, or `conveyed` by their companion. */
export type AnsweredAsk = {
  readonly askId: string
  readonly personId: string
  readonly conveyed: boolean
  readonly said: Said
}

/** How a message was understood: written down before it is acted on, so that a repeat acts on the same. */
export type Plan =
  | { readonly do: 'say'; readonly outcome: Outcome }
  | ({ readonly do: 'answer' } & AnsweredAsk)
  /** Several people's answers in one message, each by its code; `unknown` lines named no ask that is theirs to answer. */
  | { readonly do: 'answers'; readonly answers: readonly AnsweredAsk[]; readonly unknown: number }
  | { readonly do: 'language'; readonly lang: 'kk' | 'ru' | 'en'; readonly personId: string }
  | { readonly do: 'check-in'; readonly activityId: string; readonly personId: string }
  | { readonly do: 'check-out'; readonly attendanceId: string; readonly personId: string }
  | { readonly do: 'count'; readonly activityId: string; readonly people: number; readonly personId: string }
  | {
      readonly do: 'receive'
      readonly needId: string
      readonly result: 'yes' | 'partly' | 'no'
      readonly reason: SaidReason | null
    }
  | { readonly do: 'raise'; readonly draft: Draft & { readonly localityId: string }; readonly personId: string | null }
  | { readonly do: 'undo'; readonly undo: Undo }
  | { readonly do: 'stop' | 'end-companions'; readonly personIds: readonly string[] }
  | { readonly do: 'agree-abroad'; readonly personId: string | null; readonly text: string }
  | { readonly do: 'add-phone'; readonly needId: string; readonly phone: string }
  /** The number that somebody was registered with says yes. */
  | { readonly do: 'wish-companion' | 'agree-companion' | 'prove-number'; readonly personId: string }

import { foldWords } from '../../../kit/fold-words'

/** Why help was not, or not wholly, what was needed, as far as a message says it. */
export type SaidReason =
  | 'nobody-came'
  | 'late'
  | 'less'
  | 'other-thing'
  | 'quality'
  | 'needed-more'
  | 'manner'
  | 'money'

// In the order in which they count where several are said: the gravest first.
const reasons: readonly (readonly [SaidReason, string])[] = [
  [
    'money',
    'ақша сұрады, ақша алды, деньги просили, просили деньги, взяли деньги, за деньги, asked for money, took money',
  ],
  ['manner', 'дөрекі, ұрысты, нагрубили, грубо, хамили, rude, shouted'],
  [
    'other-thing',
    'басқа нәрсе, басқасын, қате әкелді, өлшемі келмейді, не то, другое, не тот размер, wrong thing, wrong size, something else',
  ],
  [
    'quality',
    'бұзылған, ескі, жыртық, шіріген, мерзімі өткен, испорчено, испорченное, гнилое, просроченное, рваное, spoiled, broken, expired, torn',
  ],
  ['late', 'кеш келді, кешікті, кеш әкелді, поздно, опоздали, с опозданием, late, too late'],
  ['needed-more', 'тағы керек, тағы да керек, нужно еще, надо еще, need more'],
  [
    'less',
    'жартысын, жартысы, аз ғана, аз, жетпеді, бәрін емес, не хватило, мало, половину, не все, only half, half, not enough, less',
  ],
]

const phrases = reasons.flatMap(([reason, list]) =>
  list.split(', ').map((phrase) => [reason, foldWords(phrase)] as const),
)

/** The reason that a message names; null where it names none. */
export function readReason(text: string): SaidReason | null {
  const words = foldWords(text)
  const says = (phrase: readonly string[]) => words.some((_, at) => phrase.every((word, i) => words[at + i] === word))
  return phrases.find(([, phrase]) => says(phrase))?.[0] ?? null
}

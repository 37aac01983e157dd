import { foldWords } from '../../../kit/fold-words'

const kazakh = 'бір екі үш төрт бес алты жеті сегіз тоғыз он'.split(' ')
const tens = { жиырма: 20, отыз: 30, қырық: 40, елу: 50 } as const
const russian = [
  'один одна одну одного',
  'два две двух двум пару пара',
  'три трех трем',
  'четыре четырех четырем',
  'пять пяти',
  'шесть шести',
  'семь семи',
  'восемь восьми',
  'девять девяти',
  'десять десяти',
  'одиннадцать одиннадцати',
  'двенадцать двенадцати',
]
const english = 'one two three four five six seven eight nine ten eleven twelve'.split(' ')
const russianMore = { пятнадцать: 15, двадцать: 20, двадцати: 20, тридцать: 30, сорок: 40 } as const
const groups = 'двое трое четверо пятеро шестеро семеро восьмеро девятеро десятеро'.split(' ')
const groupsOf = 'екеу үшеу төртеу бесеу алтау жетеу'.split(' ')

const folded = (word: string): string => foldWords(word)[0] ?? ''
const fold = (entries: Iterable<readonly [string, number]>): ReadonlyMap<string, number> =>
  new Map([...entries].map(([word, value]) => [folded(word), value]))

const bareKazakh = fold([...kazakh.map((word, i) => [word, i + 1] as const), ...Object.entries(tens)])
const bare = new Map([
  ...bareKazakh,
  ...fold(russian.flatMap((words, i) => words.split(' ').map((word) => [word, i + 1] as const))),
  ...fold(english.map((word, i) => [word, i + 1] as const)),
  ...fold(Object.entries(russianMore)),
])
// Kazakh numbers with the ending of "at" and "from" say a time by themselves: бесте, екіден.
const cases = fold(
  [...kazakh.map((word, i) => [word, i + 1] as const), ...Object.entries(tens)].flatMap(([word, value]) =>
    ['да', 'де', 'та', 'те', 'дан', 'ден', 'тан', 'тен'].map((ending) => [`${word}${ending}`, value] as const),
  ),
)
/** «Онда» and «бірде» mean "then" and "once" where nothing before them says that they are hours. */
const doubtful: ReadonlySet<string> = new Set(['онда', 'бірде'].map(folded))
const people = fold([
  ...groups.map((word, i) => [word, i + 2] as const),
  ...groupsOf.flatMap((word, i) => [word, `${word}міз`, `${word}мыз`].map((form) => [form, i + 2] as const)),
])

const ordinals =
  'первого второго третьего четвертого пятого шестого седьмого восьмого девятого десятого одиннадцатого двенадцатого'
const halfTo = fold(ordinals.split(' ').map((word, i) => [word, i] as const))

/** The hour before the one named: «половина восьмого» is half past seven. */
export const hourBefore = (word: string): number | undefined => halfTo.get(word)

/** A number in digits or words; undefined where it is none. */
export const numberIn = (word: string): number | undefined => (/^\d{1,3}$/.test(word) ? Number(word) : bare.get(word))

/** The number of a word that says a time by its ending. @param isHour something before it says that an hour follows */
export const numberOfCase = (word: string, isHour: boolean): number | undefined =>
  doubtful.has(word) && !isHour ? undefined : cases.get(word)

/** How many a word of a group of people says: "семеро", "бесеуміз". */
export const peopleIn = (word: string): number | undefined => people.get(word)

/** Eleven to nineteen, and tens with ones, in two Kazakh words: the first of them. */
export const isTens = (word: string): boolean => [10, 20, 30, 40, 50].includes(bareKazakh.get(word) ?? 0)

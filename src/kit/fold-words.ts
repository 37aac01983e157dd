// One skeleton for Kazakh and Russian Cyrillic, Kazakh Latin of every draft, Russian typed in Latin, and English. Several letters share
// one sign on purpose: people write қ as к or q, і as i or и, ұ as у, u or w, depending on the keyboard at hand.
const LETTERS: Readonly<Record<string, string>> = {
  а: 'a',
  ә: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  ғ: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  ж: 'j',
  з: 'z',
  и: 'i',
  й: 'i',
  і: 'i',
  к: 'k',
  қ: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  ң: 'n',
  о: 'o',
  ө: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ұ: 'u',
  ү: 'u',
  ф: 'f',
  х: 'h',
  һ: 'h',
  ц: 'ts',
  ч: 'c',
  ш: 's',
  щ: 's',
  ъ: '',
  ы: 'i',
  ь: '',
  э: 'e',
  ю: 'iu',
  я: 'ia',
  ı: 'i',
  y: 'i',
  q: 'k',
  w: 'u',
  ə: 'a',
  ø: 'o',
}

/** Latin letters that look Cyrillic, as they slip into Cyrillic words typed on two keyboards. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  a: 'а',
  b: 'в',
  c: 'с',
  e: 'е',
  h: 'н',
  k: 'к',
  m: 'м',
  o: 'о',
  p: 'р',
  t: 'т',
  x: 'х',
  y: 'у',
}

const inOneScript = (text: string): string =>
  text.replace(/[\p{L}]+/gu, (word) =>
    /\p{Script=Cyrillic}/u.test(word)
      ? word.replace(/[abcehkmoptxy]/g, (letter) => LOOKALIKES[letter] ?? letter)
      : word,
  )

const DIGRAPHS: readonly (readonly [RegExp, string])[] = [
  [/sh?ch/g, 's'],
  [/zh/g, 'j'],
  [/kh/g, 'h'],
  [/gh/g, 'g'],
  [/ch/g, 'c'],
  [/sh/g, 's'],
  [/ng\b/g, 'n'],
]

/**
 * Words of free text in a form that survives keyboards, alphabets and capitals: each a string of a–z and 0–9.
 * Equal skeletons do not prove equal words (су and сұ meet), so this serves finding, never deciding.
 * @param text anything a person typed; at most the first 2,000 characters are read
 */
export function foldWords(text: string): string[] {
  const latin = [...inOneScript(text.slice(0, 2000).normalize('NFKC').toLowerCase())]
    .map((letter) => LETTERS[letter] ?? letter)
    .join('')
    .normalize('NFD')
    .replace(/[\u0300-\u036f'’ʼ`´]/g, '')
  const folded = DIGRAPHS.reduce((word, [from, to]) => word.replace(from, to), latin)
  return folded.split(/[^a-z0-9]+/).filter((word) => word !== '')
}

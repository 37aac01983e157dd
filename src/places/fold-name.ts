/** Letters people without a Kazakh keyboard type instead, and letters often mixed up. */
const TYPED_AS: Record<string, string> = {
  ә: 'а',
  ғ: 'г',
  қ: 'к',
  ң: 'н',
  ө: 'о',
  ұ: 'у',
  ү: 'у',
  һ: 'х',
  і: 'и',
  ы: 'и',
  ё: 'е',
  ь: '',
  ъ: '',
  '’': '',
  "'": '',
  ʻ: '',
  ʼ: '',
}

/**
 * A name as it is compared in search: small letters, Kazakh letters as the Russian ones typed for them (қ→к, ә→а), ё→е,
 * ы and і→и, soft signs and apostrophes gone, Latin letters without marks, single spaces. «Кызылжар» finds «Қызылжар».
 */
export function foldName(text: string): string {
  let folded = ''
  for (const letter of text.normalize('NFC').toLowerCase()) {
    const typed = TYPED_AS[letter]
    if (typed !== undefined) folded += typed
    else folded += /\p{Script=Latin}/u.test(letter) ? letter.normalize('NFD').replace(/\p{M}/gu, '') : letter
  }
  return folded
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

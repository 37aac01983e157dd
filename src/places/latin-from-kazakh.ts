/** Letters as they are commonly written on English signs and maps of Kazakhstan: Qostanai is Kostanay there. */
const LATIN: Record<string, string> = {
  а: 'a',
  ә: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  ғ: 'g',
  д: 'd',
  е: 'e',
  ё: 'yo',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'y',
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
  х: 'kh',
  һ: 'h',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: '',
  ы: 'y',
  і: 'i',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
}

const WORDS: Record<string, string> = { ауданы: 'District', қаласы: 'City', облысы: 'Region', қыстауы: 'winter camp' }

/** A Kazakh place name for readers of Latin script, where no English name is established. */
export function latinFromKazakh(name: string): string {
  return name
    .split(' ')
    .map((word) => WORDS[word] ?? latinWord(word))
    .join(' ')
}

function latinWord(word: string): string {
  let latin = ''
  for (const letter of word) {
    const small = letter.toLowerCase()
    const plain = LATIN[small] ?? letter
    latin += letter === small ? plain : plain.charAt(0).toUpperCase() + plain.slice(1)
  }
  return latin
}

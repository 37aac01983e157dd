/** Letters in which KZ-1048 (STRK 1048-2002), the single-byte set for Kazakh, differs from windows-1251. */
const KZ_1048: Record<string, string> = {
  Ќ: 'Қ',
  Ћ: 'Һ',
  ќ: 'қ',
  ћ: 'һ',
  Ў: 'Ұ',
  ў: 'ұ',
  Ј: 'Ә',
  Ґ: 'Ө',
  Є: 'Ғ',
  Ї: 'Ү',
  ґ: 'ө',
  є: 'ғ',
  ј: 'ә',
  Ѕ: 'Ң',
  ѕ: 'ң',
  ї: 'ү',
}

/**
 * Text of a file whose encoding nobody wrote down: by byte order mark, else UTF-16 where line ends show it, else UTF-8
 * where the bytes are valid, else windows-1251, read as KZ-1048 where it holds letters that only Kazakh puts there.
 */
export function decodeText(bytes: Buffer): string {
  const encoding = markedEncoding(bytes) ?? utf16WithoutMark(bytes)
  if (encoding !== undefined) return new TextDecoder(encoding).decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const text = new TextDecoder('windows-1251').decode(bytes)
    return /[Ќќјѕ]/.test(text) ? text.replace(/[ЌЋќћЎўЈҐЄЇґєјЅѕї]/g, (ch) => KZ_1048[ch] ?? ch) : text
  }
}

function markedEncoding(bytes: Buffer): 'utf-8' | 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return undefined
}

function utf16WithoutMark(bytes: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  const end = Math.min(bytes.length - 1, 4096)
  for (let at = 0; at < end; at += 2) {
    if (bytes[at] === 0x0a && bytes[at + 1] === 0) return 'utf-16le'
    if (bytes[at] === 0 && bytes[at + 1] === 0x0a) return 'utf-16be'
  }
  return undefined
}

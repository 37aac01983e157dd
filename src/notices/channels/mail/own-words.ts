const READ_CHARACTERS = 20_000
const READ_LINES = 400
const LINE_CHARACTERS = 300

const forwarded =
  /^[-_ ]{2,}\s*(original message|forwarded message|исходное сообщение|пересылаемое сообщение|бастапқы хабар)/i
const from = /^\s*\*?(from|от|кімнен|жіберуші|von)\s?:/i
const nextOfHeader =
  /^\s*\*?(sent|date|to|subject|отправлено|дата|кому|тема|жіберілді|күні|кімге|тақырып|тақырыбы)\s?:/i
const wrote = /(wrote|writes|пишет|писал|писала|написал|написала|написал\(а\)|жазды|жазған|жазып жіберді)\s*:$/i
const withAddress = /<[^<>\s]{1,120}@[^<>\s]{1,120}>\s*:$/
const ruler = /^\s*(_{5,}|-{5,})\s*$/
const signed =
  /^\s*(sent from (my )?|get outlook for |отправлено (с|из) |получить outlook |жіберілді: ?|.{1,30}(нан|нен|дан|ден|тан|тен) жіберілді\.?$)/i

/**
 * What somebody wrote themselves in an answer: without the letter quoted below or above it, without signature and the line of a
 * telephone's mail program. Knows how programs write in Kazakh, Russian and English; reads a bounded part, each line once.
 */
export function ownWords(text: string): string {
  const lines = text
    .slice(0, READ_CHARACTERS)
    .split(/\r?\n/, READ_LINES)
    .map((line) => line.slice(0, LINE_CHARACTERS))
  const kept: string[] = []
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    if (/^\s*>/.test(line)) continue
    if (/^--\s?$/.test(line) || signed.test(line) || forwarded.test(line) || isHeader(lines, at)) break
    const length = introducedBy(lines, at)
    if (length > 0) {
      at += length - 1
      // Answers below the quote are read on; where nothing marks the quote, all that follows is it.
      if (isQuoted(lines, at + 1)) continue
      break
    }
    if (ruler.test(line) && isHeader(lines, at + 1)) break
    kept.push(line)
  }
  return kept.join('\n').trim()
}

// "From: …" is a header where another of its lines follows at once.
const isHeader = (lines: readonly string[], at: number): boolean =>
  from.test(lines[at] ?? '') && lines.slice(at + 1, at + 4).some((line) => nextOfHeader.test(line))

// "On …, Asar wrote:", which programs break after some seventy characters.
function introducedBy(lines: readonly string[], at: number): number {
  const [first = '', second = ''] = [lines[at], lines[at + 1]]
  if (first.trim() === '') return 0
  if (wrote.test(first.trimEnd()) || withAddress.test(first.trimEnd())) return 1
  const isDated = /\d{4}|\d{1,2}:\d{2}/.test(first) && !/^\s*>/.test(second)
  return isDated && (wrote.test(second.trimEnd()) || withAddress.test(second.trimEnd())) ? 2 : 0
}

function isQuoted(lines: readonly string[], from: number): boolean {
  const next = lines.slice(from).find((line) => line.trim() !== '')
  return next !== undefined && /^\s*>/.test(next)
}

import { inflateSync } from 'node:zlib'

/** What a reader copies out of a PDF made by pdfkit: the text of its pages by the fonts' own maps to Unicode, a line for each string. */
export function pdfText(pdf: Uint8Array): string {
  const source = Buffer.from(pdf).toString('latin1')
  const objects = new Map<string, string>()
  for (const match of source.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) objects.set(match[1] ?? '', match[2] ?? '')
  const streamOf = (body: string | undefined): string => {
    const raw = /stream\n([\s\S]*)\nendstream/.exec(body ?? '')?.[1]
    if (raw === undefined) return ''
    const bytes = Buffer.from(raw, 'latin1')
    return /FlateDecode/.test(body ?? '') ? inflateSync(bytes).toString('latin1') : raw
  }
  const maps = new Map<string, ReadonlyMap<number, string>>()
  for (const body of objects.values()) {
    for (const [, name = '', id = ''] of body.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const toUnicode = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id) ?? '')?.[1]
      if (toUnicode !== undefined) maps.set(name, parseMap(streamOf(objects.get(toUnicode))))
    }
  }
  const lines: string[] = []
  for (const body of objects.values()) {
    const content = streamOf(body)
    if (!/ Tf\n/.test(content)) continue
    let map: ReadonlyMap<number, string> = new Map()
    for (const [, font, array] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
      if (font !== undefined) map = maps.get(font) ?? map
      if (array === undefined) continue
      const glyphs = [...array.matchAll(/<([0-9a-f]+)>/g)].map((hex) => hex[1] ?? '').join('')
      lines.push((glyphs.match(/.{4}/g) ?? []).map((glyph) => map.get(Number.parseInt(glyph, 16)) ?? '\ufffd').join(''))
    }
  }
  return lines.join('\n')
}

function parseMap(cmap: string): ReadonlyMap<number, string> {
  const map = new Map<number, string>()
  for (const [, from = '0', , list = ''] of cmap.matchAll(/<([0-9a-f]+)> <([0-9a-f]+)> \[([^\]]*)\]/g)) {
    let glyph = Number.parseInt(from, 16)
    for (const [, hex = ''] of list.matchAll(/<([0-9a-f]*)>/g)) {
      map.set(
        glyph++,
        (hex.match(/.{4}/g) ?? []).map((unit) => String.fromCharCode(Number.parseInt(unit, 16))).join(''),
      )
    }
  }
  return map
}

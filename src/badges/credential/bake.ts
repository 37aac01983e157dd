import { crc32 } from 'node:zlib'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const KEYWORD = 'openbadgecredential'
const NAMESPACE = 'https://purl.imsglobal.org/ob/v3p0'

/** A chunk of PNG: its length, type, data and checksum. */
export function pngChunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

// Keyword, not compressed, no language, no translated keyword, then the text in UTF-8 (PNG, section 11.3.4.5).
const textChunk = (text: string): Buffer =>
  pngChunk('iTXt', Buffer.concat([Buffer.from(`${KEYWORD}\0\0\0\0\0`, 'latin1'), Buffer.from(text)]))

/** Puts a credential into a PNG, before its end (Open Badges 3.0, section 5.3.1). */
export function bakePng(png: Uint8Array, credential: string): Buffer<ArrayBuffer> {
  const end = Buffer.from(png).lastIndexOf('IEND') - 4
  return Buffer.concat([png.subarray(0, end), textChunk(credential), png.subarray(end)])
}

/** Puts a credential into an SVG, first in its root (Open Badges 3.0, section 5.3.2). */
export function bakeSvg(svg: string, credential: string): string {
  // In JSON a bracket may as well be written as its number: the mark that ends CDATA cannot come up.
  const text = credential.replaceAll(']]>', ']]\\u003e')
  const open = svg.indexOf('>', svg.indexOf('<svg')) + 1
  const root = svg.slice(0, open - 1)
  return `${root} xmlns:openbadges="${NAMESPACE}"><openbadges:credential><![CDATA[${text}]]></openbadges:credential>${svg.slice(open)}`
}

function textInPng(png: Buffer): string | undefined {
  for (let at = SIGNATURE.length; at + 12 <= png.length; ) {
    const length = png.readUInt32BE(at)
    const data = png.subarray(at + 8, at + 8 + length)
    if (png.toString('latin1', at + 4, at + 8) === 'iTXt' && data.subarray(0, KEYWORD.length + 1).equals(KEY)) {
      // Compressed text is no credential of ours; two more strings stand before the text.
      if (data[KEYWORD.length + 1] !== 0) return undefined
      const language = data.indexOf(0, KEYWORD.length + 3)
      const translated = data.indexOf(0, language + 1)
      return language === -1 || translated === -1 ? undefined : data.toString('utf8', translated + 1)
    }
    at += length + 12
  }
  return undefined
}

const KEY = Buffer.from(`${KEYWORD}\0`, 'latin1')

function textInSvg(svg: string): string | undefined {
  const start = svg.indexOf('<openbadges:credential')
  const open = start === -1 ? -1 : svg.indexOf('<![CDATA[', start)
  const close = open === -1 ? -1 : svg.indexOf(']]>', open)
  return close === -1 ? undefined : svg.slice(open + 9, close)
}

/** The text of a credential in a file: JSON itself, or a PNG or SVG it was baked into; undefined where there is none. */
export function readBaked(bytes: Uint8Array): string | undefined {
  const file = Buffer.from(bytes)
  if (file.subarray(0, SIGNATURE.length).equals(SIGNATURE)) return textInPng(file)
  const text = file
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trim()
  return text.startsWith('<') ? textInSvg(text) : text === '' ? undefined : text
}

import { type Lang, translator } from '../web'
import type { Badge } from './badge-rows'
import { bakePng, bakeSvg } from './credential/bake'
import { badgePng, badgeSvg } from './picture'
import { sayFacts } from './write-badge'

/** Forms a badge is downloaded in. */
export const badgeForms = ['json', 'png', 'svg'] as const
/** One of {@link badgeForms}. */
export type BadgeForm = (typeof badgeForms)[number]

/** A badge as a file: the credential by itself, or a picture that carries it. */
export function badgeFile(badge: Badge, form: BadgeForm, lang: Lang, zone: string) {
  const name = `asar-${badge.kind}-${badge.id.slice(0, 8)}.${form}`
  if (form === 'json') return { name, type: 'application/vc', body: new Uint8Array(Buffer.from(badge.document)) }
  if (form === 'png') return { name, type: 'image/png', body: new Uint8Array(bakePng(badgePng(), badge.document)) }
  const { title, text } = sayFacts(badge.facts, lang, zone)
  const svg = bakeSvg(badgeSvg(title, text, translator(lang)('web.name')), badge.document)
  return { name, type: 'image/svg+xml', body: new Uint8Array(Buffer.from(svg)) }
}

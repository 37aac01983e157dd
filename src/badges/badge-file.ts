import { translator, type View } from '../web'
import type { Badge } from './badge-rows'
import { writeCertificate } from './certificate-pdf'
import { bakePng, bakeSvg } from './credential/bake'
import { badgePng, badgeSvg } from './picture'
import { sayFacts } from './write-badge'

/** Forms a badge is downloaded in. */
export const badgeForms = ['pdf', 'json', 'png', 'svg'] as const
/** One of {@link badgeForms}. */
export type BadgeForm = (typeof badgeForms)[number]

/** A badge as a file: a certificate to print, the credential by itself, or a picture that carries it. */
export async function badgeFile(v: View, badge: Badge, form: BadgeForm) {
  const name = `asar-${badge.kind}-${badge.id.slice(0, 8)}.${form}`
  if (form === 'pdf') return { name, type: 'application/pdf', body: await writeCertificate(v, badge) }
  if (form === 'json') return { name, type: 'application/vc', body: new Uint8Array(Buffer.from(badge.document)) }
  if (form === 'png') return { name, type: 'image/png', body: new Uint8Array(bakePng(badgePng(), badge.document)) }
  const { title, text } = sayFacts(badge.facts, v.lang, v.zone)
  const svg = bakeSvg(badgeSvg(title, text, translator(v.lang)('web.name')), badge.document)
  return { name, type: 'image/svg+xml', body: new Uint8Array(Buffer.from(svg)) }
}

import { z } from 'zod'
import type { Ctx, Problem } from '../../platform'
import { languages, makeView, type View } from '../../web'

/** Where the room's operations stand in the description. */
export const tag = 'Reports'

/** There is none, or none for this key. */
export const notFound: Problem = { status: 404, kind: 'not-found', detail: 'There is no such report for this key.' }

/** In which language a report says its words. */
export const inLanguage = z.strictObject({
  lang: z.enum(languages).default('en').meta({ description: 'Language of titles, labels and notes.' }),
})

/** How a report is said through the interface: in the language asked for, by the country's clock. */
export const viewFor = ({ clock, config }: Ctx, lang: View['lang']): View =>
  makeView({ lang, path: '/', url: config.url, now: clock.now(), zone: 'Asia/Almaty' })

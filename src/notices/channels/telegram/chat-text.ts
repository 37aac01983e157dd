import type { ChatButton } from '../../../platform'
import { type Lang, translator } from '../../../web'
import { type findFacts, type NoticeRow, renderNotice } from '../../render'

/**
 * The words of a notice in a messenger, whose servers stand abroad: of a request for help nothing goes there, neither its number nor its
 * place, but that there is something to read.
 */
export function messengerText(notice: NoticeRow, facts: Awaited<ReturnType<typeof findFacts>>, lang: Lang): string {
  if (notice.values.needId === undefined) return renderNotice(notice, facts, lang)
  return translator(lang)(notice.kind === 'danger' ? 'telegram.danger' : 'telegram.aboutNeed')
}

/** Buttons under an ask: each sends its own words with the code, as a person would type them. */
export const askButtons = (lang: Lang, code: string): readonly ChatButton[] =>
  ['yes', 'no', 'later'].map((answer) => {
    const label = translator(lang)(`telegram.answer.${answer}`)
    return { label, says: `${label} ${code}` }
  })

/** News of their request for whoever asked in a chat: nothing of it, but the link of its page, and the word that is answered with how it stands. */
export function newsInChat(
  lang: Lang,
  url: string,
): { readonly text: string; readonly buttons: readonly ChatButton[] } {
  const t = translator(lang)
  const label = t('telegram.status')
  return { text: t('telegram.aboutOwnNeed', { url }), buttons: [{ label, says: label }] }
}

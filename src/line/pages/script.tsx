import { type Lang, languageNames, translator, type View } from '../../web'
import type { CalleeKind } from '../callee'

const parts = {
  person: ['greeting', 'danger', 'consent', 'told', 'end'],
  need: ['greeting', 'danger', 'consentHelped', 'end'],
  message: ['greeting', 'danger', 'consentHelped', 'end'],
  gift: ['greeting', 'gift', 'end'],
} as const satisfies Record<CalleeKind, readonly string[]>

/** What to say, in the language of whoever is on the line: who we are, 112, what is noted and kept, how to take it back. */
export const Script = ({
  v,
  lang,
  kind,
  asksReceipt = false,
}: {
  v: View
  lang: Lang
  kind: CalleeKind
  /** They are asked whether the help was right; that they need not answer is said first. */
  asksReceipt?: boolean
}) => {
  const t = translator(lang)
  const said = asksReceipt ? (['greeting', 'danger', 'receipt', 'end'] as const) : parts[kind]
  return (
    <section class="section" aria-labelledby={`script-${lang}`}>
      <h2 id={`script-${lang}`}>
        {v.t('line.script')} ({languageNames[lang]})
      </h2>
      <ol lang={lang}>
        {said.map((part) => (
          <li>{t(`line.script.${part}`)}</li>
        ))}
      </ol>
    </section>
  )
}

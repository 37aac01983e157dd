import { registerCallOutNote } from '../dispatch'
import { newSecret } from '../kit/ids'
import { newReference } from '../kit/reference'
import { splitText } from '../kit/split-text'
import { languageNames, languages, translator } from '../web'
import { findFacts, renderNotice } from './render'

const TIYN = 100

/** What an invitation costs where it goes out by text message: its length in each language, before anybody is asked. */
registerCallOutNote('sms-length', async (ctx, v, activityId) => {
  if (ctx.ports.sms === undefined) return undefined
  const values = { activityId, until: ctx.clock.now().toString() }
  const notice = { id: activityId, kind: 'asked', path: '', values }
  const facts = await findFacts(ctx.db, [notice])
  // As long as the real ones: a link and a code of each person's own.
  const link = `${ctx.config.url}/a/${newSecret()}`
  const code = newReference()
  const tiyn = ctx.config.sms?.providers[0]?.tiynPerPart ?? 0
  return (
    <>
      <p>{v.t('notices.invitation.length')}</p>
      <ul>
        {languages.map((lang) => {
          const how = translator(lang)('talk.howToAnswer', { code })
          const { parts, units } = splitText(`${renderNotice(notice, facts, lang)} ${link} ${how}`)
          return (
            <li>
              {languageNames[lang]}: {v.t('notices.invitation.parts', { units, parts: parts.length })}
              {tiyn === 0
                ? ''
                : ` · ${v.t('notices.sms.tenge', { sum: v.say.number((tiyn * parts.length) / TIYN, 2) })}`}
            </li>
          )
        })}
      </ul>
    </>
  )
})

import type { Untold, WaitingMessage } from '../../notices'
import { sayPhone } from '../../people'
import { type Lang, Status, type View, When } from '../../web'

/** What we have to tell this callee, in their language, and why it has not reached them. */
export const ToTell = ({ v, lang, untold }: { v: View; lang: Lang; untold: readonly Untold[] }) =>
  untold.length === 0 ? null : (
    <section class="section" aria-labelledby="tell">
      <h2 id="tell">{v.t('line.tell')}</h2>
      <ul class="plain-list">
        {untold.map((one) => (
          <li>
            {one.text === null ? (
              <p class="muted">{v.t('notices.unreached.private')}</p>
            ) : (
              <blockquote lang={lang}>{one.text}</blockquote>
            )}
            <p class="muted">
              <When v={v} at={one.since} /> · {v.t(`notices.unreached.because.${one.why}`)}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )

const SHOWN = 500

/** What they wrote that no rule understood, and what was replied; it is seen to by noting what the call came to. */
export const Written = ({
  v,
  messages,
  withNumber,
}: {
  v: View
  messages: readonly WaitingMessage[]
  withNumber: boolean
}) =>
  messages.length === 0 ? null : (
    <section class="section" aria-labelledby="written">
      <h2 id="written">{v.t('talk.list.title')}</h2>
      <ul class="plain-list">
        {messages.map((one) => (
          <li>
            <p>
              <When v={v} at={one.at} />
              {withNumber ? ` · ${sayPhone(one.sender)}` : ''}{' '}
              <Status tone={one.isHandled ? 'neutral' : one.why === 'danger' ? 'danger' : 'needs-you'}>
                {one.isHandled ? v.t('talk.list.handled') : v.t(`talk.why.${one.why}`)}
              </Status>
            </p>
            <blockquote>{one.text.slice(0, SHOWN)}</blockquote>
            {one.reply === null ? null : <p class="muted">{v.t('talk.list.answered', { reply: one.reply })}</p>}
          </li>
        ))}
      </ul>
    </section>
  )

import { Page, type View } from '../../../web'
import { CheckHere } from './check-here'
import { FindEntry } from './log-page'

const ways = ['entry', 'copy', 'growth', 'stranger'] as const

/** Checks the whole log in the visitor's browser, leads to one entry, and says how to check without us. */
export const VerifyPage = ({ v, typed, error }: { v: View; typed?: string; error?: string }) => (
  <Page v={v} title={v.t('journal.verify.title')} lead={v.t('journal.verify.lead')}>
    <section class="section">
      <h2>{v.t('journal.log.find')}</h2>
      <FindEntry v={v} {...(typed === undefined ? {} : { typed })} {...(error === undefined ? {} : { error })} />
    </section>
    <section class="section" id="check">
      <h2>{v.t('journal.check.heading')}</h2>
      <p>{v.t('journal.check.wholeText')}</p>
      <CheckHere v={v} />
    </section>
    <section class="section">
      <h2>{v.t('journal.verify.ways')}</h2>
      <ul>
        {ways.map((way) => (
          <li>{v.t(`journal.verify.${way}`)}</li>
        ))}
      </ul>
      <p>
        <a href="/log">{v.t('journal.log.title')}</a> · <a href="/credentials/check">{v.t('badges.check.title')}</a>
      </p>
    </section>
  </Page>
)

import { Page } from '../layout'
import type { View } from '../view'

const parts = ['keep', 'see', 'long', 'rights', 'record', 'paper'] as const

/** What is kept about people, who sees it, for how long, and what each person may ask for. */
export const AboutDataPage = ({ v }: { v: View }) => (
  <Page v={v} title={v.t('web.about.title')} lead={v.t('web.about.lead')}>
    {parts.map((part) => (
      <section class="section">
        <h2>{v.t(`web.about.${part}.title`)}</h2>
        <p>{v.t(`web.about.${part}.text`)}</p>
      </section>
    ))}
    <p>
      <a href="/me/account">{v.t('web.about.account')}</a>
    </p>
  </Page>
)

import { Door, Doors, EmergencyLine, Page, type View } from '../../web'
import type { HomeView } from './home-page'

/** The front page in simple mode: ask, call, or come in. */
export const SimpleHomePage = ({ v, phone }: { v: View; phone: HomeView['phone'] }) => (
  <Page v={v} title={v.t('indicators.simple.title')}>
    <EmergencyLine v={v} />
    <Doors>
      <Door href="/ask" icon="hand" title={v.t('indicators.simple.ask')} main />
      {phone === undefined ? null : (
        <Door
          href={`tel:${phone.dialled}`}
          icon="phone"
          title={v.t('indicators.simple.call', { phone: phone.written })}
        />
      )}
      <Door href="/join" icon="people" title={v.t('indicators.simple.join')} />
      <Door href="/sign-in" icon="person" title={v.t('indicators.simple.signIn')} />
    </Doors>
  </Page>
)

import { languages, type View } from '../../web'
import { pathOf } from '../callee'
import { CallScreen, type Work } from './call-screen'
import { NewWork } from './callee-page'
import { Script } from './script'

/** The screen of somebody who calls and is not known: what to say in each language, and what can be done for them. */
export const CallerPage = ({ v, work }: { v: View; work: Work | undefined }) => (
  <CallScreen
    v={v}
    title={v.t('line.caller')}
    lead={v.t('line.caller.lead')}
    path={pathOf(undefined)}
    side={languages.map((lang) => <Script v={v} lang={lang} kind="message" />)}
    before={
      <div class="button-row">
        <NewWork v={v} callee={undefined} />
      </div>
    }
    work={work}
  />
)

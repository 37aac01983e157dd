import { Button, ButtonRow } from '../components/button'
import { KeptPages } from '../components/kept-pages'
import { EmergencyLine, Notice } from '../components/notice'
import { OfflineQueue } from '../components/offline-queue'
import { Page } from '../layout'
import type { View } from '../view'

/** What the device shows in place of a page it cannot reach. */
export const OfflinePage = ({ v }: { v: View }) => (
  <Page v={{ ...v, viewer: null, demo: false }} title={v.t('web.offline.title')} lead={v.t('web.offline.text')} hidden>
    <EmergencyLine v={v} />
    <div hidden data-left-device>
      <Notice>{v.t('web.offline.left')}</Notice>
    </div>
    <OfflineQueue v={v} />
    <KeptPages v={v} />
    <ButtonRow>
      <Button href="" icon="undo">
        {v.t('web.error.again')}
      </Button>
    </ButtonRow>
  </Page>
)

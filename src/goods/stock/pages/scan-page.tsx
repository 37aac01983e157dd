import { Page, SearchField, type View } from '../../../web'

/** Opens a lot by the code of its label: with the camera, or by typing. */
export const ScanPage = ({ v }: { v: View }) => (
  <Page v={v} title={v.t('goods.scan.title')} lead={v.t('goods.scan.lead')} stage="app">
    <scan-code
      hidden
      data-start={v.t('goods.scan.start')}
      data-looking={v.t('goods.scan.looking')}
      data-refused={v.t('goods.scan.refused')}
      data-other={v.t('goods.scan.other')}
    />
    <SearchField v={v} action="/stock" name="code" label={v.t('goods.stock.code')} />
  </Page>
)

import type { View } from '../view'

/** Pages the device keeps for work with no network. Filled by `kept-pages.enhance.ts`; nothing is shown where there are none. */
export const KeptPages = ({ v }: { v: View }) => (
  <kept-pages hidden data-until={v.t('web.kept.until', { time: '{time}' })}>
    <h2>{v.t('web.kept.title')}</h2>
    <ul />
  </kept-pages>
)

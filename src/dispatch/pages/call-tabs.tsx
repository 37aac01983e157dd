import { Tabs, type View } from '../../web'

const parts = {
  ring: '/ring',
  helped: '/notices/calls',
  unreached: '/notices/unreached',
  messages: '/notices/messages',
} as const

/** What an operator works off by telephone: people who did not answer, people helped who must be rung, and whom nothing reached. */
export const CallTabs = ({ v, current }: { v: View; current: keyof typeof parts }) => (
  <Tabs
    label={v.t('web.nav.ring')}
    tabs={Object.entries(parts).map(([part, href]) => ({
      href,
      label: v.t(`dispatch.ring.part.${part}`),
      current: part === current,
    }))}
  />
)

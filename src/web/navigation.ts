import type { IconName } from './components/icon'
import type { View } from './view'

/** One entry of the main navigation; `roles` empty: for every visitor of that kind. */
export type NavigationItem = {
  readonly href: string
  readonly label: string
  readonly icon: IconName
  readonly current: boolean
}

type Entry = {
  readonly href: string
  readonly label: (v: View) => string
  readonly icon: IconName
  /** `visitor` sees it signed out, `person` signed in, any other word names a role. */
  readonly may: readonly string[]
}

const entries: readonly Entry[] = [
  { href: '/ask', label: (v) => v.t('web.nav.ask'), icon: 'hand', may: ['visitor'] },
  { href: '/join', label: (v) => v.t('web.nav.join'), icon: 'people', may: ['visitor'] },
  { href: '/me', label: (v) => v.t('web.nav.today'), icon: 'home', may: ['person'] },
  { href: '/activities', label: (v) => v.t('web.nav.activities'), icon: 'calendar', may: ['visitor', 'person'] },
  { href: '/me/availability', label: (v) => v.t('web.nav.availability'), icon: 'clock', may: ['person'] },
  { href: '/me/record', label: (v) => v.t('web.nav.record'), icon: 'document', may: ['person'] },
  { href: '/desk', label: (v) => v.t('web.nav.desk'), icon: 'flag', may: ['coordinator'] },
  {
    href: '/needs',
    label: (v) => v.t('web.nav.needs'),
    icon: 'hand',
    may: ['operator', 'coordinator', 'organization-admin', 'authority', 'administrator'],
  },
  {
    href: '/stock',
    label: (v) => v.t('web.nav.stock'),
    icon: 'truck',
    may: ['storekeeper', 'coordinator', 'organization-admin'],
  },
  { href: '/line', label: (v) => v.t('web.nav.line'), icon: 'phone', may: ['operator'] },
  { href: '/organizations', label: (v) => v.t('web.nav.organizations'), icon: 'building', may: ['organization-admin'] },
  { href: '/people', label: (v) => v.t('web.nav.people'), icon: 'people', may: ['operator'] },
  { href: '/authority', label: (v) => v.t('web.nav.authority'), icon: 'building', may: ['authority'] },
  { href: '/safety', label: (v) => v.t('web.nav.safety'), icon: 'shield', may: ['safety-officer'] },
  { href: '/admin', label: (v) => v.t('web.nav.admin'), icon: 'tools', may: ['administrator'] },
  { href: '/numbers', label: (v) => v.t('web.nav.numbers'), icon: 'chart', may: ['visitor', 'person'] },
]

/** Main navigation of this viewer, in the order of use; the longest matching path is the current one. */
export const navigationOf = (v: View): readonly NavigationItem[] => {
  const standing = v.viewer ? ['person', ...v.viewer.roles] : ['visitor']
  const path = v.path.split('?')[0] ?? v.path
  const mine = entries.filter((entry) => entry.may.some((role) => standing.includes(role)))
  const current = mine
    .filter(({ href }) => path === href || path.startsWith(`${href}/`))
    .reduce<string>((longest, { href }) => (href.length > longest.length ? href : longest), '')
  return mine.map(({ href, label, icon }) => ({ href, label: label(v), icon, current: href === current }))
}

import type { View } from '../../web'

const look = new Set([
  'name',
  'contact',
  'phone',
  'email',
  'place',
  'address',
  'point',
  'age',
  'birth-date',
  'health',
  'vulnerability',
  'words',
  'languages',
  'availability',
  'record',
  'credentials',
  'emergency-contact',
  'consents',
  'attendance',
  'answers',
  'report',
  'guardian',
  'signed-paper',
])
const purposes = new Set([
  'account',
  'volunteering',
  'publicity',
  'minor-volunteering',
  'help-by-operator',
  'companion',
  'transfer-abroad',
  'need',
  'photo',
])
const ways = new Set([
  'web',
  'call',
  'in-person',
  'paper',
  'link',
  'code',
  'sms',
  'gate',
  'import',
  'companion',
  'telegram',
])
const viewers = new Set([
  'person',
  'system',
  'key',
  'link',
  'visitor',
  'administrator',
  'authority',
  'safety-officer',
  'operator',
  'organization-admin',
  'coordinator',
  'storekeeper',
])

/** Which data somebody saw, in words; codes of rooms that have no word here are said as "other data". */
export const sayWhat = (v: View, what: readonly string[]): string =>
  v.say.list([...new Set(what.map((code) => v.t(look.has(code) ? `people.look.${code}` : 'people.look.other')))])

/** What a consent is for, in words. */
export const sayPurpose = (v: View, purpose: string): string =>
  v.t(purposes.has(purpose) ? `people.purpose.${purpose}` : 'people.purpose.other', { purpose })

/** How a consent was given, in words. */
export const sayWay = (v: View, way: string): string => v.t(ways.has(way) ? `people.way.${way}` : 'people.way.other')

/** As what somebody looked, in words. */
export const sayViewer = (v: View, role: string): string =>
  v.t(viewers.has(role) ? `people.viewer.${role}` : 'people.viewer.system')

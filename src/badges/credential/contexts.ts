import credentials from './contexts/credentials-v2.json'
import openBadges from './contexts/open-badges-3.0.3.json'

/** Context of Verifiable Credentials 2.0. The copy beside this file is that of W3C, under its document licence. */
export const CREDENTIALS_V2 = 'https://www.w3.org/ns/credentials/v2'
/** Context of Open Badges 3.0. The copy beside this file is that of 1EdTech. */
export const OPEN_BADGES = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'

/** Every context that is known here, by its address. None is ever fetched: what a word means must not change behind a signature. */
export const contexts: ReadonlyMap<string, object> = new Map<string, object>([
  [CREDENTIALS_V2, credentials],
  [OPEN_BADGES, openBadges],
])

import type { View } from '../view'
import type { Child } from './child'
import { Icon, type IconName } from './icon'

/** What a notice is about. */
export type NoticeTone = 'info' | 'success' | 'error' | 'offline' | 'needs-you'

const iconOf: Record<NoticeTone, IconName> = {
  info: 'info',
  success: 'check',
  error: 'alert',
  offline: 'offline',
  'needs-you': 'hand',
}

/** A word from the product to the reader. `error` is spoken at once, `success` when the reader pauses. */
export const Notice = ({ tone = 'info', title, children }: { tone?: NoticeTone; title?: Child; children?: Child }) => (
  <div class={`notice notice--${tone}`} role={tone === 'error' ? 'alert' : tone === 'success' ? 'status' : undefined}>
    <Icon name={iconOf[tone]} />
    <div>
      {title ? <p class="notice__title">{title}</p> : null}
      {children}
    </div>
  </div>
)

/**
 * The line of 112: stands first on every page that takes a request for help.
 * `raised` is shown after words of danger to life were found: the number in large type.
 */
export const EmergencyLine = ({ v, raised }: { v: View; raised?: boolean }) => (
  <div class={raised ? 'emergency emergency--raised' : 'emergency'} role={raised ? 'alert' : undefined}>
    <Icon name="phone" />
    <p>
      {v.t('web.emergency.danger')}{' '}
      <a class="emergency__number" href="tel:112">
        {v.t('web.emergency.call')}
      </a>
      <span class="emergency__stop">.</span> {v.t('web.emergency.not112')}
    </p>
  </div>
)

import type { Child } from './child'
import { Icon, type IconName } from './icon'

/** What a state means to the reader: sun gold only for what waits for them, red only for danger, green only for confirmed. */
export type Tone = 'neutral' | 'progress' | 'needs-you' | 'confirmed' | 'danger'

const iconOf: Record<Tone, IconName> = {
  neutral: 'minus',
  progress: 'clock',
  'needs-you': 'hand',
  confirmed: 'check',
  danger: 'alert',
}

/** A state in a word, with an icon of its own so that it never hangs on colour. */
export const Status = ({ tone = 'neutral', icon, children }: { tone?: Tone; icon?: IconName; children?: Child }) => (
  <span class={`status status--${tone}`}>
    <Icon name={icon ?? iconOf[tone]} size="s" />
    {children}
  </span>
)

/** A small label without judgement: a kind, a competence, a count. */
export const Badge = ({ icon, children }: { icon?: IconName; children?: Child }) => (
  <span class="badge">
    {icon ? <Icon name={icon} size="s" /> : null}
    {children}
  </span>
)

import type { View } from '../view'
import type { Child } from './child'
import { Icon, type IconName } from './icon'

/** The states in which a part of a page may rest instead of showing all it has. */
export type RestState = 'empty' | 'loading' | 'partial' | 'error' | 'offline' | 'done' | 'forbidden'

const iconOf: Record<RestState, IconName> = {
  empty: 'info',
  loading: 'clock',
  partial: 'info',
  error: 'alert',
  offline: 'offline',
  done: 'check',
  forbidden: 'lock',
}

export type StateNoteProps = {
  v: View
  state: RestState
  /** Words of the case; the general ones otherwise. */
  children?: Child
  /** The next step, usually a `Button`. */
  action?: Child
}

const generalText = (v: View, state: RestState): string => {
  switch (state) {
    case 'empty':
      return v.t('web.state.empty')
    case 'loading':
      return v.t('web.state.loading')
    case 'partial':
      return v.t('web.state.partial')
    case 'error':
      return v.t('web.state.error')
    case 'offline':
      return v.t('web.state.offline')
    case 'done':
      return v.t('web.state.done')
    case 'forbidden':
      return v.t('web.state.forbidden')
  }
}

/** Says in which state a part of the page is and what can be done about it. */
export const StateNote = ({ v, state, children, action }: StateNoteProps) => (
  <div class={`state-note state-note--${state}`} role={state === 'loading' ? 'status' : undefined}>
    <Icon name={iconOf[state]} />
    <p class="state-note__words">{children ?? generalText(v, state)}</p>
    {state === 'loading' ? <span class="state-note__bar" aria-hidden="true" /> : null}
    {action ? <div>{action}</div> : null}
  </div>
)

import type { Child } from './child'
import { Icon, type IconName } from './icon'

/** An empty page or list: why it is empty and the next step to take. */
export const EmptyState = ({
  icon = 'info',
  title,
  children,
  action,
}: {
  icon?: IconName
  title: Child
  children?: Child
  action?: Child
}) => (
  <div class="empty-state">
    <Icon name={icon} size="l" />
    <h2 class="empty-state__title">{title}</h2>
    {children ? <p>{children}</p> : null}
    {action ? <div class="button-row">{action}</div> : null}
  </div>
)

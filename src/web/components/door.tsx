import type { Child } from './child'
import { Icon, type IconName } from './icon'

/** One of the few large ways into the product: "I need help", "I want to help". */
export const Door = ({
  href,
  icon,
  title,
  children,
  main,
}: {
  href: string
  icon: IconName
  title: Child
  children?: Child
  /** The more urgent of the doors. */
  main?: boolean
}) => (
  <a class={main ? 'door door--main' : 'door'} href={href}>
    <Icon name={icon} size="l" />
    <span class="door__words">
      <b class="door__title">{title}</b>
      {children ? <span>{children}</span> : null}
    </span>
    <Icon name="arrow" />
  </a>
)

/** Doors side by side, below each other on a phone. */
export const Doors = ({ children }: { children?: Child }) => <div class="doors">{children}</div>

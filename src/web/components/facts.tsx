import type { Child } from './child'
import { Icon, type IconName } from './icon'

/** One small fact with its pictogram: place, time, distance, who leads. */
export type Fact = { icon: IconName; text: Child }

/** Small facts below each other, as on an ask or an activity. */
export const Facts = ({ facts }: { facts: readonly Fact[] }) => (
  <ul class="facts">
    {facts.map(({ icon, text }) => (
      <li class="facts__fact">
        <Icon name={icon} />
        <span>{text}</span>
      </li>
    ))}
  </ul>
)

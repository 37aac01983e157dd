import type { View } from '../view'
import type { Child } from './child'
import { Icon } from './icon'
import { type RestState, StateNote } from './state-note'

/** One step of a timeline. */
export type TimelineStep = {
  title: Child
  /** When it happened or is due, already in words or a `When`. */
  at?: Child
  text?: Child
  state: 'done' | 'current' | 'coming' | 'problem'
}

/** Vertical steps of a request or an assignment, from asked to done. */
export const Timeline = ({ v, steps, state }: { v: View; steps: readonly TimelineStep[]; state?: RestState }) => (
  <>
    {state ? <StateNote v={v} state={state} /> : null}
    <ol class="timeline">
      {steps.map((step) => (
        <li
          class={`timeline__step timeline__step--${step.state}`}
          aria-current={step.state === 'current' ? 'step' : undefined}
        >
          <span class="timeline__mark">
            {step.state === 'done' ? <Icon name="check" size="s" /> : null}
            {step.state === 'problem' ? <Icon name="alert" size="s" /> : null}
          </span>
          <div>
            <p class="timeline__title">
              {step.title}
              <span class="visually-hidden"> ({stepWord(v, step.state)})</span>
            </p>
            {step.at ? <p class="timeline__at">{step.at}</p> : null}
            {step.text ? <p>{step.text}</p> : null}
          </div>
        </li>
      ))}
    </ol>
  </>
)

const stepWord = (v: View, state: TimelineStep['state']): string => {
  switch (state) {
    case 'done':
      return v.t('web.step.done')
    case 'current':
      return v.t('web.step.current')
    case 'coming':
      return v.t('web.step.coming')
    case 'problem':
      return v.t('web.step.problem')
  }
}

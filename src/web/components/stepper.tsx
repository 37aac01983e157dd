import type { View } from '../view'

/** Where we are in a form of several screens: "2 of 4", in words and as a bar. */
export const Stepper = ({ v, step, steps, backHref }: { v: View; step: number; steps: number; backHref?: string }) => (
  <div class="stepper">
    {backHref ? (
      <a class="stepper__back" href={backHref}>
        ← {v.t('web.stepper.back')}
      </a>
    ) : null}
    <p class="stepper__words">{v.t('web.stepper.of', { step, steps })}</p>
    <span class="stepper__bar" aria-hidden="true">
      {Array.from({ length: steps }, (_, place) => (
        <i class={place < step ? 'stepper__part stepper__part--done' : 'stepper__part'} />
      ))}
    </span>
  </div>
)

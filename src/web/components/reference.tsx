import type { Child } from './child'

/** A reference number in large type, to write down or to read out over the phone. `label` says what it is. */
export const Reference = ({ label, children }: { label: Child; children: string }) => (
  <p class="reference">
    <span class="reference__label">{label}</span>
    <strong class="reference__number">{children}</strong>
  </p>
)

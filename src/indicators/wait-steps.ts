const RATIO = Math.log(1.05)

/** Step of a waiting time: steps grow by five per cent, so a median read from them is right to five per cent. */
export const stepOfMinutes = (minutes: number): number =>
  minutes < 1 ? 0 : Math.min(1 + Math.floor(Math.log(minutes) / RATIO), 400)

/** Middle of a step, in whole minutes. */
export const minutesOfStep = (step: number): number => (step === 0 ? 0 : Math.round(Math.exp((step - 0.5) * RATIO)))

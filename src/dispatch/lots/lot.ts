import { createHash, randomBytes } from 'node:crypto'

/** Wake-up that draws a lot. */
export const DRAW_LOT = 'dispatch.draw-lot'

/** Applications stay open at least so long, and end at least so long before the work: those drawn must know in time. */
export const lotLimits = { openMinutesMin: 60, beforeHoursMin: 2, applicantsMax: 2000 } as const

/** A seed nobody can guess: 64 digits of hex. */
export const newSeed = (): string => randomBytes(32).toString('hex')

/** What is told of a seed before the draw. */
export const commitmentTo = (seed: string): string => createHash('sha256').update(seed).digest('hex')

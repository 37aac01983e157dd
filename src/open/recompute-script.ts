import script from './recompute.mjs.txt?raw'

/** The script of each release that counts its numbers again. It stands in a file of text, as those who download it read it. */
export const recomputeScript: string = script

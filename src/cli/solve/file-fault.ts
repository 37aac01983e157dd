/** A file that is not what its kind says: which line, what was expected there, what came. */
export class FileFault extends Error {
  constructor(
    readonly line: number,
    readonly expected: string,
    readonly got: string,
  ) {
    super(`line ${line}: expected ${expected}, got ${got.slice(0, 80)}`)
  }
}

import { parseLevel } from '../../training'
import type { Requirement } from '../activity'

/** Competences of a post as its row holds them (`[{id, level}]`); anything else in there is left out. */
export function parseRequirements(stored: unknown): Requirement[] {
  if (!Array.isArray(stored)) return []
  return stored.flatMap((one: unknown) => {
    const { id, level } = (one ?? {}) as { id?: unknown; level?: unknown }
    const parsed = parseLevel(level)
    return typeof id === 'string' && parsed !== undefined ? [{ id, level: parsed }] : []
  })
}

/**
 * An answer of the database is taken apart in one go, however large it is. So many people at a time keep that within a few milliseconds,
 * and whatever else waits runs in between.
 */
const PART = 500

/** Reads what belongs to these items, some hundreds at a time: all that was read, in the order of the parts. */
export async function readInParts<T, Read>(
  items: readonly T[],
  read: (part: readonly T[]) => Promise<readonly Read[]>,
): Promise<Read[]> {
  const all: Read[] = []
  for (let at = 0; at < items.length; at += PART) all.push(...(await read(items.slice(at, at + PART))))
  return all
}

import type { Person, Post } from '../../src/allocation'

/**
 * What a careful programmer would write by hand for this one case: plain arrays, only the rules this post needs, a sort at the end. No
 * reasons, no count by rule.
 */
export function rankBarely(post: Post, people: readonly Person[], k: number): string[] {
  const found: { id: string; meters: number }[] = []
  const point = post.point ?? { latitude: 0, longitude: 0 }
  const cos = Math.cos((point.latitude * Math.PI) / 180)
  for (const person of people) {
    const north = (person.point.latitude - point.latitude) * 111_195
    const east = (person.point.longitude - point.longitude) * 111_195 * cos
    const meters = Math.sqrt(north * north + east * east)
    if (person.paused || person.suspended || meters > person.reachMeters || (person.lawForbids & post.legalMask) !== 0)
      continue
    let free = false
    for (let i = 0; i < person.availability.length; i += 2)
      if ((person.availability[i] ?? 0) <= post.start && (person.availability[i + 1] ?? 0) >= post.end) free = true
    if (!free) continue
    let worked = post.end - post.start
    let clear = true
    for (const { start, end } of person.occupied) {
      if (start < post.end && end > post.start) clear = false
      if (Math.abs(start - post.start) < 7 * 1440) worked += end - start
    }
    if (clear && worked <= person.limits.weekMinutesMax) found.push({ id: person.id, meters })
  }
  return found
    .sort((a, b) => a.meters - b.meters)
    .slice(0, k)
    .map((one) => one.id)
}

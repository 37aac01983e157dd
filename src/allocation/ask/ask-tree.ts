import type { Vector } from './sphere'

/** Numbers of a box: least x, y, z, then greatest. */
const BOX = 6
/** More than a single-precision number between -1 and 1 is rounded by; 0.6 m on the ground. */
const ROUNDED = 1e-7
const NONE = -1

/**
 * A binary tree of boxes over groups. Group `g` is the leaf `2 g`; inner nodes are odd, one fewer than leaves. A box holds everyone below
 * it, and perhaps more: it grows with who comes and never shrinks.
 */
export class AskTree {
  root = NONE
  #leaves = 0
  #box = new Float32Array(0)
  #reach = new Int32Array(0)
  #parent = new Int32Array(0)
  #left = new Int32Array(0)
  #right = new Int32Array(0)

  get bytes(): number {
    return [this.#box, this.#reach, this.#parent, this.#left, this.#right].reduce((sum, one) => sum + one.byteLength, 0)
  }

  left(node: number): number {
    return this.#left[node >> 1]!
  }

  right(node: number): number {
    return this.#right[node >> 1]!
  }

  /** Farthest that anybody below the node is ready to go, metres. */
  reach(node: number): number {
    return this.#reach[node]!
  }

  /** A leaf for the next group, in no tree yet. */
  addLeaf(): number {
    const leaf = 2 * this.#leaves++
    if (leaf + 2 > this.#parent.length) this.#grow()
    this.#empty(leaf)
    return leaf
  }

  /** Square of the straight line from a point to the box of a node, 0 inside. */
  chordSquare(node: number, { x, y, z }: Vector): number {
    const box = this.#box
    const at = node * BOX
    const dx = Math.max(box[at]! - x, x - box[at + 3]!, 0)
    const dy = Math.max(box[at + 1]! - y, y - box[at + 4]!, 0)
    const dz = Math.max(box[at + 2]! - z, z - box[at + 5]!, 0)
    return dx * dx + dy * dy + dz * dz
  }

  /** Makes room for somebody in a leaf and in every box around it. */
  widen(leaf: number, { x, y, z }: Vector, reach: number): void {
    let grown = true
    // Whatever lies around a box that holds them holds them as well.
    for (let node = leaf; grown && node !== NONE; node = this.#parent[node]!) {
      const at = node * BOX
      grown = reach > this.#reach[node]!
      if (grown) this.#reach[node] = reach
      grown = this.#stretch(at, x) || grown
      grown = this.#stretch(at + 1, y) || grown
      grown = this.#stretch(at + 2, z) || grown
    }
  }

  /** Puts leaves that stand in no tree yet under a tree, neighbours beside each other. */
  build(): void {
    let inner = 0
    const over = (first: number, end: number): number => {
      if (end - first === 1) return 2 * first
      const node = 2 * inner++ + 1
      const middle = (first + end) >> 1
      this.#join(node, over(first, middle), over(middle, end))
      return node
    }
    if (this.#leaves > 0) this.root = over(0, this.#leaves)
  }

  /** The leaf whose boxes grow least by somebody. Of equal ones `number` decides, so that many at one place spread over many leaves. */
  leafFor(point: Vector, number: number): number {
    let node = this.root
    for (let depth = 0; (node & 1) === 1; depth++) {
      const [left, right] = [this.left(node), this.right(node)]
      const [toLeft, toRight] = [this.chordSquare(left, point), this.chordSquare(right, point)]
      if (toLeft === toRight) node = ((number >>> (depth & 15)) & 1) === 0 ? left : right
      else node = toLeft < toRight ? left : right
    }
    return node
  }

  /** Puts a new leaf beside one that stands in the tree. Both are empty after; {@link widen} fills them again. */
  splitLeaf(leaf: number): number {
    const fresh = this.addLeaf()
    const node = fresh - 1
    const above = this.#parent[leaf]!
    if (above === NONE) this.root = node
    else if (this.left(above) === leaf) this.#left[above >> 1] = node
    else this.#right[above >> 1] = node
    this.#empty(leaf)
    this.#join(node, leaf, fresh)
    this.#parent[node] = above
    return fresh
  }

  /** The axis along which the box of a leaf is longest. */
  longestAxis(leaf: number): keyof Vector {
    const at = leaf * BOX
    const length = (axis: number) => this.#box[at + 3 + axis]! - this.#box[at + axis]!
    if (length(0) >= length(1) && length(0) >= length(2)) return 'x'
    return length(1) >= length(2) ? 'y' : 'z'
  }

  #stretch(at: number, value: number): boolean {
    const [lower, higher] = [value < this.#box[at]!, value > this.#box[at + 3]!]
    if (lower) this.#box[at] = value - ROUNDED
    if (higher) this.#box[at + 3] = value + ROUNDED
    return lower || higher
  }

  #empty(node: number): void {
    this.#box.fill(Number.POSITIVE_INFINITY, node * BOX, node * BOX + 3)
    this.#box.fill(Number.NEGATIVE_INFINITY, node * BOX + 3, node * BOX + BOX)
    this.#reach[node] = 0
    this.#parent[node] = NONE
  }

  #join(node: number, left: number, right: number): void {
    this.#empty(node)
    this.#left[node >> 1] = left
    this.#right[node >> 1] = right
    for (const child of [left, right]) {
      this.#parent[child] = node
      for (let axis = 0; axis < 3; axis++) {
        const [to, from] = [node * BOX + axis, child * BOX + axis]
        this.#box[to] = Math.min(this.#box[to]!, this.#box[from]!)
        this.#box[to + 3] = Math.max(this.#box[to + 3]!, this.#box[from + 3]!)
      }
      this.#reach[node] = Math.max(this.#reach[node]!, this.#reach[child]!)
    }
  }

  #grow(): void {
    const leaves = this.#leaves + (this.#leaves >> 3) + 8
    this.#box = longer(this.#box, Float32Array, 2 * leaves * BOX)
    this.#reach = longer(this.#reach, Int32Array, 2 * leaves)
    this.#parent = longer(this.#parent, Int32Array, 2 * leaves)
    this.#left = longer(this.#left, Int32Array, leaves)
    this.#right = longer(this.#right, Int32Array, leaves)
  }
}

function longer<T extends Float32Array | Int32Array>(column: T, Kind: new (length: number) => T, length: number): T {
  const grown = new Kind(length)
  grown.set(column)
  return grown
}

/** A rooted tree over nodes 0…n−1 that can be cut and hung up again; each node but the root knows the arc to its parent. */
export type SpanningTree = {
  readonly parent: Int32Array
  readonly depth: Int32Array
  /** Arc between a node and its parent; -1 at the root. */
  readonly arc: Int32Array
  readonly firstChild: Int32Array
  readonly next: Int32Array
  readonly previous: Int32Array
}

/** A tree in which every node hangs from `root`. */
export function starTree(nodes: number, root: number, arcOf: (node: number) => number): SpanningTree {
  const tree: SpanningTree = {
    parent: new Int32Array(nodes).fill(-1),
    depth: new Int32Array(nodes),
    arc: new Int32Array(nodes).fill(-1),
    firstChild: new Int32Array(nodes).fill(-1),
    next: new Int32Array(nodes).fill(-1),
    previous: new Int32Array(nodes).fill(-1),
  }
  for (let node = 0; node < nodes; node++) {
    if (node === root) continue
    tree.depth[node] = 1
    hang(tree, node, root, arcOf(node))
  }
  return tree
}

/** Takes a node, with all below it, from its parent. */
export function cut({ parent, firstChild, next, previous }: SpanningTree, node: number): void {
  const before = previous[node] as number
  const after = next[node] as number
  if (before >= 0) next[before] = after
  else firstChild[parent[node] as number] = after
  if (after >= 0) previous[after] = before
}

/** Hangs a node, with all below it, under another by an arc. Depths are the caller's to mend. */
export function hang(tree: SpanningTree, node: number, under: number, arc: number): void {
  const { parent, firstChild, next, previous } = tree
  const after = firstChild[under] as number
  parent[node] = under
  tree.arc[node] = arc
  previous[node] = -1
  next[node] = after
  if (after >= 0) previous[after] = node
  firstChild[under] = node
}

/** Next node of a walk, parents first, through all below `top`; -1 at the end. */
export function nextBelow({ parent, firstChild, next }: SpanningTree, node: number, top: number): number {
  const child = firstChild[node] as number
  if (child >= 0) return child
  for (let at = node; at !== top; at = parent[at] as number) {
    const sibling = next[at] as number
    if (sibling >= 0) return sibling
  }
  return -1
}

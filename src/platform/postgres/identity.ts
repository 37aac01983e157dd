/** A user of this machine that the database server could run as. */
export interface Candidate {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

/** What `stat` says of a folder on the way to the data or to the binaries. */
export interface FolderFact {
  readonly path: string
  readonly uid: number
  readonly gid: number
  readonly mode: number
}

/** All that {@link decideIdentity} looks at. */
export interface IdentityFacts {
  readonly uid: number
  readonly gid: number
  /** Who owns the database folder; undefined when there is none yet. */
  readonly owner: Candidate | undefined
  /** In order of preference. */
  readonly candidates: readonly Candidate[]
  /** Every folder from the root to the data folder and to the binaries. */
  readonly folders: readonly FolderFact[]
  /** Users this process can become, found by trying. */
  readonly switchableUids: readonly number[]
  readonly canNamespace: boolean
  /** Whether the system has a name for `uid`; a container may run as a bare number, for which initdb refuses to work. */
  readonly isNamed: boolean
  /** A user with a name, to appear as inside a namespace. */
  readonly mappedUid: number
}

/** How the database server is to be run. */
export type Identity =
  | { readonly kind: 'self'; readonly uid: number; readonly gid: number }
  | { readonly kind: 'switch'; readonly uid: number; readonly gid: number }
  // Inside the namespace this user appears as `mappedUid`; on the file system it stays itself, root without its powers.
  | { readonly kind: 'namespace'; readonly uid: number; readonly gid: number; readonly mappedUid: number }

/** Why it cannot be run. */
export type IdentityRefusal =
  | { readonly kind: 'foreign-owner'; readonly ownerUid: number; readonly uid: number }
  | { readonly kind: 'blocked-folder'; readonly folder: string; readonly user: string }
  | { readonly kind: 'no-other-user' }

/**
 * Chooses the user PostgreSQL runs as, since it refuses to run as root: the owner of the data where there is data,
 * else the first candidate that can pass through every folder, else root itself in a user namespace. An ordinary user
 * runs it as themselves, a nameless one in a namespace where there are any.
 */
export function decideIdentity(facts: IdentityFacts): Identity | IdentityRefusal {
  if (facts.uid !== 0) return decideForOrdinaryUser(facts)
  if (facts.owner?.uid === 0) return namespaceOr(facts, undefined)
  const candidates = facts.owner ? [facts.owner] : facts.candidates
  const able = candidates.filter((one) => facts.switchableUids.includes(one.uid))
  const chosen = able.find((one) => !blockingFolder(one, facts.folders))
  if (chosen) return { kind: 'switch', uid: chosen.uid, gid: chosen.gid }
  const refusal = firstRefusal(candidates, facts.folders)
  return facts.owner ? refusal : namespaceOr(facts, refusal)
}

function decideForOrdinaryUser({ uid, gid, owner, isNamed, canNamespace, mappedUid }: IdentityFacts) {
  if (owner && owner.uid !== uid) return { kind: 'foreign-owner', ownerUid: owner.uid, uid } as const
  if (!isNamed && canNamespace) return { kind: 'namespace', uid, gid, mappedUid } as const
  return { kind: 'self', uid, gid } as const
}

function namespaceOr(facts: IdentityFacts, otherwise: IdentityRefusal | undefined): Identity | IdentityRefusal {
  const rootWithoutPowers = { name: 'root without its powers', uid: 0, gid: facts.gid }
  const blocking = blockingFolder(rootWithoutPowers, facts.folders)
  if (facts.canNamespace && !blocking) return { kind: 'namespace', uid: 0, gid: facts.gid, mappedUid: facts.mappedUid }
  if (otherwise && otherwise.kind !== 'no-other-user') return otherwise
  if (blocking) return { kind: 'blocked-folder', folder: blocking, user: rootWithoutPowers.name }
  return { kind: 'no-other-user' }
}

function firstRefusal(candidates: readonly Candidate[], folders: readonly FolderFact[]): IdentityRefusal {
  for (const one of candidates) {
    const folder = blockingFolder(one, folders)
    if (folder) return { kind: 'blocked-folder', folder, user: one.name }
  }
  return { kind: 'no-other-user' }
}

function blockingFolder(who: Candidate, folders: readonly FolderFact[]): string | undefined {
  return folders.find((folder) => !mayPass(who, folder))?.path
}

function mayPass(who: Candidate, folder: FolderFact): boolean {
  if (folder.uid === who.uid) return (folder.mode & 0o100) !== 0
  if (folder.gid === who.gid) return (folder.mode & 0o010) !== 0
  return (folder.mode & 0o001) !== 0
}

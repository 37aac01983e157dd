import { existsSync } from 'node:fs'
import { readFile, realpath, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Candidate, decideIdentity, type FolderFact, type Identity } from './identity'
import { ClusterError } from './problem'
import { canRunAs } from './spawn-as'

/**
 * Looks at this machine and says as whom PostgreSQL is to run.
 * @param databaseFolder may not exist yet
 * @param onTheWay existing folders that the server has to reach
 * @throws {ClusterError} `foreign-owner`, `blocked-folder` or `no-other-user`
 */
export async function findIdentity(
  databaseFolder: string,
  onTheWay: readonly string[],
  postgresProgram: string,
): Promise<Identity> {
  const uid = process.geteuid?.() ?? 0
  const gid = process.getegid?.() ?? 0
  const owner = existsSync(databaseFolder) ? await ownerOf(databaseFolder) : undefined
  const asRoot = uid === 0
  const candidates = asRoot ? await listCandidates() : []
  const tried = owner && owner.uid !== 0 ? [owner] : candidates
  const decision = decideIdentity({
    uid,
    gid,
    owner,
    candidates,
    folders: asRoot ? (await Promise.all(onTheWay.map(foldersTo))).flat() : [],
    switchableUids: asRoot ? await listSwitchable(tried, postgresProgram) : [],
    canNamespace:
      asRoot && (await canRunAs({ kind: 'namespace', uid, gid, mappedUid: 65534 }, postgresProgram, ['--version'])),
  })
  switch (decision.kind) {
    case 'self':
    case 'switch':
    case 'namespace':
      return decision
    case 'blocked-folder':
      throw new ClusterError(decision)
    default:
      throw new ClusterError({ ...decision, folder: databaseFolder })
  }
}

async function ownerOf(folder: string): Promise<Candidate> {
  const { uid, gid } = await stat(folder)
  return { name: `user ${uid}`, uid, gid }
}

// The person behind sudo is the likeliest owner of the folders; a database account shares less than nobody does.
async function listCandidates(): Promise<Candidate[]> {
  const accounts = await readFile('/etc/passwd', 'utf8').catch(() => '')
  const named = (name: string): Candidate[] => {
    const [, , uid, gid] =
      accounts
        .split('\n')
        .find((line) => line.startsWith(`${name}:`))
        ?.split(':') ?? []
    return uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : []
  }
  const sudoUid = Number(process.env.SUDO_UID ?? 0)
  const sudoGid = Number(process.env.SUDO_GID ?? 0)
  const sudo = sudoUid > 0 && sudoGid > 0 ? [{ name: process.env.SUDO_USER ?? 'sudo', uid: sudoUid, gid: sudoGid }] : []
  return [...sudo, ...named('postgres'), ...named('nobody')]
}

async function listSwitchable(candidates: readonly Candidate[], program: string): Promise<number[]> {
  const answers = await Promise.all(
    candidates.map(({ uid, gid }) => canRunAs({ kind: 'switch', uid, gid }, program, ['--version'])),
  )
  return candidates.filter((_, index) => answers[index]).map((one) => one.uid)
}

async function foldersTo(folder: string): Promise<FolderFact[]> {
  const facts: FolderFact[] = []
  for (let path = await realpath(folder); ; path = join(path, '..')) {
    const { uid, gid, mode } = await stat(path)
    facts.unshift({ path, uid, gid, mode })
    if (path === dirname(path)) return facts
  }
}

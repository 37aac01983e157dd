import { existsSync } from 'node:fs'
import { readFile, realpath, stat } from 'node:fs/promises'
import { userInfo } from 'node:os'
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
  const asRoot = uid === 0
  const isNamed = hasName()
  const owner = existsSync(databaseFolder) ? await ownerOf(databaseFolder) : undefined
  const accounts = asRoot || !isNamed ? await listAccounts() : []
  const candidates = listCandidates(accounts, (await stat(dirname(databaseFolder))).uid)
  const mappedUid = accounts.find((one) => one.name === 'nobody')?.uid ?? 65534
  const probe = ['--version']
  const decision = decideIdentity({
    uid,
    gid,
    owner,
    candidates,
    folders: asRoot ? (await Promise.all(onTheWay.map(foldersTo))).flat() : [],
    switchableUids: asRoot ? await listSwitchable(owner ? [owner] : candidates, postgresProgram) : [],
    canNamespace:
      (asRoot || !isNamed) && (await canRunAs({ kind: 'namespace', uid, gid, mappedUid }, postgresProgram, probe)),
    isNamed,
    mappedUid,
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

function hasName(): boolean {
  try {
    return userInfo().username !== ''
  } catch {
    return false
  }
}

async function listAccounts(): Promise<Candidate[]> {
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n')
  return lines.flatMap((line) => {
    const [name, , uid, gid] = line.split(':')
    return name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : []
  })
}

// The owner of the data folder and the person behind sudo come first; a database account shares less than nobody does.
function listCandidates(accounts: readonly Candidate[], dataOwnerUid: number): Candidate[] {
  const sudoUid = Number(process.env.SUDO_UID ?? 0)
  const wanted = [
    accounts.find((one) => one.uid === dataOwnerUid),
    accounts.find((one) => one.uid === sudoUid),
    accounts.find((one) => one.name === 'postgres'),
    accounts.find((one) => one.name === 'nobody'),
  ]
  return wanted.flatMap((one) => (one && one.uid !== 0 ? [one] : []))
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

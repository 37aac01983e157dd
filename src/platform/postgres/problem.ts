/** Why a database server could not be opened, started or attached to; `pid` is a process id, `uid` a user id. */
export type ClusterProblem =
  | { readonly kind: 'already-running'; readonly pid: number; readonly folder: string }
  | { readonly kind: 'not-running'; readonly folder: string }
  | { readonly kind: 'no-permission'; readonly folder: string }
  | { readonly kind: 'other-version'; readonly folder: string; readonly found: string; readonly expected: string }
  | { readonly kind: 'foreign-owner'; readonly folder: string; readonly ownerUid: number; readonly uid: number }
  | { readonly kind: 'blocked-folder'; readonly folder: string; readonly user: string }
  | { readonly kind: 'no-other-user'; readonly folder: string }
  | { readonly kind: 'unsafe-socket-folder'; readonly folder: string }
  | { readonly kind: 'no-binaries'; readonly platform: string; readonly detail: string }
  | { readonly kind: 'unknown-letters'; readonly folder: string }
  | { readonly kind: 'start-failed'; readonly folder: string; readonly detail: string }
  | { readonly kind: 'stop-failed'; readonly folder: string; readonly pid: number }

/** A {@link ClusterProblem} as an error; its message says what was expected, what came and what to do. */
export class ClusterError extends Error {
  readonly problem: ClusterProblem

  constructor(problem: ClusterProblem) {
    super(describeClusterProblem(problem))
    this.name = 'ClusterError'
    this.problem = problem
  }
}

/** One sentence or two for the person at the terminal. */
export function describeClusterProblem(problem: ClusterProblem): string {
  switch (problem.kind) {
    case 'already-running':
      return `Another Asar server (process ${problem.pid}) already works on ${problem.folder}. Stop it first, or set ASAR_DATA to another folder.`
    case 'not-running':
      return `No database server runs on ${problem.folder}. Start Asar there first.`
    case 'no-permission':
      return `The database server on ${problem.folder} belongs to another user of this machine. Run the command as the user who started Asar.`
    case 'other-version':
      return `The data in ${problem.folder} was written by PostgreSQL ${problem.found}, but this version of Asar brings PostgreSQL ${problem.expected}. Restore a backup made with \`asar backup\`, or start the version of Asar that wrote it.`
    case 'foreign-owner':
      return `The database in ${problem.folder} belongs to user ${problem.ownerUid}, but Asar runs as user ${problem.uid}. Start Asar as that user, or give the folder to this one (chown -R ${problem.uid}).`
    case 'blocked-folder':
      return `PostgreSQL does not run as root, and the user it would run as (${problem.user}) may not pass through ${problem.folder}. Allow it (chmod o+x), move the folder, or start Asar as an ordinary user.`
    case 'no-other-user':
      return `PostgreSQL does not run as root, and this system allows neither another user nor a user namespace for ${problem.folder}. Start Asar as an ordinary user, or set DATABASE_URL.`
    case 'unsafe-socket-folder':
      return `${problem.folder} was expected to be a folder of mode 0700 that belongs to the database user, and is not. Remove it, or set ASAR_DATA to a shorter path.`
    case 'no-binaries':
      return `The PostgreSQL that Asar brings cannot run on ${problem.platform}: ${problem.detail}. Run \`npm ci\` again, or set DATABASE_URL to a PostgreSQL 18 of your own.`
    case 'unknown-letters':
      return `The database in ${problem.folder} does not know Kazakh letters: similarity('қар', 'қар') should be 1. It needs encoding UTF8 and LC_CTYPE C.UTF-8.`
    case 'start-failed':
      return `PostgreSQL did not start on ${problem.folder}: ${problem.detail}`
    case 'stop-failed':
      return `PostgreSQL (process ${problem.pid}) on ${problem.folder} did not stop within ten seconds. Nothing that was saved is lost; look at it with \`ps ${problem.pid}\`.`
  }
}

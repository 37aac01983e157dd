export { type BackupFacts, type BackupProgress, backUpCluster } from './backup/back-up-cluster'
export { type BackupManifest, MANIFEST, readManifest } from './backup/manifest'
export { type RestoreRefusal, restoreCluster } from './backup/restore-cluster'
export {
  attachCluster,
  type Cluster,
  type ClusterConnection,
  type ClusterOptions,
  type ClusterUser,
  openCluster,
  startOrAttach,
} from './cluster'
export { ClusterError, type ClusterProblem, describeClusterProblem } from './problem'

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

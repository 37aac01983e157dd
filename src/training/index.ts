import './personal-data'

export {
  type ClaimError,
  claimCredential,
  confirmCredential,
  type DecideError,
  refuseCredential,
  revokeCredential,
} from './commands/credentials'
export { type Competence, escoUri, type Level, levels, type Names, type Synonyms } from './competence'
export { type CompetenceGroupId, competenceGroups } from './competence-groups'
export { type CompetenceId, competences, findCompetence } from './competences'
export { expandHeld, findProof, type HeldCompetence, holds, type Interval, listIncluded, parseLevel } from './holds'
export { type CompetenceMatch, matchCompetences } from './match-competences'
export { competenceName } from './pages/competences-page'
export { type Credential, type CredentialState, listCredentials, listHeldBy, type Proof } from './queries'
export { trainingRoom } from './routes'

import './own-parts'
import './personal-data'

export {
  type Availability,
  availabilityExpander,
  type DateException,
  expandAvailability,
  packIntervals,
  type WeeklyRule,
} from './availability'
export type { CandidatePerson, CandidateProfile, CandidateQuery, GivenTime, Span } from './candidate'
export { changeWeek } from './commands/change-availability'
export { changePreferences, type Preferences } from './commands/change-preferences'
export { type JoinAsVolunteer, type JoinError, joinAsVolunteer, joinIn } from './commands/join-as-volunteer'
export type { NotFree } from './decide-free'
export { type HomeCard, type HomeMark, type HomePart, registerHomeCard } from './home-cards'
export { type IdleOffer, registerIdleOffer } from './idle-offer'
export { findOffer, type InvitedOffer, keepOffer } from './import-offer'
export { listProfiles } from './list-profiles'
export { loadCandidates } from './load-candidates'
export {
  aroundWork,
  endWork,
  isFreeBeside,
  isFreeFor,
  type LockedVolunteer,
  listHeld,
  listHeldOf,
  lockVolunteers,
  noteAsked,
  type Occupied,
  occupy,
  occupyAll,
  release,
  type Work,
} from './occupancy'
export { type LeaveStep, type Leaving, onLeave } from './on-leave'
export { countInvited, findVolunteer, type Volunteer } from './queries'
export { readFreeTime } from './read-free-time'
export { readGivenTime } from './read-given-time'
export { volunteersRoom } from './routes'
export {
  type Equipment,
  equipments,
  type FirstWhen,
  firstWhens,
  presets,
  type WorkLanguage,
  workLanguages,
} from './volunteer'

export { AgeField } from './account/age-field'
export { readAge, type ToldAge } from './account/read-age'
export { helpedSubject, noticesOf, ownSubject, type Subject } from './account/subject'
export { type ActError, actsFor, forPerson, HELP_PURPOSE, helperOf, lockPerson } from './acts-for'
export { changeInvited } from './commands/change-invited'
export { findChat, linkChat, makeChatCode, unlinkChat } from './commands/chats'
export { giveConsent, type NewConsent, recordConsent, withdrawConsent } from './commands/consents'
export { type CorrectError, type Correction, correctPerson } from './commands/correct-person'
export { createPerson, type NewPerson } from './commands/create-person'
export { eraseAgain, eraseIn, erasePerson, erasing } from './commands/erase-person'
export { consentAsGuardian, type GuardianError, type NameGuardianError, nameGuardian } from './commands/guardians'
export { type HelpWay, startHelp } from './commands/help'
export {
  acceptInvitation,
  INVITATION_DAYS,
  invitePerson,
  openInvitation,
  type SentInvitation,
} from './commands/invitations'
export { findToldNumber, proveByMessage } from './commands/prove-by-message'
export { endRole, endRoleIn, grantRole, grantRoleIn, type NewRole, type RoleError } from './commands/roles'
export {
  appeal,
  liftSuspension,
  type NewSuspension,
  type SuspensionError,
  type SuspensionReason,
  suspend,
  suspendIn,
  suspensionReasons,
} from './commands/suspensions'
export { sayPairError } from './companions/agreement-fields'
export { addCompanion, endCompanions } from './companions/commands'
export { type AgreedHow, type CompanionScope, companionScopes } from './companions/companion'
export { type CompanionLimits, registerCompanionLimits } from './companions/limits'
export { type PairError, pairIn } from './companions/pair'
export { powerOver } from './companions/power'
export { type Contact, type ContactError, findPhones, parseContact, parsePhone, sayPhone } from './contact'
export { consentGiven, contactAdded, contactRemoved, personCorrected } from './entries'
export { type Eraser, type Exporter, registerEraser, registerExporter } from './erasers'
export { helpConsent, lookForPerson, ownWord } from './own-word'
export {
  type AgeAnswer,
  ageAnswers,
  type CameBy,
  isMinor,
  lawfulBases,
  type Person,
  parseName,
  parseWallTime,
} from './person'
export { listGrants, personActing } from './person-acting'
export {
  type Companion,
  type Consent,
  consentFor,
  findCompanion,
  findPerson,
  GUARDIAN_PURPOSE,
  guardianConsentAt,
  type HeldRole,
  listActingFor,
  listCompanions,
  listConsents,
  listContacts,
  listNames,
  listPeopleByContact,
  listRolesOf,
  type Suspension,
  suspensionOf,
  suspensionOfOrganization,
} from './queries'
export { peopleRoom } from './room'
export { sayBasis } from './say-basis'
export { enter, findProvenContact, takeProvenContact } from './sign-in/browser'
export { hasSender, type SealedMessage, sendSealed } from './sign-in/outbox'
export { sealingKeyFile } from './sign-in/sealing-key'

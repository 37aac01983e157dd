import './home-card'
import './personal-data'

export { openSms, type Sms } from './channels/sms/open-sms'
export { countTold, markSeen, type ToldCount } from './queries'
export { noticesRoom } from './room'
export { sendDue } from './send/send-due'
export { type InvitationsSent, sendInvitations } from './send-invitations'
export { type InboundMessage, keepInbound, type TextDoor } from './talk/keep-inbound'

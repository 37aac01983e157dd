import { get, post, type Room } from '../platform'
import { volunteersApi } from './api'
import { enterAvailabilitySheet, showAvailabilityForm, showAvailabilitySheet } from './availability-sheet-routes'
import { endPause } from './commands/step-back'
import { tellIdleVolunteers } from './commands/tell-idle'
import { dropApart, saveApart, showCompany } from './company-routes'
import { showHome } from './home-routes'
import { join, showJoin } from './join-routes'
import { decideOffer, showOffer } from './offer-routes'
import { savePreferences, showPreferences } from './preferences-routes'
import { leave, pause, resume, showLeave, showPause } from './step-back-routes'
import { addPreset, dropBusy, dropException, saveBusy, saveException, saveWeek, showAvailability } from './time-routes'

/** Volunteers: joining, home, time, wishes, stepping back. */
export const volunteersRoom: Room = {
  name: 'volunteers',
  routes: [
    get('/join', showJoin, { may: 'anyone' }),
    post('/join', join, {
      may: 'anyone',
      records: ['volunteer.joined', 'person.created', 'person.contact-added', 'consent.given'],
      limit: { hits: 60, seconds: 3600 },
    }),
    get('/me', showHome, { may: 'signed-in' }),
    get('/me/availability', showAvailability, { may: 'signed-in' }),
    post('/me/availability', saveWeek, { may: 'signed-in', records: ['volunteer.availability-changed'] }),
    post('/me/availability/preset', addPreset, { may: 'signed-in', records: ['volunteer.availability-changed'] }),
    post('/me/availability/exceptions', saveException, {
      may: 'signed-in',
      records: ['volunteer.availability-changed'],
    }),
    post('/me/availability/exceptions/remove', dropException, {
      may: 'signed-in',
      records: ['volunteer.availability-changed'],
    }),
    post('/me/availability/busy', saveBusy, { may: 'signed-in', records: ['volunteer.busy-changed'] }),
    post('/me/availability/busy/remove', dropBusy, { may: 'signed-in', records: ['volunteer.busy-changed'] }),
    get('/availability/form', showAvailabilityForm, { may: 'people:help' }),
    get('/availability/sheet', showAvailabilitySheet, { may: 'people:help' }),
    post('/availability/sheet', enterAvailabilitySheet, {
      may: 'people:help',
      records: ['consent.given', 'volunteer.availability-changed'],
      // More than that in an hour would be looking people up, not entering sheets.
      limit: { hits: 300, seconds: 3600 },
    }),
    get('/me/preferences', showPreferences, { may: 'signed-in' }),
    post('/me/preferences', savePreferences, { may: 'signed-in', records: ['volunteer.preferences-changed'] }),
    get('/me/company', showCompany, { may: 'signed-in' }),
    post('/me/company', saveApart, { may: 'signed-in', records: ['volunteer.company-changed'] }),
    post('/me/company/remove', dropApart, { may: 'signed-in', records: ['volunteer.company-changed'] }),
    get('/me/offer', showOffer, { may: 'signed-in' }),
    post('/me/offer', decideOffer, {
      may: 'signed-in',
      records: ['credential.claimed', 'volunteer.preferences-changed'],
    }),
    get('/me/pause', showPause, { may: 'signed-in' }),
    post('/me/pause', pause, { may: 'signed-in', records: ['volunteer.paused'] }),
    post('/me/resume', resume, { may: 'signed-in', records: ['volunteer.resumed'] }),
    get('/me/leave', showLeave, { may: 'signed-in' }),
    post('/me/leave', leave, { may: 'signed-in', records: ['volunteer.left'] }),
  ],
  operations: volunteersApi,
  jobs: [
    { name: 'volunteers.tell-idle', everyMinutes: 60, run: async (ctx) => void (await tellIdleVolunteers(ctx)) },
    { name: 'volunteers.resume', run: async (ctx, data) => void (await endPause(ctx, String(data.volunteerId))) },
  ],
}

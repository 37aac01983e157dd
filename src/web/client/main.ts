import './htmx'
import 'htmx.org/dist/ext/hx-sse.js'
import './desk-queue.enhance'
import './field-focus.enhance'
import './fill-position.enhance'
import './form-guard.enhance'
import './line-keys.enhance'
import './log-check.enhance'
import './offline.enhance'
import './passkey.enhance'
import './queue-keys.enhance'
import './relative-time.enhance'
import './theme.enhance'
import './week-grid.enhance'
import './service-worker-registration'
import { isLeaving } from './leaving'
import { listReports } from './report-queue'

// Fetched where it is used: nobody else's first visit pays for it.
if (document.querySelector('offline-queue') !== null || listReports().length > 0)
  void import('./offline-reports.enhance')
if (isLeaving()) void import('./leave-device').then(({ endSession }) => endSession())
if (document.querySelector('kept-form') !== null) void import('./kept-form.enhance')
if (document.querySelector('read-aloud') !== null) void import('./read-aloud.enhance')
if (document.querySelector('scan-code') !== null) void import('./scan-code.enhance')
if (document.querySelector('sms-length') !== null) void import('./sms-length.enhance')
if (document.querySelector('push-device') !== null) void import('./push-device.enhance')
if (document.querySelector('sheet-photo') !== null) void import('./sheet-photo.enhance')

import type { Definition } from '../definition'
import { define, each } from './define'

/** Organizations, their activities, and what it takes to get one published. */
export const trustNumbers: readonly Definition[] = [
  define('trust', 'organizations-registered', {
    unit: 'organization',
    rules: [each('organization.created', { once: 'subject' })],
    source: '42-VI',
  }),
  define('trust', 'organizations-verified', {
    unit: 'organization',
    rules: [each('organization.verified', { once: 'subject' })],
    source: '42-VI',
  }),
  define('trust', 'organizations-active', {
    unit: 'organization',
    period: 'calendar-year',
    rules: [each('activity.done', { once: 'organization-in-a-year' })],
  }),
  define('trust', 'activities-published', {
    unit: 'activity',
    rules: [each('activity.published', { once: 'subject' })],
    breakdowns: ['kind'],
    source: '42-VI',
  }),
  define('trust', 'activities-done', {
    unit: 'activity',
    rules: [each('activity.done', { once: 'subject' })],
    breakdowns: ['kind'],
  }),
  define('trust', 'activities-cancelled', {
    unit: 'activity',
    rules: [each('activity.cancelled', { once: 'subject' })],
    breakdowns: ['kind'],
  }),
  define('trust', 'idea-to-published', {
    measure: 'median-wait',
    unit: 'minute',
    rules: [each('activity.published', { once: 'subject' })],
  }),
]

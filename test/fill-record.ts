import { z } from 'zod'
import { hoursRecorded } from '../src/contributions/entries'
import { entryKind } from '../src/journal'
import { newPublicId } from '../src/kit/ids'
import { ok } from '../src/kit/result'
import { type Ctx, inCommand } from '../src/platform'

const said = entryKind('test.said', {
  subject: 'note',
  body: z.object({ number: z.int() }),
  public: ['count', 'region'],
})

const hours = (number: number) =>
  hoursRecorded.entry({
    subjectId: newPublicId(),
    regionId: 'KZ-27',
    body: {
      contributionId: newPublicId(),
      attendanceId: newPublicId(),
      activityId: newPublicId(),
      volunteerId: newPublicId(),
      minutes: 60 + number,
    },
    public: {
      region: 'KZ-27',
      day: '2026-11-22',
      basis: number % 20 === 0 ? 'free' : 'compulsory',
      minutes: 60 + number,
    },
  })

const note = (number: number) =>
  said.entry({
    subjectId: newPublicId(),
    regionId: 'KZ-27',
    body: { number },
    public: { count: number, region: 'KZ-27' },
    facts: number % 5 === 0 ? { word: { personId: null, fact: { word: `word ${number}` } } } : {},
  })

/** Entries with facts, and some that numbers count, until the log has more than one full tile. */
export const fillRecord = (ctx: Ctx) =>
  inCommand(ctx, 'fillRecord', async (tx) => {
    for (let number = 0; number < 300; number++) {
      if (number % 10 === 0) tx.append(hours(number))
      tx.append(note(number))
    }
    return ok(null)
  })

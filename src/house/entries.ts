import { z } from 'zod'
import { entryKind } from '../journal'

const id = z.uuid()

/** The house was set up: its first administrator and first organization. */
export const houseSetUp = entryKind('house.set-up', {
  subject: 'house',
  body: z.object({ country: z.string(), administratorId: id, organizationId: id }),
  public: [],
})

/** An imagined district, its people and organizations were put into an empty database for a demonstration. */
export const demoBegun = entryKind('house.demo-begun', {
  subject: 'house',
  body: z.object({ districtId: id, people: z.int().min(0) }),
  public: [],
})

import { z } from 'zod'

const recruit = z.array(
  z.object({
    required: z.array(z.object({ competence: z.string(), level: z.int() })),
    languages: z.array(z.string()),
    postIds: z.array(z.string()),
  }),
)

/** Whom to recruit, as a plan keeps it; empty where it is anything else. */
export const parseRecruit = (stored: unknown): z.infer<typeof recruit> => recruit.safeParse(stored).data ?? []

import { z } from 'zod'
import { ok } from '../../kit/result'
import { type ApiOperation, apiOperation, inCommand } from '../../platform'
import { awardRules } from '../award-rules'
import { type Checked, checkBadge } from '../check-badge'
import type { Document } from '../credential/data-integrity'
import { verdicts } from '../credential/verify-credential'
import { none, tag } from './answers'

const rule = z
  .strictObject({
    id: z.string(),
    counts: z
      .enum(['hours', 'months'])
      .meta({ description: 'Confirmed hours of free work, or months in a row with some.' }),
    from: z.int(),
  })
  .meta({ id: 'AwardRule' })

const listRules = apiOperation({
  method: 'GET',
  path: '/awards',
  id: 'listAwardRules',
  summary: 'The published rules of awards: who reaches the figure has the award, and there is no other way to it',
  tag,
  may: 'anyone',
  query: none,
  response: z.strictObject({ awards: z.array(rule) }),
  example: {},
  run: async () => ok({ awards: awardRules.map((one) => ({ ...one })) }),
})

const check = apiOperation({
  method: 'POST',
  path: '/credentials/check',
  id: 'checkCredential',
  pages: ['POST /credentials/check'],
  summary:
    'How a signed part of a record stands: valid, changed, no longer so, run out, or not ours. Its text is not kept',
  tag,
  may: 'anyone',
  query: none,
  body: z.strictObject({
    credential: z.looseObject({}).meta({ description: 'An Open Badges 3.0 credential as JSON, word for word.' }),
  }),
  response: z.strictObject({
    verdict: z.enum(verdicts),
    differs: z.array(z.string()).meta({ description: 'Places that differ from what was signed, where that is known.' }),
  }),
  example: {
    body: {
      credential: {
        '@context': [
          'https://www.w3.org/ns/credentials/v2',
          'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
        ],
        type: ['VerifiableCredential', 'OpenBadgeCredential'],
        issuer: { id: 'did:web:another.example.kz', type: ['Profile'] },
        credentialSubject: { type: ['AchievementSubject'] },
        proof: {
          type: 'DataIntegrityProof',
          cryptosuite: 'eddsa-rdfc-2022',
          created: '2026-11-22T10:00:00Z',
          verificationMethod: 'did:web:another.example.kz#z6MkmTBwF6WBtDpc34RQ6KMY2hvf4zzjAdqfX4RHn95rfGHo',
          proofPurpose: 'assertionMethod',
          proofValue: 'z2wVHgWgJ8FDyoFYq2Qzk4U9LQeCb8vb4xKX3CNe3kGuVqHqzxYxEb4Kc8sPvFv1YKkDdGjUnHmrR1bD6wdr5qvWc',
        },
      },
    },
  },
  // A command that changes nothing, so that a repeat is told the same.
  run: (ctx, { body }) =>
    inCommand<Checked & { differs: string[] }, never>(ctx, 'checkCredential', async () => {
      const { verdict, differs } = await checkBadge(ctx, body.credential as Document)
      return ok({ verdict, differs: [...differs] })
    }),
})

/** What anyone may ask about awards and badges. */
export const publicOperations: readonly ApiOperation[] = [listRules, check]

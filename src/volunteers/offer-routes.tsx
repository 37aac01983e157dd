import { type Ctx, page, type Req, seeOther } from '../platform'
import { claimCredential, findCompetence } from '../training'
import { answerOffer } from './commands/take-offer'
import { findOffer, type InvitedOffer } from './import-offer'
import { OfferPage } from './pages/offer-page'
import { getOwn } from './time-routes'

/** `/me/offer`: what a list said of this person, shown to them alone. */
export async function showOffer(r: Req): Promise<Response> {
  const offer = await findOffer(r.ctx.db, (await getOwn(r)).id)
  return offer === undefined ? seeOther(r, '/me') : page(r, <OfferPage v={r.v} offer={offer} />)
}

/** Takes it over as their own word, or has it destroyed. */
export async function decideOffer(r: Req): Promise<Response> {
  const volunteer = await getOwn(r)
  const takes = r.form.answer === 'take'
  const offer = await findOffer(r.ctx.db, volunteer.id)
  if (takes && offer !== undefined) await claimAll(r.ctx, offer)
  await answerOffer(r.ctx, { volunteerId: volunteer.id, takes })
  return seeOther(r, '/me', takes ? 'volunteers.done.offerTaken' : 'volunteers.done.offerDropped')
}

// Those that need a document are claimed with it, on their own page.
async function claimAll(ctx: Ctx, offer: InvitedOffer): Promise<void> {
  for (const competence of offer.competences) {
    if (findCompetence(competence)?.credentialRequired === true) continue
    const { idempotency } = ctx
    const own =
      idempotency === undefined
        ? ctx
        : { ...ctx, idempotency: { ...idempotency, key: `${idempotency.key} ${competence}` } }
    await claimCredential(own, { competence, level: 1, evidence: '' })
  }
}

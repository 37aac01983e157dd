import type { ApiCaller } from '../../../test/api-caller'
import type { District } from '../../../test/district'
import type { World } from '../../../test/world'
import { unwrap } from '../../kit/result'
import { sendRound } from '../commands/send-round'
import { offerVehicle } from '../vehicles/commands'
import { aVan, ROUND_DAY, roundStage } from './round-stage'

type Names = Readonly<Record<string, unknown>>

/** What stands there before the examples of rounds are sent. */
export function roundsApiStage(
  world: World,
  d: District,
  call: ApiCaller,
): Readonly<Record<string, () => Promise<Names>>> {
  const driver = d.aigul
  let day = ROUND_DAY
  let opened: Awaited<ReturnType<typeof roundStage>> | undefined
  const opening = async () => {
    if (opened === undefined) {
      opened = await roundStage(world, d)
      await opened.drives(driver)
    }
    return opened
  }
  const word = async (volunteer: string): Promise<Names> => {
    const { body } = await call.post(`/people/${volunteer}/help`, { way: 'call' })
    return { volunteer, consent: body.consent }
  }
  /** A plan of a day of its own, and its round. */
  const planned = async () => {
    const stage = await opening()
    await stage.askWithStock()
    const plan = await stage.plan(day)
    day = day.add({ days: 1 })
    const [round] = await stage.roundsOf(plan)
    return { stage, plan, round: round?.id ?? '' }
  }
  const proposed = async () => ({ id: (await planned()).round })
  const sent = async () => {
    const { stage, round } = await planned()
    unwrap(await sendRound(stage.dana(), { roundId: round, ...stage.owed }))
    return { id: round }
  }

  return {
    planRounds: async () => {
      await (await opening()).askWithStock()
      return {}
    },
    getRoundPlan: async () => ({ id: (await planned()).plan }),
    sendRound: proposed,
    askDriver: sent,
    cancelRound: sent,
    loseVehicle: sent,
    addToRounds: async () => {
      const { id } = await sent()
      const stage = await opening()
      return { id, need: (await stage.askWithStock({ north: 0.02 })).needId }
    },
    reportStop: async () => {
      const { stage, round } = await planned()
      await stage.sendWithYes(round, driver)
      const [first] = await stage.stopsOf(round)
      return { id: round, stop: first?.id, ...(await word(driver)) }
    },
    offerVehicle: () => word(driver),
    withdrawVehicle: async () => {
      const stage = await opening()
      const { vehicleId } = unwrap(await offerVehicle(stage.as(driver), aVan))
      return { id: vehicleId, ...(await word(driver)) }
    },
  }
}

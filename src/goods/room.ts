import type { Room } from '../platform'
import { goodsJobs } from './jobs'

/** Goods: promised, kept, carried, handed over. */
export const goodsRoom: Room = {
  name: 'goods',
  routes: [],
  jobs: goodsJobs,
}

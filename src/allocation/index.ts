export { AskIndex } from './ask/ask-index'
export type { AskCompetence, Asked, AskPerson, AskPost, AskSpace } from './ask/ask-problem'
export { type Constraint, type ConstraintId, constraints } from './constraints'
export { type Fairness, fairnessOf } from './fairness'
export type { GapProblem } from './gap/gap-problem'
export { type GapAssignment, solveGap } from './gap/solve-gap'
export { type GoalFacts, goalBands, goalKey, rankKey, SEAT, type Urgency, urgencies } from './goals'
export type {
  GoodsLine,
  GoodsPlan,
  GoodsProblem,
  GoodsProposal,
  GoodsSource,
  PlaceShare,
  PlannedLine,
  Substitute,
} from './goods/goods-problem'
export { type GoodsReason, type GoodsShort, sayGoodsReason, sayGoodsShort } from './goods/goods-reasons'
export { planGoods } from './goods/plan-goods'
export { type LapProblem, solveLap } from './lap/solve-lap'
export { type Drawn, drawLots, type Entrant, TICKETS_MAX, ticketsAfter } from './lottery/draw-lots'
export {
  askWeight,
  type Belief,
  type Forecast,
  forecast,
  groupBelief,
  heardWithin,
  historyDays,
  inAskingOrder,
  type PastAsk,
  personBelief,
  sizeWave,
  stillYesProbability,
  type Wave,
  type WaveGoal,
  yesDistribution,
  yesProbability,
} from './pacing'
export { type PlanProgress, planPosts } from './posts/plan-posts'
export type {
  OneMore as OneMoreInPlan,
  OneMorePerson,
  Placed,
  PlannedPost,
  PlanPerson,
  PlanPost,
  PostShortage,
  PostsPlan,
  PostsProblem,
  Proposal,
} from './posts/posts-problem'
export {
  type EpochMinutes,
  type HeldCompetence,
  type Level,
  type Limits,
  notWithOf,
  type Occupied,
  type Person,
  type Post,
  type Profile,
  type Required,
  type Transport,
  type TravelEstimate,
} from './problem'
export { isQuiet, nextAskableAt, type QuietHours, usualQuietHours } from './quiet-hours'
export {
  type Candidate,
  freeTimeExclusion,
  listExclusions,
  type OpenRanking,
  openRanking,
  profileExclusion,
  type Ranking,
  type RankOptions,
  rankCandidates,
} from './rank-candidates'
export {
  type Exclusion,
  type Reason,
  type Saying,
  type ShownExclusion,
  sayExclusion,
  sayReason,
  showExclusion,
} from './reasons'
export { buildPairs } from './region/build-pairs'
export type { Pairs } from './region/pairs'
export { parseRegion } from './region/parse-region'
export type { Plan } from './region/plan'
export { type Prices, pricesOf } from './region/prices-of'
export type { People, Posts, Region } from './region/region'
export { type Auction, runAuction } from './region/run-auction'
export { solveRegionOne } from './region/solve-one'
export { solveRegionWeek } from './region/solve-week'
export { type Rule, type Shortage, whyShort } from './region/why-short'
export { type OneMore, worthOfOneMore } from './region/worth-of-one-more'
export { openRepair, type Repairs } from './repair/open-repair'
export type { Change } from './repair/repair'
export { type CheckedRounds, checkRounds } from './routes/check-rounds'
export { planRounds, type RoundsAnswer, type RoundsPlan } from './routes/plan-rounds'
export { type RepairedRounds, type RoundsChange, type RunningRound, repairRounds } from './routes/repair-rounds'
export type {
  Break,
  Carry,
  Round,
  RoundJob,
  RoundStop,
  RoundsProblem,
  RoundVehicle,
  StopOfRound,
  TimeWindow,
  Travel,
  Visit,
  WhyImpossible,
} from './routes/rounds-problem'
export type { ShiftTasksProblem } from './shift-tasks/shift-tasks-problem'
export { solveShiftTasks, type TaskPlan } from './shift-tasks/solve-shift-tasks'
export { type Budget, gap, type Solved, type SolvedStatus } from './solved'
export { type Flows, solveTransport } from './transport/solve-transport'
export type { TransportProblem } from './transport/transport-problem'
export { estimateTravel } from './travel'

export { type Danger, type DangerKind, dangerKinds, findDanger, soundsLikeDanger } from './danger-words'
export { type Item, type ItemGroup, itemGroups, type Unit, units } from './item'
export { findItem, type ItemId, items } from './items'
export { type ItemMatch, matchItem, matchItems } from './match-item'

/** What is needed at the first open and in trouble only: one chunk, loaded behind the form on every other day. */
export { highestMark } from './canary-search';
export { makeIdentity } from './birth';
export { keepLoss } from './loss';
export { moveIn } from './move';
export { dropItems, keepDraft, keepItems, keptDraft } from './reserve';
export { giveRoom, takeRoom } from './room';

// SPDX-License-Identifier: Apache-2.0
export {
  type FollowedLog,
  type FollowedTree,
  followLog,
  type Growth,
  readCheckpoint,
  type SplitView,
} from './follow-log.ts';
export { type Beginning, beginningOf, openSuccession, type Succession, successionText } from './succession.ts';
export { type EndedLog, type FoundSuccessor, lookForSuccessor, type RefusedSuccessor } from './look-for-successor.ts';
export { type ChainedLog, type ChainNews, YearChains, type YearChainsParts } from './year-chains.ts';
export { type FollowedDescription, type FollowedOrigin, readFollowed } from './evidence-folder.ts';
export { type KeptLeaves, readLeaves } from './kept-leaves.ts';
export { FollowedFolder, type FollowOptions, type SignatureVerdict } from './followed-folder.ts';
export type { Caught, Look } from './look.ts';
export { type AskOpened, getJson, type GivenStatement, httpOpened, type OpenedSpan } from './opened-statements.ts';
export { type Behind, type ReadStatement, statementBehind, type StatementReader } from './statement-behind.ts';
export { keepFile } from './keep-file.ts';
export type { FollowedState } from './statement-store.ts';

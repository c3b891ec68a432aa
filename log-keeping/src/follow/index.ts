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

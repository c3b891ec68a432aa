// SPDX-License-Identifier: Apache-2.0
export {
  type FollowedLog,
  type FollowedTree,
  followLog,
  type Growth,
  readCheckpoint,
  type SplitView,
} from './follow-log.ts';

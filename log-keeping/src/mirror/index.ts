// SPDX-License-Identifier: Apache-2.0
export { type CosigningMirror, type CosigningParts, cosigningMirror } from './cosigning-mirror.ts';
export { type MirrorReport, reportPath } from './mirror-report.ts';
export { mirrorServer, type ServedMirror } from './mirror-server.ts';
export { MirroredLog, type MirrorOptions, type Pulled } from './mirrored-log.ts';
export {
  compareViews,
  type LogKeys,
  proveSplitView,
  type SplitViewFile,
  verifySplitView,
  type View,
} from './split-view.ts';

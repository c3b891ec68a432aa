// SPDX-License-Identifier: Apache-2.0
export { createNodeLogSuite, nodeLogSuite } from './node-suite.ts';
export { nodeNoteKey, nodeNoteSigner } from './node-key.ts';

// SPDX-License-Identifier: Apache-2.0
export { nodeSignatureSuite } from './node-suite.ts';

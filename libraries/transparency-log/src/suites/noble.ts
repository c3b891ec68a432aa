// SPDX-License-Identifier: Apache-2.0
export { nobleLogSuite } from './noble-suite.ts';

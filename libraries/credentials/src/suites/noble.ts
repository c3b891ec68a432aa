// SPDX-License-Identifier: Apache-2.0
export { nobleSuite } from './noble-suite.ts';

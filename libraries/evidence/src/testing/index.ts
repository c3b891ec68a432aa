// SPDX-License-Identifier: Apache-2.0
// Records in memory, for the tests of whatever is built on this library; nothing in them is signed.
export { calibrated, doubtAbout, doubtedEntries, limit, ONE_TO_ONE, reported, weighing } from './doubted.ts';
export { did, type Entries, type Entry, recordOf } from './traced.ts';

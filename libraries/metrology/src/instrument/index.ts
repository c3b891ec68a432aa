// SPDX-License-Identifier: Apache-2.0
export { type InstrumentEvent, type InstrumentState, type Stretch, stretchesOf, stretchOn } from './stretches.ts';

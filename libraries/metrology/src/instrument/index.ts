// SPDX-License-Identifier: Apache-2.0
export { type Contradiction, contradictionIn } from './in-order.ts';
export type { InstrumentEvent } from './instrument-event.ts';
export { type InstrumentState, type Stretch, stretchesOf, stretchOn, usableOn } from './stretches.ts';

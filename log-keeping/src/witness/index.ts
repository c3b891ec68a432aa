// SPDX-License-Identifier: Apache-2.0
export { createWitness, type Witness, type WitnessParts } from './witness.ts';
export { openWitnessKey } from './witness-key.ts';
export { type ServedWitness, witnessServer } from './witness-server.ts';
export { openWitnessMemory, type WitnessMemory } from './witness-state.ts';

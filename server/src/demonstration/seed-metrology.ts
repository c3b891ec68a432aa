// SPDX-License-Identifier: Apache-2.0
import type { Produced } from '../record-keeping/define-register.ts';
import type { JsonObject } from '../record-keeping/fact.ts';
import type { Seed } from '../seeds.ts';
import { BALANCE_HISTORY, METROLOGY_CHAIN } from './metrology-chain.ts';
import { demonstrationDid, demonstrationKey } from './parties.ts';
import { filled, plantFacts, plantStatement, type References, uuidOf } from './planting.ts';

/** A chain from the SI to a report, and the balance that the laboratory keeps; nobody measured anything. */
export function metrologySeed(): Seed {
  return {
    name: 'demonstration-metrology',
    async plant(services) {
      for (const label of ['calibrator', 'metrology-institute', 'cn-authority', 'laboratory']) {
        const did = demonstrationDid(label);
        await services.keys.addKey({ controller: did, ...demonstrationKey(did), from: '2025-01-01T00:00:00Z' });
      }
      const references: References = new Map();
      for (const planned of METROLOGY_CHAIN) await plantStatement(services, planned, references);
      const history = BALANCE_HISTORY.map((content): Produced => {
        const filledContent = filled(content, references) as JsonObject;
        return { source: 'case-event', kind: content.event.event, content: filledContent };
      });
      const stream = uuidOf('balance', '2026-01-12T00:00:00Z');
      await plantFacts(services, { register: 'instruments', label: 'laboratory' }, stream, history);
    },
  };
}

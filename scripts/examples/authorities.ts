// SPDX-License-Identifier: Apache-2.0
import { demonstrationParty } from './parties.ts';

/** Everybody who acts in the examples. All are demonstrations; none exists. */
export const PARTIES = {
  registrar: demonstrationParty('registrar', 'Demonstration Key Registrar'),
  cn: demonstrationParty('cn-authority', 'Demonstration Market Authority for CN-GD'),
  hk: demonstrationParty('hk-authority', 'Demonstration Food Authority for HK'),
  mo: demonstrationParty('mo-authority', 'Demonstration Food Authority for MO'),
  arrangement: demonstrationParty('arrangement', 'Demonstration Recognition Arrangement Secretariat'),
  bodyOne: demonstrationParty('accreditation-one', 'Demonstration Accreditation Body One'),
  bodyTwo: demonstrationParty('accreditation-two', 'Demonstration Accreditation Body Two'),
  laboratory: demonstrationParty('laboratory', 'Demonstration Food Laboratory'),
  second: demonstrationParty('second-laboratory', 'Demonstration Second Food Laboratory'),
  lapsed: demonstrationParty('lapsed-laboratory', 'Demonstration Laboratory with a Lapsed Accreditation'),
  oldScope: demonstrationParty('old-scope-laboratory', 'Demonstration Laboratory with an Old Scope'),
  otherBody: demonstrationParty('other-body-laboratory', 'Demonstration Laboratory under Body Two'),
  lateKey: demonstrationParty('late-key-laboratory', 'Demonstration Laboratory with a Late Key'),
  listing: demonstrationParty('listing-laboratory', 'Demonstration Laboratory with a Status List'),
  sampler: demonstrationParty('sampler', 'Demonstration Sampling Service'),
  calibrator: demonstrationParty('calibrator', 'Demonstration Calibration Laboratory'),
} as const;

export type PartyLabel = keyof typeof PARTIES;

/** Statutory and voluntary rules of the demonstration, said to be nobody's law. */
export function demonstrationBasis(instrument: string): { instrument: string; certainty: 'read'; demonstration: true } {
  return { instrument: `${instrument} (demonstration; nobody's law)`, certainty: 'read', demonstration: true };
}

/** The sampling plan of the demonstration. */
export const SAMPLING_PLAN = 'DEMONSTRATION-SP 1-2026';

/** A test method of the demonstration laboratories, which no law names. */
export const IN_HOUSE_METHOD = 'DEMONSTRATION-XRF 1-2026';

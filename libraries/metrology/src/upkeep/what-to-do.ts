// SPDX-License-Identifier: Apache-2.0
import { placeCovers } from '@touchstone/identifiers';
import type { InstrumentUse, ListedInstrument } from './instrument.ts';
import { because, type UpkeepReason } from './reason.ts';
import type { CompulsoryEntry, InstrumentKind, InstrumentRules, Regime } from './rules.ts';

/** Verification by law, calibration, nothing, or calibration until somebody says what the law asks. */
export type UpkeepAction = 'verification' | 'calibration' | 'none' | 'unclear';

/** What to do with an instrument, and why. */
export interface WhatToDo {
  readonly action: UpkeepAction;
  readonly reasons: readonly UpkeepReason[];
  /** Of a verification: once, or at intervals of at most so many months; absent months are not loaded. */
  readonly law?: { readonly mode: 'periodic' | 'once'; readonly months?: number };
}

const LEGAL_FIELDS: readonly InstrumentUse[] = ['trade', 'safety', 'medical', 'environment'];

/** What the law of the place asks of this use, then what the use itself asks; an indication that decides nothing needs nothing. */
export function whatToDo(
  { use, place }: Pick<ListedInstrument, 'use' | 'place'>,
  kind: InstrumentKind | undefined,
  { regimes }: InstrumentRules,
): WhatToDo {
  if (use === 'indication') return { action: 'none', reasons: [because('INDICATION_ONLY')] };
  const regime = regimes.find((one) => placeCovers(one.place, place));
  if (use === 'highest-standard') return highestStandard(regime, place);
  if (!LEGAL_FIELDS.includes(use)) return { action: 'calibration', reasons: [because('CALIBRATE_DECIDES', { use })] };
  if (regime?.fields.includes(use) !== true)
    return { action: 'unclear', reasons: [because('LAW_NOT_LOADED', { place })] };
  if (regime.compulsory.length === 0) {
    return withCertainty(
      { action: 'calibration', reasons: [because('CALIBRATE_NO_PERIODIC_LAW', lawOf(regime))] },
      regime,
    );
  }
  if (kind === undefined) return { action: 'unclear', reasons: [because('KIND_UNKNOWN', lawOf(regime))] };
  const entry = regime.compulsory.find((one) => one.kind === kind.id && one.uses.includes(use));
  if (entry === undefined) {
    // What is not in a list that was written down from memory may yet be in the list itself.
    const fromMemory = regime.compulsory.some(({ certainty }) => certainty === 'recalled');
    const reasons = [because('CALIBRATE_NOT_LISTED', { ...lawOf(regime), use })];
    return withCertainty({ action: 'calibration', reasons }, { certainty: fromMemory ? 'recalled' : regime.certainty });
  }
  return verification(entry, use);
}

function verification(entry: CompulsoryEntry, use: InstrumentUse): WhatToDo {
  const { mode, months, provision } = entry;
  const law = { mode, ...(months === undefined ? {} : { months }) };
  return withCertainty({ action: 'verification', law, reasons: [because('VERIFY_LISTED', { provision, use })] }, entry);
}

function highestStandard(regime: Regime | undefined, place: string): WhatToDo {
  if (regime === undefined) return { action: 'unclear', reasons: [because('LAW_NOT_LOADED', { place })] };
  const { highestStandard: law } = regime;
  if (law === undefined)
    return { action: 'calibration', reasons: [because('CALIBRATE_NO_PERIODIC_LAW', lawOf(regime))] };
  const reasons = [because('VERIFY_HIGHEST_STANDARD', { provision: law.provision })];
  return withCertainty({ action: 'verification', law: { mode: 'periodic' }, reasons }, law);
}

function lawOf({ title }: Regime) {
  return { law: title };
}

/** What is written down from memory is said to be. */
function withCertainty(found: WhatToDo, { certainty }: Pick<Regime, 'certainty'>): WhatToDo {
  return certainty === 'recalled' ? { ...found, reasons: [...found.reasons, because('FROM_MEMORY')] } : found;
}

// SPDX-License-Identifier: Apache-2.0
import type { TestResult } from '@touchstone/statements';

/** A result typed off an unsigned paper, with the place where it was typed. What a dossier reader gives fits it. */
export interface Transcription {
  readonly at: { readonly file: string; readonly row?: number };
  readonly reportNumber: string;
  readonly laboratory: string;
  /** As typed: a name in any language, a CAS number or an id. */
  readonly substance: string;
  readonly method: string;
  readonly testedOn: TestResult['testedOn'];
  readonly basis?: string;
  readonly outcome: TestResult['outcome'];
  readonly quantity?: { readonly value: string; readonly unit: string };
  readonly expandedUncertainty?: {
    readonly value: string;
    readonly unit: string;
    readonly relative: boolean;
    readonly coverageFactor?: string;
  };
  readonly limitOfDetection?: { readonly value: string; readonly unit: string };
  readonly limitOfQuantification?: { readonly value: string; readonly unit: string };
}

/** Said of a basis that the presenter did not type: it equals no basis of any law. */
const BASIS_UNKNOWN = 'not stated by the presenter';

/**
 * The transcription as a result that a limit can be compared with, for the substance it was found to mean.
 * A relative uncertainty, or one without its k, is left out: it is missing, never zero.
 */
export function resultOfTranscription(typed: Transcription, substance: string): TestResult {
  const { expandedUncertainty, quantity, limitOfDetection, limitOfQuantification } = typed;
  const usable =
    expandedUncertainty !== undefined &&
    !expandedUncertainty.relative &&
    expandedUncertainty.coverageFactor !== undefined;
  return {
    outcome: typed.outcome,
    result: `${typed.at.file}${typed.at.row === undefined ? '' : ` row ${typed.at.row}`}`,
    substance,
    method: { standard: typed.method },
    basis: typed.basis ?? BASIS_UNKNOWN,
    testedOn: typed.testedOn,
    ...(quantity === undefined ? {} : { quantity }),
    ...(usable
      ? {
          expandedUncertainty: {
            value: expandedUncertainty.value,
            unit: expandedUncertainty.unit,
            coverageFactor: expandedUncertainty.coverageFactor,
          },
        }
      : {}),
    ...(limitOfDetection === undefined ? {} : { limitOfDetection }),
    ...(limitOfQuantification === undefined ? {} : { limitOfQuantification }),
  } as TestResult;
}

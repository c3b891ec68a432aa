// SPDX-License-Identifier: Apache-2.0
import { parseQuantity, type Quantity } from './quantity.ts';

/** One of the seven constants whose numbers define the SI. */
export interface DefiningConstant {
  readonly symbol: 'ΔνCs' | 'c' | 'h' | 'e' | 'k' | 'N_A' | 'K_cd';
  readonly name: string;
  /** Exact. */
  readonly quantity: Quantity;
}

const constant = (symbol: DefiningConstant['symbol'], name: string, [value, unit]: readonly [string, string]) => ({
  symbol,
  name,
  quantity: parseQuantity({ value, unit }),
});

/**
 * ΔνCs, c, h, e, k, N_A and K_cd, exact since 20 May 2019.
 * SI Brochure, 9th edition, table 1; SI Reference Point of the BIPM (TheBIPM/SI_Digital_Framework at 9fbe531, constants.ttl).
 */
export const DEFINING_CONSTANTS: readonly DefiningConstant[] = [
  constant('ΔνCs', 'hyperfine transition frequency of Cs-133', ['9192631770', 'Hz']),
  constant('c', 'speed of light in vacuum', ['299792458', 'm/s']),
  constant('h', 'Planck constant', ['0.000000000000000000000000000000000662607015', 'J·s']),
  constant('e', 'elementary charge', ['0.0000000000000000001602176634', 'C']),
  constant('k', 'Boltzmann constant', ['0.00000000000000000000001380649', 'J/K']),
  constant('N_A', 'Avogadro constant', ['602214076000000000000000', '1/mol']),
  constant('K_cd', 'luminous efficacy of radiation of 540 THz', ['683', 'lm/W']),
];

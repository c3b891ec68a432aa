// SPDX-License-Identifier: Apache-2.0
// What the property tests draw (decision 0076). In continuous integration the same every time, so that a change is judged
// by what it changes; elsewhere new each time. PROPERTY_SEED repeats a run, PROPERTY_RUNS asks for more than 100 trials.
import fc from 'fast-check';

const SEED_OF_CONTINUOUS_INTEGRATION = 20_261_122;

const { CI, PROPERTY_SEED, PROPERTY_RUNS } = process.env;
const seed =
  wholeNumber('PROPERTY_SEED', PROPERTY_SEED) ?? (CI === 'true' ? SEED_OF_CONTINUOUS_INTEGRATION : undefined);
const numRuns = wholeNumber('PROPERTY_RUNS', PROPERTY_RUNS);
fc.configureGlobal({
  ...fc.readConfigureGlobal(),
  ...(seed === undefined ? {} : { seed }),
  ...(numRuns === undefined ? {} : { numRuns }),
});

function wholeNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined || text === '') {
    return undefined;
  }
  if (!/^-?\d{1,9}$/.test(text)) {
    throw new Error(`${name} is ${JSON.stringify(text)}; a whole number of at most nine digits is meant.`);
  }
  return Number(text);
}

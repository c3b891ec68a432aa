// SPDX-License-Identifier: Apache-2.0
import type { Bench } from '../../judge/bench.ts';
import { inArrangement, type Standing, vouchesFor } from '../competence/competence-chain.ts';
import { type TracedPaper, viewOf } from './traced-paper.ts';

/** How an authority says that a body keeps the national standard of a quantity. */
const NATIONAL_STANDARD = 'national-measurement-standard:';

/**
 * Where a chain may end: with the body that an authority of the place designates for the national standard of the
 * quantity, or with an institute that itself signed an arrangement for calibration, as under the CIPM MRA, which is
 * also of the values of reference materials. ILAC P10:07/2020, 2.1 and 2.2, and 5 (recalled). A body that signed for
 * testing or certification too accredits others, and calibrates nothing by that.
 */
export function nationalStanding(paper: TracedPaper, bench: Bench): Standing | undefined {
  const { maker, madeOn, values } = viewOf(paper);
  const { id } = maker;
  const question = { activity: 'calibration', on: madeOn, bench } as const;
  const quantities = [...new Set(values.map(({ quantity }) => quantity))];
  const designated = bench.set
    .near('about-party', id, ['Designation'])
    .filter(
      ({
        statement: {
          subject: { tasks },
        },
      }) => quantities.every((quantity) => tasks.includes(NATIONAL_STANDARD + quantity)),
    )
    .map((grant) => vouchesFor(grant, question));
  const signed = bench.set
    .near('about-party', id, ['RecognitionArrangement'])
    .filter(
      ({
        statement: {
          subject: { signatories },
        },
      }) => signatories.some((one) => one.id === id && one.activities.every((activity) => activity === 'calibration')),
    )
    .map((arrangement) => inArrangement(arrangement, id, question));
  return [...designated, ...signed].find(({ outcome }) => outcome === 'passed');
}

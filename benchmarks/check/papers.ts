// SPDX-License-Identifier: Apache-2.0
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { WOLFBERRY } from '../../scripts/examples/lots.ts';
import { makeCalibration, makeReport, makeSampling } from '../../scripts/examples/trial-lot.ts';

const EXAMPLES = join(import.meta.dirname, '..', '..', 'examples');

/** One signed paper of the dossier. */
export interface Paper {
  readonly file: string;
  readonly text: string;
}

/** The question, for whoever cannot look it up: lead in wolfberry leaf, in three places, as `reference-data` has it. */
export interface JudgedDossier {
  readonly on: string;
  readonly limits: readonly {
    readonly place: string;
    readonly food: string;
    readonly substance: string;
    readonly value: number;
    readonly unit: string;
  }[];
}

export const LEAD_IN_LEAF: JudgedDossier = {
  on: '2026-11-22T00:00:00Z',
  limits: ['CN-GD', 'HK', 'MO'].map((place) => ({
    ...{ place, food: 'wolfberry-leaf', substance: 'pb', value: 0.3, unit: 'mg/kg' },
  })),
};

/** Signed papers on one lot: a sampling record and `count - 1` test reports, each with `results` results. */
export async function makePapers(count: number, results: number): Promise<readonly Paper[]> {
  const calibration = await makeCalibration();
  const sampling = await makeSampling(WOLFBERRY);
  const [first, second] = WOLFBERRY.results;
  if (first === undefined || second === undefined) throw new Error('the example lot has two results');
  const many = Array.from({ length: results }, (_, index) => ({
    ...(index % 2 === 0 ? first : second),
    result: `r-${index}`,
  }));
  const reports = await Promise.all(
    Array.from({ length: count - 1 }, (_, index) =>
      makeReport(WOLFBERRY, sampling, calibration, { label: `paper-${index}`, results: many }),
    ),
  );
  return [sampling, ...reports].map(({ embedded }, index) => ({
    file: `documents/paper-${index}.json`,
    text: embedded,
  }));
}

/** The same papers as a dossier in a folder, with the tables of the wolfberry example. */
export async function writeDossier(folder: string, papers: readonly Paper[]): Promise<void> {
  await mkdir(join(folder, 'documents'), { recursive: true });
  for (const name of (await readdir(join(EXAMPLES, 'wolfberry-leaf'))).filter((one) => one.endsWith('.csv'))) {
    await writeFile(join(folder, name), await readFile(join(EXAMPLES, 'wolfberry-leaf', name)));
  }
  for (const { file, text } of papers) await writeFile(join(folder, file), text);
}

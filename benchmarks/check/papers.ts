// SPDX-License-Identifier: Apache-2.0
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { WOLFBERRY } from '../../scripts/examples/lots.ts';
import { makeCalibration, makeReport, makeSampling } from '../../scripts/examples/trial-lot.ts';

const EXAMPLES = join(import.meta.dirname, '..', '..', 'examples');

/** Signed papers on one lot: a sampling record and `count - 1` test reports, each with `results` results. */
export async function makePapers(
  count: number,
  results: number,
): Promise<readonly { readonly file: string; readonly text: string }[]> {
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
export async function writeDossier(
  folder: string,
  papers: readonly { readonly file: string; readonly text: string }[],
): Promise<void> {
  await mkdir(join(folder, 'documents'), { recursive: true });
  for (const name of (await readdir(join(EXAMPLES, 'wolfberry-leaf'))).filter((one) => one.endsWith('.csv'))) {
    await writeFile(join(folder, name), await readFile(join(EXAMPLES, 'wolfberry-leaf', name)));
  }
  for (const { file, text } of papers) await writeFile(join(folder, file), text);
}

// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** What a script in R printed as JSON, or why there is nothing to compare with. */
export type RAnswer<T> = { readonly answer: T } | { readonly why: string };

/** Runs a script of this folder in R, base only, on one thread; without R nothing is run. */
export function askR<T>(script: string, args: readonly number[]): RAnswer<T> {
  const { status, stdout, stderr, error } = spawnSync(
    'Rscript',
    [join(import.meta.dirname, script), ...args.map(String)],
    {
      encoding: 'utf8',
      maxBuffer: 1e8,
      env: { PATH: process.env.PATH, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' },
    },
  );
  if ((error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT')
    return { why: 'R is not installed here: left out' };
  if (status !== 0) return { why: `R failed, left out: ${stderr.trim().slice(0, 300)}` };
  return { answer: JSON.parse(stdout) as T };
}

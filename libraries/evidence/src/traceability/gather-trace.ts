// SPDX-License-Identifier: Apache-2.0
import { createPapers, type FindPapers } from './papers.ts';
import type { Surroundings } from './vouching.ts';

/** Most round trips of one question: each is one level of links, their standing, or what changed that. */
export const TRACE_ROUND_TRIPS_MAX = 40;

/**
 * Asks a pure question of the record again and again, fetching between what it found missing, until nothing is.
 * Every round asks for all that is missing at once, so that the trips grow with the length of a chain, not its width.
 */
export async function askRecord<Answer>(
  { find, roots }: { readonly find: FindPapers; readonly roots: Surroundings['roots'] },
  question: (around: Surroundings) => Answer,
): Promise<Answer> {
  const papers = createPapers();
  const around = { papers, roots };
  for (let trip = 0; trip < TRACE_ROUND_TRIPS_MAX; trip += 1) {
    const answer = question(around);
    const missing = papers.missing();
    if (missing.length === 0) return answer;
    papers.learn(missing, await find(missing));
  }
  return question(around);
}

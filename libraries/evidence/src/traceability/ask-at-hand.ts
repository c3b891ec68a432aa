// SPDX-License-Identifier: Apache-2.0
import { createPapers, type PaperRequest, type RecordedPaper } from './papers.ts';
import type { Surroundings } from './vouching.ts';

/** Asks a pure question of papers that are all at hand: as `askRecord`, and nothing is fetched. */
export function askAtHand<Answer>(
  {
    find,
    roots,
  }: {
    readonly find: (request: PaperRequest) => readonly RecordedPaper[];
    readonly roots: Surroundings['roots'];
  },
  question: (around: Surroundings) => Answer,
): Answer {
  const papers = createPapers();
  for (;;) {
    const answer = question({ papers, roots });
    const missing = papers.missing();
    // Each round learns something that was not asked before, and what is at hand has an end.
    if (missing.length === 0) return answer;
    papers.learn(missing, missing.map(find));
  }
}

// SPDX-License-Identifier: Apache-2.0
import type { useWords } from '../../messages/use-words.ts';
import type { CompetenceFile } from './competence.ts';

/** How everybody stands to everything that is asked, as rows under headings. */
export function standingTable(
  files: readonly CompetenceFile[],
  say: ReturnType<typeof useWords>['say'],
): readonly (readonly string[])[] {
  const headings = (['account', 'name', 'function', 'demand.name', 'state', 'day', 'until'] as const).map((word) =>
    say(`competence.${word}`),
  );
  const rows = files.flatMap(({ person, name = '', standings }) =>
    standings.flatMap(({ function: work, demands }) =>
      demands.map(({ demand, state, on = '', until = '' }) => [
        ...[person, name, say(`competence.function.${work as 'sign'}`), demand],
        ...[say(`competence.${state}`), on, until],
      ]),
    ),
  );
  return [headings, ...rows];
}

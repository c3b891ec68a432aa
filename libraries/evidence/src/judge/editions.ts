// SPDX-License-Identifier: Apache-2.0
import { type Finding, finding, reason } from '../check.ts';
import type { Cell } from '../verdict.ts';
import type { EditionWord } from './edition-word.ts';
import type { RequirementVersion, Topic } from './topic.ts';
import type { TriedResult } from './tried-result.ts';

/** The words of a result about the editions of its topic; none where there is no choice, or nothing must be met wholly. */
export function editionWords(
  { versions, hasUnloadedVersions }: Pick<Topic, 'hasUnloadedVersions'> & { readonly versions: readonly unknown[] },
  said: readonly { readonly version: RequirementVersion; readonly met: boolean; readonly against: boolean }[],
): readonly EditionWord[] {
  if (versions.length < 2 && !hasUnloadedVersions) return [];
  return said.flatMap(({ version: { requirement, decides }, met, against }): readonly EditionWord[] => {
    const { transition, instrument } = requirement;
    if (!decides || transition?.wholly !== true || (!met && !against)) return [];
    const { id: edition, title } = instrument;
    const editions = [edition, transition.otherInstrument];
    return [{ transition: transition.id, edition, title, editions, says: met ? 'met' : 'against' }];
  });
}

/** A cell with the results that it was judged on. */
export interface JudgedCell {
  readonly cell: Cell;
  readonly trials: readonly TriedResult[];
}

/**
 * Cells that are met under one edition only, while no single edition can be met in all: the food must meet one wholly,
 * not this level of the one and that level of the other. What is met under every edition stands, whichever is chosen.
 */
export function mixedEditions(column: readonly JudgedCell[]): ReadonlyMap<Cell, Finding> {
  const words = column.map(({ cell, trials }) => ({
    cell,
    words: trials.filter(({ standing }) => standing === 'accepted').flatMap(({ editions }) => editions),
  }));
  const transitions = new Set(words.flatMap((one) => one.words.map(({ transition }) => transition)));
  const mixed = new Map<Cell, Finding>();
  for (const transition of transitions) {
    const rows = words
      .map((one) => ({ cell: one.cell, words: one.words.filter((word) => word.transition === transition) }))
      .filter((one) => one.words.length > 0);
    for (const [cell, why] of mixedIn(rows)) mixed.set(cell, why);
  }
  return mixed;
}

interface EditionRow {
  readonly cell: Cell;
  readonly words: readonly EditionWord[];
}

function mixedIn(rows: readonly EditionRow[]): readonly (readonly [Cell, Finding])[] {
  const failing = new Set(rows.flatMap(({ words }) => words.filter(isAgainst).map(({ edition }) => edition)));
  const bound = rows.filter(({ cell, words }) => {
    const met = new Set(words.filter(isMet).map(({ edition }) => edition));
    return cell.verdict === 'proved' && words.some(({ editions }) => editions.some((edition) => !met.has(edition)));
  });
  const possible = (edition: string) =>
    !failing.has(edition) && bound.every(({ words }) => words.some((word) => isMet(word) && word.edition === edition));
  const editions = new Set(rows.flatMap(({ words }) => words.flatMap((word) => word.editions)));
  if ([...editions].some(possible)) return [];
  return bound.map(({ cell, words }) => {
    const instrument = words.find(isMet)?.title as string;
    const others = rows.flatMap((row) => (row.cell === cell ? [] : [row.cell.topic])).join(', ');
    const detail = `met under ${instrument}, which ${others} is not shown to meet, or fails; one edition must be met wholly`;
    return [
      cell,
      finding('requirements', 'undetermined', { reasons: [reason('EDITIONS_MIXED', detail, { instrument, others })] }),
    ];
  });
}

function isMet({ says }: EditionWord): boolean {
  return says === 'met';
}

function isAgainst({ says }: EditionWord): boolean {
  return says === 'against';
}

// SPDX-License-Identifier: Apache-2.0
import { CHECK_GROUPS, type CheckGroup } from '@touchstone/contract/check-groups';
import type { Cell, Check, Reason, Trial } from '../../api/verdict.ts';

/** One of the fourteen groups with the checks made in it; none where there was no document to make them on. */
export interface ChainLink {
  readonly group: CheckGroup;
  readonly checks: readonly Check[];
}

/** The fourteen groups in order: checks of the cell, and those on the document that is looked at. */
export function chainOf(cell: Pick<Cell, 'checks'>, trial: Trial | undefined): readonly ChainLink[] {
  const all = [...cell.checks, ...(trial?.checks ?? [])];
  return CHECK_GROUPS.map((group) => ({ group, checks: all.filter((check) => check.group === group) }));
}

/**
 * The first required link that does not hold by itself. A limit that is not met is no broken link: the chain holds,
 * and says no.
 */
export function firstBroken(chain: readonly ChainLink[]): Check | undefined {
  return chain
    .flatMap(({ checks }) => checks)
    .find(
      ({ group, force, outcome, because }) =>
        force === 'required' &&
        because === undefined &&
        outcome !== 'passed' &&
        !(group === 'decision' && outcome === 'failed'),
    );
}

/** Trials as they should be looked at: those that decided first, then those that came furthest. */
export function rankTrials(trials: readonly Trial[]): readonly Trial[] {
  return [...trials].sort((a, b) => rank(a) - rank(b));
}

function rank({ standing, outcome, checks }: Trial): number {
  const open = checks.filter((check) => check.force === 'required' && check.outcome !== 'passed').length;
  if (standing === 'accepted' && outcome !== 'inconclusive') return 0;
  if (standing === 'contradicted') return 1;
  return 2 + open;
}

/** The check's own reason behind a remedy, so that it can be told in the reader's language too. */
export function reasonBehind({ values }: Reason, cell: Pick<Cell, 'checks' | 'trials'>): Reason | undefined {
  const all = [...cell.checks, ...cell.trials.flatMap(({ checks }) => checks)].flatMap(({ reasons }) => reasons);
  return all.find(({ code, detail }) => code === values.code && detail === values.because);
}

/** The measured value that decided, as the engine wrote it beside the limit. */
export function resultOf({ trials }: Pick<Cell, 'trials'>): string | undefined {
  return rankTrials(trials)[0]
    ?.checks.flatMap(({ reasons }) => reasons)
    .find(({ code }) => code === 'COMPARED')?.values.result;
}

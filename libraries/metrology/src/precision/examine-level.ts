// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../metrology-error.ts';
import { type Cell, type CellStatistics, cellStatistics } from './cells.ts';
import {
  cochranOf,
  doubleGrubbsOf,
  grubbsOf,
  type MandelStatistics,
  mandelOf,
  type OutlierTest,
} from './consistency.ts';
import { DOUBLE_GRUBBS_LABORATORIES_MAX } from './double-grubbs.ts';
import { type LevelPrecision, precisionOfStatistics } from './precision-of-level.ts';

/** What a person decided about a laboratory at this level, against or beside the tests. */
export interface OutlierDecision {
  readonly laboratory: string;
  readonly action: 'keep' | 'leave-out';
  /** Who decided: the statistician, the panel. */
  readonly by: string;
  readonly reason: string;
}

/** What became of the laboratories that a step names. */
export type StepAction =
  /** Nothing was found. */
  | { readonly action: 'none' }
  /** Found, and kept: a straggler by the rule, or an outlier by somebody's decision. */
  | { readonly action: 'kept'; readonly by: string; readonly reason: string }
  | { readonly action: 'left-out'; readonly by: string; readonly reason: string };

/** One step of the procedure: a test with what followed, or a decision without a test. */
export type ExaminationStep =
  | { readonly kind: 'test'; readonly test: OutlierTest; readonly laboratory: string; readonly outcome: StepAction }
  | { readonly kind: 'decision'; readonly laboratory: string; readonly outcome: StepAction }
  | { readonly kind: 'not-possible'; readonly test: 'cochran' | 'grubbs' | 'grubbs-two'; readonly reason: string };

/** A level after the procedure: what was found, what was left out by whom, and the precision of the rest. */
export interface LevelExamination {
  readonly mandel: readonly MandelStatistics[];
  readonly steps: readonly ExaminationStep[];
  readonly leftOut: readonly { readonly laboratory: string; readonly by: string; readonly reason: string }[];
  readonly precision: LevelPrecision;
}

/** Who is named when no person decided. */
export const BY_RULE = 'ISO 5725-2:2019, 7.3';

/**
 * Decisions beforehand, Mandel's h and k, Cochran while it finds outliers, Grubbs of either side, the double test only
 * where the single one found nothing, then m, s_r, s_R of what is left.
 * ISO 5725-2:2019, 7.3.2 to 7.3.4: outliers are left out unless somebody says why not, stragglers are kept.
 */
export function examineLevel(cells: readonly Cell[], decisions: readonly OutlierDecision[] = []): LevelExamination {
  const all = cellStatistics(cells, 3);
  requireKnown(all, decisions);
  const examination = new Examination(all, decisions);
  examination.followDecisions();
  const mandel = mandelOf(examination.cells);
  examination.compareVariances();
  examination.compareMeans();
  return {
    mandel,
    steps: examination.steps,
    leftOut: examination.leftOut,
    precision: precisionOfStatistics(examination.cells),
  };
}

/** The cells that are left while steps are taken. */
class Examination {
  readonly steps: ExaminationStep[] = [];
  readonly leftOut: { readonly laboratory: string; readonly by: string; readonly reason: string }[] = [];
  readonly decisions: ReadonlyMap<string, OutlierDecision>;
  cells: readonly CellStatistics[];

  constructor(cells: readonly CellStatistics[], decisions: readonly OutlierDecision[]) {
    this.cells = cells;
    this.decisions = new Map(decisions.map((decision) => [decision.laboratory, decision]));
  }

  followDecisions(): void {
    for (const { laboratory, action, by, reason } of this.decisions.values()) {
      if (action === 'leave-out') {
        this.steps.push({ kind: 'decision', laboratory, outcome: this.leave(laboratory, by, reason) });
      }
    }
  }

  // Repeated while an outlier goes; one that is kept by decision ends it, since it would be found again and again.
  compareVariances(): void {
    let again = true;
    while (again) {
      const varying = this.cells.filter(({ deviation }) => deviation !== undefined);
      if (varying.length < 2 || varying.every(({ deviation }) => deviation === 0)) {
        this.steps.push({ kind: 'not-possible', test: 'cochran', reason: 'fewer than two laboratories vary' });
        return;
      }
      again = this.take(cochranOf(this.cells));
    }
  }

  compareMeans(): void {
    if (!this.canCompareMeans('grubbs', 3)) {
      return;
    }
    const found = (['high', 'low'] as const).filter((side) => {
      const test = this.canCompareMeans('grubbs', 3) ? grubbsOf(this.cells, side) : undefined;
      if (test !== undefined) {
        this.take(test);
      }
      return test !== undefined && test.grade === 'outlier';
    });
    if (found.length > 0 || !this.canCompareMeans('grubbs-two', 4)) {
      return;
    }
    for (const side of ['high', 'low'] as const) {
      if (this.canCompareMeans('grubbs-two', 4)) {
        this.take(doubleGrubbsOf(this.cells, side));
      }
    }
  }

  private canCompareMeans(test: 'grubbs' | 'grubbs-two', atLeast: number): boolean {
    const first = this.cells[0]?.mean;
    const few = this.cells.length < atLeast;
    const many = test === 'grubbs-two' && this.cells.length > DOUBLE_GRUBBS_LABORATORIES_MAX;
    if (few || many || this.cells.every(({ mean }) => mean === first)) {
      const reason = few
        ? `fewer than ${atLeast} laboratories are left`
        : many
          ? 'more laboratories than computed for'
          : 'all means are equal';
      this.steps.push({ kind: 'not-possible', test, reason });
      return false;
    }
    return true;
  }

  // Whether a laboratory was left out by what the test found.
  private take(test: OutlierTest): boolean {
    let left = false;
    for (const laboratory of test.laboratories) {
      const outcome = this.outcomeOf(test, laboratory);
      left ||= outcome.action === 'left-out';
      this.steps.push({ kind: 'test', test, laboratory, outcome });
    }
    return left;
  }

  private outcomeOf({ grade, test }: OutlierTest, laboratory: string): StepAction {
    if (grade === 'consistent') {
      return { action: 'none' };
    }
    const decision = this.decisions.get(laboratory);
    if (decision !== undefined) {
      return { action: 'kept', by: decision.by, reason: decision.reason };
    }
    return grade === 'straggler'
      ? { action: 'kept', by: BY_RULE, reason: `straggler by ${test}` }
      : this.leave(laboratory, BY_RULE, `outlier by ${test}`);
  }

  private leave(laboratory: string, by: string, reason: string): StepAction {
    this.cells = this.cells.filter((cell) => cell.laboratory !== laboratory);
    this.leftOut.push({ laboratory, by, reason });
    return { action: 'left-out', by, reason };
  }
}

function requireKnown(cells: readonly CellStatistics[], decisions: readonly OutlierDecision[]): void {
  for (const { laboratory, by, reason } of decisions) {
    if (!cells.some((cell) => cell.laboratory === laboratory)) {
      throw new MetrologyError('BAD_PARAMETER', `A decision names laboratory ${laboratory}, which has no cell`, {
        subject: laboratory,
      });
    }
    if (by.trim() === '' || reason.trim() === '') {
      throw new MetrologyError('BAD_PARAMETER', `The decision on laboratory ${laboratory} must say by whom and why`, {
        subject: laboratory,
      });
    }
  }
}

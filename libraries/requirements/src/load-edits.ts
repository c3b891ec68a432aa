// SPDX-License-Identifier: Apache-2.0
import type { FileReading } from './data-files.ts';
import type { Vocabulary } from './load-vocabulary.ts';
import { optional } from './load-vocabulary.ts';
import {
  type Condition,
  type Exclusion,
  FOOD_USES,
  type FoodUse,
  PRODUCT_FACTS,
  type UnresolvedExclusion,
} from './requirement.ts';
import type { RowReader } from './row-reader.ts';

/** What this project read out of the printed food text of one requirement. */
export interface ApplicabilityEdit {
  readonly includes: string[];
  readonly excludes: Exclusion[];
  readonly conditions: Condition[];
  readonly uses: FoodUse[];
  readonly narrowing: UnresolvedExclusion[];
}

/** Reads inclusions, exclusions, conditions and uses. Requires the ids of all requirements. */
export function loadEdits(
  reading: FileReading,
  { foods }: Pick<Vocabulary, 'foods'>,
  requirements: ReadonlySet<string>,
): Map<string, ApplicabilityEdit> {
  const edits = new Map<string, ApplicabilityEdit>();
  const editOf = (row: RowReader): ApplicabilityEdit => {
    const id = row.reference('requirement_id', requirements, 'UNKNOWN_REQUIREMENT');
    const edit = edits.get(id) ?? { includes: [], excludes: [], conditions: [], uses: [], narrowing: [] };
    edits.set(id, edit);
    return edit;
  };
  reading.readRows('requirements/inclusions.csv', (row) => {
    editOf(row).includes.push(row.reference('food_id', foods, 'UNKNOWN_FOOD'));
  });
  reading.readRows('requirements/exclusions.csv', (row) => readExclusion(row, editOf(row), foods));
  reading.readRows('requirements/conditions.csv', (row) => {
    const is = row.word('is', ['true', 'false']) === 'true';
    editOf(row).conditions.push({ fact: row.word('fact', PRODUCT_FACTS), is, text: row.required('text') });
  });
  reading.readRows('requirements/uses.csv', (row) => {
    editOf(row).uses.push(row.word('use', FOOD_USES));
  });
  return edits;
}

const REACHES = new Set(['all', 'below']);

function readExclusion(row: RowReader, edit: ApplicabilityEdit, foods: Vocabulary['foods']): void {
  const text = row.required('text');
  const from = optional('from', row.day('from'));
  const effect = row.word('effect', ['excludes', 'unresolved', 'none']);
  if (effect === 'none') {
    row.empty('foods', 'a text without effect excludes no food');
    return;
  }
  const reach = row.required('foods');
  if (effect === 'unresolved' && REACHES.has(reach)) {
    edit.narrowing.push({ text, touches: reach as 'all' | 'below', ...from });
    return;
  }
  const named = row.references('foods', foods, 'UNKNOWN_FOOD');
  if (effect === 'unresolved') {
    edit.narrowing.push({ text, touches: named, ...from });
  } else {
    edit.excludes.push(...named.map((food) => ({ food, ...from })));
  }
}

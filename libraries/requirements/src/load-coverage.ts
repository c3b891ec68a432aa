// SPDX-License-Identifier: Apache-2.0

import type { CoverageItem, CoverageManifest } from './coverage-manifest.ts';
import { coversPlace } from './covers-place.ts';
import type { FileReading } from './data-files.ts';
import { type FoodTaxonomy, lineageOf } from './food-taxonomy.ts';
import { optional, type Vocabulary } from './load-vocabulary.ts';
import { REQUIREMENT_KINDS, type Requirement } from './requirement.ts';
import type { RowReader } from './row-reader.ts';

/** What coverage manifests are held against. */
export interface CoverageContext {
  readonly vocabulary: Vocabulary;
  readonly taxonomy: FoodTaxonomy;
  readonly requirements: ReadonlyMap<string, Requirement>;
  /** Ids of all requirement rows, refused ones too, so that one fault is told once. */
  readonly ids: ReadonlySet<string>;
}

type ManifestHead = Omit<CoverageManifest, 'items'>;

/** Reads the coverage manifests with their items; an item may only name requirements that concern its product. */
export function loadCoverage(reading: FileReading, context: CoverageContext): CoverageManifest[] {
  const taken = new Set<string>();
  const subjects = new Set<string>();
  const heads = reading.readRows('requirements/manifests.csv', (row) => readHead(row, context, { taken, subjects }));
  const byId = new Map(heads.map((head) => [head.id, head]));
  const items = new Map<string, CoverageItem[]>();
  reading.readRows('requirements/coverage.csv', (row) => {
    const manifest = byId.get(row.reference('manifest_id', byId, 'BAD_ID'));
    const item = readItem(row, context, manifest);
    const list = items.get(manifest?.id ?? '');
    if (list === undefined) {
      items.set(manifest?.id ?? '', [item]);
    } else {
      list.push(item);
    }
  });
  return heads.map((head) => ({ ...head, items: items.get(head.id) ?? [] }));
}

function readHead(
  row: RowReader,
  { vocabulary }: CoverageContext,
  { taken, subjects }: { readonly taken: Set<string>; readonly subjects: Set<string> },
): ManifestHead {
  const place = row.place('place');
  const product = row.reference('product', vocabulary.foods, 'UNKNOWN_FOOD');
  if (subjects.has(`${place} ${product}`)) {
    row.refuse('product', 'DUPLICATE_ID', 'Another manifest stands for this product in this place');
  }
  subjects.add(`${place} ${product}`);
  row.required('reviewed_on');
  return {
    id: row.newId('id', taken),
    place,
    product,
    reviewedBy: row.required('reviewed_by'),
    reviewedOn: row.day('reviewed_on') as CoverageManifest['reviewedOn'],
    source: row.required('source'),
  };
}

function readItem(row: RowReader, context: CoverageContext, manifest: ManifestHead | undefined): CoverageItem {
  const { requirements, vocabulary } = context;
  const status = row.word('status', ['loaded', 'partial', 'missing', 'not-applicable']);
  const ids = row.references('requirement_ids', context.ids, 'UNKNOWN_REQUIREMENT');
  if (status === 'missing' || status === 'not-applicable') {
    row.empty('requirement_ids', `what is ${status} has no requirement`);
  } else {
    row.required('requirement_ids');
  }
  for (const id of ids) {
    const requirement = requirements.get(id);
    if (manifest !== undefined && requirement !== undefined && !concerns(context, requirement, manifest)) {
      row.refuse(
        'requirement_ids',
        'NOT_APPLICABLE_HERE',
        `'${id}' does not concern ${manifest.product} in ${manifest.place}`,
      );
    }
  }
  const substance = row.optional('substance_id');
  return {
    item: row.required('item'),
    kind: row.word('kind', REQUIREMENT_KINDS),
    ...optional(
      'substanceId',
      substance === undefined ? undefined : row.reference('substance_id', vocabulary.substances, 'UNKNOWN_SUBSTANCE'),
    ),
    status,
    ...optional('requirementIds', ids.length === 0 ? undefined : ids),
    reason: row.required('reason'),
  };
}

function concerns({ taxonomy }: CoverageContext, requirement: Requirement, manifest: ManifestHead): boolean {
  const lineage = lineageOf(taxonomy, manifest.product);
  const { includes } = requirement.applicability;
  return coversPlace(requirement.place, manifest.place) && includes.some((food) => lineage.includes(food));
}

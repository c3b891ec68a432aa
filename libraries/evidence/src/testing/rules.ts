// SPDX-License-Identifier: Apache-2.0
import { parseCalendarDay } from '@touchstone/identifiers';
import {
  buildRequirementSet,
  type DutyRequirement,
  type FoodNode,
  type LimitRequirement,
  type RequirementSet,
  type RulePlace,
} from '@touchstone/requirements';

/** A sound limit of the test place: lead in leaf, 0.3 mg/kg of the edible part. */
export const LEAD_LIMIT = {
  id: 'pb-leaf',
  place: 'MO' as RulePlace,
  kind: 'limit',
  topic: 'pb',
  obligedParty: 'seller',
  keyDate: 'production',
  keyDateCertainty: 'read',
  validity: {},
  legalForce: 'binding',
  certainty: 'read',
  instrument: { id: 'law-1', series: 'law', title: 'Test law', loaded: 'complete' },
  provision: 'article 1',
  source: { note: 'made up for a test', url: 'https://example.org/law' },
  applicability: { includes: ['leaf'], excludes: [], inherits: true },
  substanceId: 'pb',
  levelKind: 'maximum level',
  limit: { kind: 'maximum', value: '0.3', unit: 'mg/kg' },
  basis: 'edible part',
  foodText: 'leaf',
  note: '',
} as unknown as LimitRequirement;

/** A sound duty of the test place. */
export const LABEL_DUTY = {
  ...LEAD_LIMIT,
  id: 'label-leaf',
  kind: 'label',
  topic: 'label',
  title: 'A label',
  source: { note: 'made up for a test' },
  demands: 'a label',
  shownBy: { kind: 'mark', what: 'label' },
} as unknown as DutyRequirement;

const FOODS = [food('food'), food('leaf', 'food'), food('cress', 'leaf'), food('fish', 'food')];

/** A requirement set of the given rules over four foods and three substances. */
export function rules(
  requirements: readonly (LimitRequirement | DutyRequirement)[] = [LEAD_LIMIT],
  manifests: RequirementSet['data']['manifests'] = [],
): RequirementSet {
  return buildRequirementSet({
    id: 'test',
    foods: FOODS,
    substances: [
      substance('pb', 'Lead', '7439-92-1'),
      substance('hg', 'Mercury', '1-1'),
      substance('mehg', 'MeHg', '1-1'),
    ],
    requirements,
    manifests,
  });
}

/** A reviewed manifest of leaf in the test place, complete or with one item missing. */
export function manifest(complete: boolean): RequirementSet['data']['manifests'][number] {
  const items = [{ item: 'lead', kind: 'limit', substanceId: 'pb', status: 'loaded', reason: 'loaded' }] as const;
  return {
    id: 'leaf-MO',
    place: 'MO' as RulePlace,
    product: 'leaf',
    items: complete ? items : [...items, { item: 'label', kind: 'label', status: 'missing', reason: 'not read' }],
    reviewedBy: 'test reviewer',
    reviewedOn: parseCalendarDay('2026-11-01'),
    source: 'drawn up for a test',
  };
}

function food(id: string, parent?: string): FoodNode {
  const names = { en: id, 'zh-Hans': `${id}简`, 'zh-Hant': `${id}繁`, pt: `${id} pt` };
  const otherNames = id === 'leaf' || id === 'fish' ? ['greens or fish'] : [];
  return { id, ...(parent === undefined ? {} : { parent }), names, otherNames, addedBy: 'source' } as FoodNode;
}

function substance(id: string, name: string, cas: string): RequirementSet['data']['substances'][number] {
  return { id, names: { en: name, 'zh-Hans': `${name}简`, pt: `${name} pt` }, cas, definition: name };
}

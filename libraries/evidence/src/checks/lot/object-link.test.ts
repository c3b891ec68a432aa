// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { accreditation, LAW, PLAN, WHO } from '../../testing/drafts.ts';
import type { Draft } from '../../testing/parties.ts';
import { found, type WorldChanges, withPart, withSubject } from '../../testing/world.ts';

const record = (change: (draft: Draft) => Partial<Draft>): WorldChanges => ({ change: { sampling: change } });
const report = (change: (draft: Draft) => Partial<Draft>): WorldChanges => ({ change: { report: change } });
const samplingLine = {
  activity: 'sampling',
  line: 'S1',
  object: { description: 'food' },
  method: { standard: PLAN },
  from: '2025-01-01',
};
const sampler = (line: Record<string, unknown>): WorldChanges => ({
  change: { sampler: () => accreditation('sampler', { ...samplingLine, ...line }) },
});
const producer = { name: 'P', did: WHO.producer.did };

const size = (value: string, unit: string): WorldChanges => ({
  ...record(withPart('lot', { quantity: { value, unit } })),
  claim: { lot: { lotNumber: 'L-1', producedOn: '2026-11-08', quantity: { value: '500', unit: 'kg' } } },
});

const OWNER = { role: 'producer', name: WHO.producer.name, did: WHO.producer.did };
/** The claim as one of a producer whom it only names. */
const byName = (actor: Record<string, unknown>): WorldChanges => ({
  claim: { actors: [{ role: 'producer', ...actor }] },
});
const stated = (more: Record<string, unknown>) =>
  withPart('sample', { statedLot: { food: 'leaf', lotNumber: 'L-1', ...more } });

describe('checkObjectLink()', () => {
  it.each<[string, WorldChanges]>([
    ['failed: LOT_LARGER_THAN_SAMPLED', size('499', 'kg')],
    ['failed: LOT_LARGER_THAN_SAMPLED', size('499', 'L')],
    ['failed: SAMPLE_AS_RECEIVED', report(withPart('sample', { samplingRecord: undefined }))],
    [`undetermined: SAMPLING_RECORD_MISSING`, { change: { sampling: 'without' } }],
    [
      'failed: SAMPLING_RECORD_DIFFERS',
      { texts: (texts) => texts.map((text) => text.replace('"increments":5', '"increments":6')) },
    ],
    [
      'failed: NOT_A_SAMPLING_RECORD',
      report((draft) => withPart('sample', { samplingRecord: calibrationOf(draft) })(draft)),
    ],
    ['failed: OTHER_LOT', record(withPart('lot', { lotNumber: 'L-2' }))],
    ['failed: OTHER_PRODUCT', record(withPart('lot', { food: 'fish' }))],
    ['failed: OTHER_PRODUCT', record(withPart('lot', { food: 'no such food' }))],
    ['failed: CLAIM_WIDER_THAN_SAMPLE', record(withPart('lot', { food: 'cress' }))],
    ['failed: OTHER_PRODUCT_TESTED', report(withPart('sample', { food: 'fish' }))],
    ['failed: OTHER_PRODUCT_TESTED', report(withPart('sample', { food: 'no such food' }))],
    [
      'failed: OTHER_GTIN',
      { ...record(withPart('lot', { gtin: '2' })), claim: { product: { name: 'leaf', food: 'leaf', gtin: '1' } } },
    ],
    ['failed: OTHER_PRODUCER', record(withPart('lot', { producer: { name: 'Q', did: WHO.stranger.did } }))],
    [
      'failed: OTHER_PRODUCER',
      {
        ...record(withPart('lot', { producer: { name: 'Q', identifier: 'B' } })),
        claim: { actors: [{ role: 'producer', name: 'P', identifier: 'A' }] },
      },
    ],
    ['undetermined: PRODUCER_NOT_TIED', byName({ name: 'Another firm' })],
    ['undetermined: PRODUCER_NOT_TIED', byName({ name: 'Another firm', identifier: 'A' })],
    ['undetermined: PRODUCER_NOT_CLAIMED', { claim: { actors: [] } }],
    [
      'undetermined: PRODUCER_NOT_TIED LOT_PRODUCER_NOT_STATED',
      {
        change: {
          sampling: withPart('lot', { producer: undefined }),
          report: stated({ producer: { name: 'Another firm' } }),
        },
      },
    ],
    [
      'undetermined: CLIENT_NOT_OF_CLAIM LOT_PRODUCER_NOT_STATED',
      {
        change: {
          sampling: withPart('lot', { producer: undefined }),
          report: withSubject({ client: { name: 'Another firm' } }),
        },
      },
    ],
    ['failed: OTHER_PRODUCER', report(stated({ producer: { name: 'Q', did: WHO.stranger.did } }))],
    ['undetermined: STATED_LOT_DIFFERS', report(stated({ lotNumber: 'OTHER-999' }))],
    ['failed: OTHER_PRODUCT_TESTED', report(stated({ food: 'fish' }))],
    [
      'undetermined: SAMPLED_LOT_SIZE_NOT_STATED',
      { claim: { lot: { lotNumber: 'L-1', producedOn: '2026-11-08', quantity: { value: '500000', unit: 'kg' } } } },
    ],
    ['failed: TAKEN_BEFORE_PRODUCTION', { claim: { lot: { lotNumber: 'L-1', producedOn: '2026-11-10' } } }],
    ['failed: RECORD_BEFORE_TAKEN', record(() => ({ validFrom: '2026-11-09T01:59:59Z' }))],
    ['failed: SAMPLE_NOT_IN_RECORD', report(withPart('sample', { sample: 'S-9' }))],
    ['failed: SEAL_DIFFERS', report(withPart('sample', { seal: 'seal-2' }))],
    [
      'failed: RECEIVED_BEFORE_TAKEN CUSTODY_OUT_OF_ORDER',
      report(withPart('sample', { receivedAt: '2026-11-09T01:59:59Z' })),
    ],
    ['failed: SEAL_BROKEN', record(withPart('custody', { sealIntact: false }))],
    ['failed: CUSTODY_OUT_OF_ORDER', record(withPart('custody', { at: '2026-11-09T01:00:00Z' }))],
    ['failed: CUSTODY_OUT_OF_ORDER', record(withPart('custody', { at: '2026-11-09T08:00:01Z' }))],
    ['failed: PLAN_COVERS_SAMPLE_ONLY', record(withSubject({ represents: 'sample' }))],
    ['failed: PLAN_NOT_ACCEPTED METHOD_OUTSIDE_SCOPE', record(withPart('plan', { standard: 'OTHER' }))],
    ['failed: TOO_FEW_INCREMENTS', record(withPart('plan', { increments: 4 }))],
    ['failed: SIGNER_IS_NOT_SAMPLER', record(withPart('sampler', { did: WHO.second.did }))],
    ['failed: SAMPLER_NOT_COMPETENT', { change: { sampler: 'without' } }],
    ['failed: SAMPLER_IS_ACTOR', { claim: { actors: [OWNER, { role: 'exporter', name: 'E', did: WHO.sampler.did }] } }],
    [
      'failed: SAMPLER_IS_ACTOR',
      {
        ...record(withPart('sampler', { identifier: 'A' })),
        claim: { actors: [{ ...OWNER, identifier: 'A' }] },
      },
    ],
    [
      'failed: SAMPLER_IS_ACTOR LOT_PRODUCER_NOT_STATED',
      record(() => ({ issuer: WHO.producer, subject: byProducer() })),
    ],
    ['failed: SUPPORT_UNSOUND', { change: { 'key of sampler': 'without' } }],
    ['failed: SCOPE_LINE_NOT_IN_FORCE', sampler({ to: '2026-11-08' })],
    ['failed: SCOPE_LINE_SUSPENDED', sampler({ suspended: [{ from: '2026-11-09' }] })],
    ['failed: PRODUCT_OUTSIDE_SCOPE', sampler({ object: { description: 'fish', foods: ['fish'] } })],
    ['failed: NO_SCOPE_LINE', sampler({ activity: 'inspection' })],
    [
      'undetermined: SAMPLING_RULE_RECALLED',
      { change: { policy: withPart('sampling', { legalBasis: { ...LAW, certainty: 'recalled' } }) } },
    ],
  ])('%s', async (expected, changes) => {
    expect(await found('object-link', changes)).toBe(`unknown; ${expected}`);
  });

  it.each<[string, string, WorldChanges]>([
    ['a lot whose number is its producer’s', '', record(withPart('lot', { producer }))],
    [
      'a producer known by another kind of identifier, and by the same name',
      '',
      record(withPart('lot', { producer: { name: WHO.producer.name, identifier: 'A' } })),
    ],
    [
      'a producer who is named in another case, spacing and width',
      '',
      byName({ name: `  ${WHO.producer.name.toUpperCase().replace(' ', '\u3000')} ` }),
    ],
    [
      'a producer with the same identifier and another name',
      '',
      {
        ...record(withPart('lot', { producer: { name: 'Q', identifier: 'A' } })),
        claim: { actors: [{ role: 'producer', name: 'P', identifier: 'A' }] },
      },
    ],
    [
      'a report ordered by the presenter',
      ' LOT_PRODUCER_NOT_STATED',
      {
        change: {
          sampling: withPart('lot', { producer: undefined }),
          report: withSubject({ client: { name: 'Firm' } }),
        },
        claim: { presenter: { name: 'firm' } },
      },
    ],
    [
      'a lot of the second of two producers',
      '',
      { claim: { actors: [{ ...OWNER, name: 'First', did: WHO.stranger.did }, OWNER] } },
    ],
    ['a report that writes the lot number in another case', '', report(stated({ lotNumber: 'l-1' }))],
    [
      'a sampled production, which has no size',
      '',
      {
        ...record(withSubject({ represents: 'production' })),
        claim: { lot: { lotNumber: 'L-1', producedOn: '2026-11-08', quantity: { value: '500000', unit: 'kg' } } },
      },
    ],
    ['a report that leaves out the seal', ' SEAL_NOT_REPORTED', report(withPart('sample', { seal: undefined }))],
    ['a sample described more widely', '', { ...report(withPart('sample', { food: undefined })) }],
    ['a record without a hand-over', '', record(withSubject({ custody: undefined }))],
    ['a lot whose day of production is not stated', '', { claim: { lot: { lotNumber: 'L-1' } } }],
    [
      'a lot with the same GTIN',
      '',
      { ...record(withPart('lot', { gtin: '1' })), claim: { product: { name: 'leaf', food: 'leaf', gtin: '1' } } },
    ],
    [
      'a lot whose producer is not stated',
      ' LOT_PRODUCER_NOT_STATED',
      record(withPart('lot', { producer: undefined })),
    ],
    ['a lot as large as the sampled one', '', size('500000', 'g')],
  ])('passes %s', async (_, expected, changes) => {
    expect(await found('object-link', changes)).toBe(`proved; passed:${expected}`);
  });
});

function calibrationOf({ subject }: Draft): unknown {
  const [result] = subject.results as { instruments: { calibration: unknown }[] }[];
  return result?.instruments[0]?.calibration;
}

function byProducer(): Record<string, unknown> {
  return {
    id: 'urn:test:own-sampling',
    sampler: { name: 'own' },
    lot: { food: 'leaf', lotNumber: 'L-1' },
    represents: 'lot',
    plan: { standard: PLAN, increments: 5 },
    takenAt: '2026-11-09T02:00:00Z',
    place: 'MO',
    samples: [{ sample: 'S-1', seal: 'seal-1' }],
  };
}

describe('a sampling record signed after the grant of its sampler had ended', () => {
  const signedOn = (day: string): WorldChanges => ({
    change: {
      sampler: withSubject({ to: '2026-11-09' }),
      sampling: () => ({ validFrom: `${day}T09:00:00Z` }),
    },
  });
  it('leaves open when the sample was taken', async () => {
    expect(await found('object-link', signedOn('2026-11-09'))).toBe('proved; passed:');
    expect(await found('object-link', signedOn('2026-11-10'))).toBe(
      'unknown; undetermined: SAMPLER_GRANT_LAPSED_AT_SIGNING',
    );
  });

  it('counts where another grant for sampling stood at the signature', async () => {
    const renewed = accreditation('sampler', {
      ...{ activity: 'sampling', line: 'S2', object: { description: 'other food' } },
      ...{ method: { standard: 'OTHER-PLAN' }, from: '2026-11-10' },
    });
    const later = { ...renewed, label: 'renewed', subject: { ...renewed.subject, from: '2026-11-10' } };
    const changes = { ...signedOn('2026-11-10'), more: () => [later] };
    expect(await found('object-link', changes)).toMatch(/^proved; passed:/);
  });
});

// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { AT, accreditation, draft, LAW, leadResult, METHOD, WHO } from '../../testing/drafts.ts';
import { type Draft, type Made, sign } from '../../testing/parties.ts';
import { found, type WorldChanges, withPart, withSubject } from '../../testing/world.ts';

const LINE = {
  activity: 'testing',
  line: 'T1',
  object: { description: 'leaf', foods: ['leaf'] },
  property: { substance: 'pb' },
  method: { standard: METHOD },
  from: '2025-01-01',
};
const OTHER_LINE = {
  activity: 'inspection',
  line: 'I1',
  object: { description: 'leaf' },
  method: { standard: METHOD },
  from: '2025-01-01',
};
const scope = (...lines: Record<string, unknown>[]): WorldChanges => ({
  change: { laboratory: withSubject({ scope: lines.map((line) => ({ ...LINE, ...line })) }) },
});
const OBTAINED = {
  ...{ provider: { id: WHO.second.did, name: 'second' }, reportNumber: 'P-1', result: 'p-1', underScope: true },
  report: {
    id: 'urn:uuid:01900000-0000-7000-8000-000000000009',
    issuer: WHO.second.did,
    digest: 'uEiAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  },
};
const result = (more: Record<string, unknown>): WorldChanges => ({
  change: { report: withSubject({ results: [leadResult(more)] }) },
});
const arrangement = (change: (draft: Draft) => Partial<Draft>): WorldChanges => ({ change: { arrangement: change } });
const qualification = (more: Record<string, unknown> = {}, who: keyof typeof WHO = 'authority') =>
  draft(who, 'StatutoryQualification', 'qualification', {
    id: WHO.laboratory.did,
    name: 'laboratory',
    certificateNumber: 'Q-1',
    place: 'MO',
    legalBasis: LAW,
    from: '2025-01-01',
    scope: [LINE],
    ...more,
  });
const ended = (successor?: unknown): WorldChanges =>
  arrangement(withSubject({ to: '2026-01-01', ...(successor === undefined ? {} : { successor }) }));

describe('checkCompetence()', () => {
  it.each<[string, WorldChanges]>([
    ['failed: ISSUER_IS_NOT_LABORATORY', { change: { report: withPart('laboratory', { id: WHO.second.did }) } }],
    ['failed: DEMONSTRATION_ONLY', { change: { report: withPart('laboratory', { demonstration: true }) } }],
    ['undetermined: NO_GRANT_AT_HAND', { change: { laboratory: 'without' } }],
    ['failed: MARKED_OUT_OF_SCOPE', result({ underScope: false })],
    ['undetermined: EXTERNALLY_PROVIDED', result({ underScope: true, obtainedBy: OBTAINED })],
    ['failed: SUBSTANCE_OUTSIDE_SCOPE', scope({ property: { substance: 'hg' } })],
    ['failed: PRODUCT_OUTSIDE_SCOPE', scope({ object: { description: 'fish', foods: ['fish'] } })],
    ['failed: METHOD_OUTSIDE_SCOPE', scope({ method: { standard: 'GB 5009.17-2021' } })],
    ['failed: METHOD_OUTSIDE_SCOPE', scope({ method: { standard: 'in-house' } })],
    ['failed: METHOD_EDITION_OUTSIDE_SCOPE', scope({ method: { standard: 'GB 5009.12-2017' } })],
    ['failed: METHOD_EDITION_OUTSIDE_SCOPE', scope({ method: { standard: 'GB 5009.12-2023 第二法' } })],
    ['failed: METHOD_OUTSIDE_SCOPE', scope({ method: { standard: 'GB 5009.17-2021 第一法' } })],
    ['failed: SCOPE_LINE_NOT_IN_FORCE', scope({ from: '2026-11-12' })],
    ['failed: SCOPE_LINE_NOT_IN_FORCE', scope({ to: '2026-11-10' })],
    ['failed: SCOPE_LINE_SUSPENDED', scope({ suspended: [{ from: '2026-11-11', to: '2026-11-11' }] })],
    ['failed: OUTSIDE_WORKING_RANGE', scope({ range: { from: { value: '0.11', unit: 'mg/kg' } } })],
    ['failed: OUTSIDE_WORKING_RANGE', scope({ range: { to: { value: '0.09', unit: 'mg/kg' } } })],
    ['failed: RANGE_NOT_COMPARABLE', scope({ range: { to: { value: '1', unit: 'Bq' } } })],
    ['failed: LOQ_BELOW_SCOPE', scope({ limitOfQuantification: { value: '0.03', unit: 'mg/kg' } })],
    ['failed: LOQ_OF_SCOPE_NOT_COMPARABLE', scope({ limitOfQuantification: { value: '0.03', unit: 'Bq' } })],
    ['failed: NO_SCOPE_LINE', { change: { laboratory: withSubject({ scope: [OTHER_LINE] }) } }],
    ['failed: GRANT_NOT_IN_FORCE', { change: { laboratory: withSubject({ to: '2026-11-10' }) } }],
    ['failed: GRANT_NOT_IN_FORCE', { change: { laboratory: withSubject({ from: '2026-11-12' }) } }],
    ['undetermined: GRANT_LAPSED_AT_SIGNING', { change: { laboratory: withSubject({ to: '2026-11-12' }) } }],
    ['failed: SUPPORT_UNSOUND', { change: { laboratory: () => ({ validFrom: '2026-11-12T00:00:00Z' }) } }],
    ['failed: NO_ARRANGEMENT', { change: { arrangement: 'without' } }],
    ['failed: ACCREDITOR_IS_HOLDER', { change: { laboratory: () => ({ issuer: WHO.laboratory }) } }],
    ['failed: ACCREDITED_FOR_OTHER_ACTIVITY', { change: { laboratory: withSubject({ standard: 'ISO 9001:2015' }) } }],
    [
      'failed: ACCREDITED_FOR_OTHER_ACTIVITY',
      { change: { laboratory: withSubject({ standard: 'ISO/IEC 17020:2012' }) } },
    ],
    ['failed: ACCREDITED_FOR_OTHER_ACTIVITY', { change: { laboratory: withSubject({ standard: 'our own' }) } }],
    ['undetermined: SCOPE_CONDITIONS_UNREAD', scope({ conditions: 'drinking water only; not for food' })],
    ['undetermined: SCOPE_OBJECT_UNREAD', scope({ object: { description: 'drinking water' } })],
    ['failed: PRODUCT_OUTSIDE_SCOPE', scope({ object: { description: 'Fish' } })],
    ['failed: ARRANGEMENT_NOT_TRUSTED', arrangement(() => ({ issuer: WHO.body }))],
    ['failed: SUPPORT_UNSOUND', arrangement(() => ({ validUntil: '2026-01-01T00:00:00Z' }))],
    ['failed: ARRANGEMENT_NOT_FOR_PLACE', arrangement(withSubject({ places: ['HK'] }))],
    ['failed: NO_ARRANGEMENT', arrangement(withPart('signatories', { id: WHO.second.did, activities: ['testing'] }))],
    ['failed: NOT_A_SIGNATORY', arrangement(withPart('signatories', { activities: ['calibration', 'sampling'] }))],
    ['failed: NOT_A_SIGNATORY', arrangement(withPart('signatories', { to: '2026-11-10' }))],
    ['failed: ARRANGEMENT_NOT_IN_FORCE', ended()],
    [
      'undetermined: SUCCESSOR_NOT_REACHED',
      ended({
        id: `urn:uuid:${'0'.repeat(8)}-0000-7000-8000-${'0'.repeat(12)}`,
        issuer: WHO.owner.did,
        digest: 'uEiAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
      }),
    ],
  ])('%s', async (expected, changes) => {
    expect(await found('competence', changes)).toBe(`unknown; ${expected}`);
  });

  it('prefers a line that may fit once it is read to one that does not, and one that fits to both', async () => {
    const [unread, far] = [{ conditions: 'x' }, { property: { substance: 'hg' } }];
    expect(await found('competence', scope(far, unread))).toBe('unknown; undetermined: SCOPE_CONDITIONS_UNREAD');
    expect(await found('competence', scope(unread, {}))).toBe('proved; passed:');
  });

  it('takes the identical adoption of the standard in China', async () => {
    const adopted = { change: { laboratory: withSubject({ standard: 'GB/T 27025-2019' }) } };
    expect(await found('competence', adopted)).toBe('proved; passed:');
  });

  it('takes the nearest of several scope lines, and any one that fits', async () => {
    const far = { property: { substance: 'hg' }, method: { standard: 'other' } };
    expect(await found('competence', scope(far, { property: { substance: 'hg' } }))).toBe(
      'unknown; failed: SUBSTANCE_OUTSIDE_SCOPE',
    );
    expect(await found('competence', scope({ property: { substance: 'hg' } }, far))).toBe(
      'unknown; failed: SUBSTANCE_OUTSIDE_SCOPE',
    );
    expect(await found('competence', scope(far, {}))).toBe('proved; passed:');
  });

  it('lets a line for all foods or for a food by its name, and a sample whose food is that of the claim, stand', async () => {
    for (const description of ['Food', 'Leaf'])
      expect(await found('competence', scope({ object: { description } }))).toBe('proved; passed:');
    expect(await found('competence', { change: { report: withPart('sample', { food: undefined }) } })).toBe(
      'proved; passed:',
    );
    const nowhere = { product: { name: 'thing' }, scope: undefined };
    expect(await found('classification', { claim: nowhere })).toContain('NAME_NOT_FOUND');
  });

  it('asks that the line cover the food of the claim, also where the report calls the sample by a narrower word', async () => {
    const narrower = (object: Record<string, unknown>): WorldChanges => ({
      change: { ...scope({ object }).change, report: withPart('sample', { food: 'cress' }) },
    });
    expect(await found('competence', narrower({ description: 'cress', foods: ['cress'] }))).toBe(
      'unknown; failed: PRODUCT_OUTSIDE_SCOPE',
    );
    expect(await found('competence', narrower({ description: 'fish', foods: ['fish'] }))).toBe(
      'unknown; failed: PRODUCT_OUTSIDE_SCOPE',
    );
    expect(await found('competence', narrower({ description: 'leaf', foods: ['leaf'] }))).toBe('proved; passed:');
  });

  it('compares in-house methods by their names', async () => {
    const own = { method: { standard: 'in-house 1' } };
    const changes = { change: { ...scope(own).change, ...result(own).change } };
    expect(await found('competence', changes)).toBe('proved; passed:');
  });

  it('accepts a statutory qualification of the place, not of another, and only by an authority of the place', async () => {
    const instead = (grant: Draft): WorldChanges => ({
      change: { laboratory: 'without', acceptance: withSubject({ competence: ['statutory-qualification'] }) },
      more: () => [grant],
    });
    expect(await found('competence', instead(qualification()))).toBe('proved; passed:');
    expect(await found('competence', instead(qualification({ place: 'HK' })))).toBe('unknown; failed: OTHER_PLACE');
    expect(await found('competence', instead(qualification({}, 'stranger')))).toBe('unknown; failed: NO_TRUST_ANCHOR');
  });

  it('is not swayed by a worse grant beside a good one, and is unknown where the better of two is unknown', async () => {
    expect(await found('competence', { more: () => [qualification({ place: 'HK' })] })).toBe('proved; passed:');
    const unresolved = { ...accreditation('laboratory', LINE), issuer: WHO.stranger, label: 'other' };
    const dids = { [WHO.stranger.did]: undefined };
    const late = { laboratory: withSubject({ to: '2026-11-10' }) };
    expect(await found('competence', { change: late, more: () => [unresolved], dids })).toMatch(
      /^unknown; undetermined: .*SUPPORT_UNSOUND/,
    );
  });

  it('trusts an accreditation body that is itself an anchor of the place', async () => {
    const policy = ({ subject }: Draft): Partial<Draft> => ({
      subject: {
        ...subject,
        trustAnchors: [
          ...(subject.trustAnchors as object[]),
          { id: WHO.body.did, name: 'body', role: 'accreditation-body' },
        ],
      },
    });
    expect(await found('competence', { change: { policy, arrangement: 'without' } })).toBe('proved; passed:');
  });
});

describe('throughArrangement()', () => {
  async function successors(count: number, last: Record<string, unknown> = {}): Promise<readonly [Draft[], Made]> {
    let next: Made | undefined;
    const drafts: Draft[] = [];
    for (let index = count; index > 0; index -= 1) {
      const made: Draft = draft(
        'owner',
        'RecognitionArrangement',
        `successor ${index}`,
        {
          id: `urn:test:${index}`,
          name: `Arrangement ${index}`,
          level: 'multilateral',
          signatories: [
            { id: WHO.body.did, name: 'body', activities: ['testing', 'sampling', 'calibration'], from: '2025-01-01' },
          ],
          places: ['MO'],
          from: '2025-01-01',
          ...(index === count ? last : { to: '2026-01-01', successor: next?.reference }),
        },
        AT,
      );
      drafts.push(made);
      next = await sign(made);
    }
    return [drafts, next as Made];
  }

  it('follows an arrangement that has ended to the one that took its place', async () => {
    const [drafts, next] = await successors(2);
    expect(await found('competence', { ...ended(next.reference), more: () => drafts })).toBe('proved; passed:');
    const [others, first] = await successors(2, { places: ['HK'] });
    expect(await found('competence', { ...ended(first.reference), more: () => others })).toBe(
      'unknown; failed: ARRANGEMENT_NOT_FOR_PLACE',
    );
  });

  it('does not follow for ever', async () => {
    const [drafts, next] = await successors(6, { places: ['HK'] });
    expect(await found('competence', { ...ended(next.reference), more: () => drafts })).toBe(
      'unknown; undetermined: SUCCESSOR_NOT_REACHED',
    );
  });

  it('refuses a successor that is another document', async () => {
    const [drafts, next] = await successors(1);
    const digest = 'uEiAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
    const changed = { ...next.reference, digest };
    const without = drafts.map((one) => ({
      ...one,
      subject: {
        ...one.subject,
        signatories: [{ id: WHO.second.did, name: 's', activities: ['testing'], from: '2025-01-01' }],
      },
    }));
    expect(await found('competence', { ...ended(changed), more: () => without })).toBe(
      'unknown; failed: SUCCESSOR_DIFFERS',
    );
    const other = { ...accreditation('second', LINE), label: 'another' };
    const changes = { ...ended((await sign(other)).reference), more: () => [other] };
    expect(await found('competence', changes)).toBe('unknown; failed: SUCCESSOR_DIFFERS');
  });
});

describe('a report signed after the grant of its test had ended', () => {
  it('counts where another grant of the laboratory stood at the signature, or the grant itself until that day', async () => {
    const renewed: WorldChanges = {
      change: { laboratory: withSubject({ to: '2026-11-12' }) },
      more: () => [qualification({ from: '2026-11-12', scope: [{ ...LINE, property: { substance: 'cd' } }] })],
    };
    expect(await found('competence', renewed)).toMatch(/^proved; passed:/);
    const lastDay: WorldChanges = { change: { laboratory: withSubject({ to: '2026-11-13' }) } };
    expect(await found('competence', lastDay)).toBe('proved; passed:');
  });
});

// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { WHO } from '../../testing/drafts.ts';
import { cellOf, found, verdictOn, type WorldChanges, withPart, withSubject } from '../../testing/world.ts';

const OWNER = { role: 'producer', name: WHO.producer.name };
const producedBy = (who: 'laboratory' | 'sampler', more: Record<string, unknown> = {}) => ({
  producer: { name: WHO.producer.name, did: WHO[who].did, ...more },
});
const sampledLot = (more: Record<string, unknown>): WorldChanges => ({
  claim: { actors: [OWNER] },
  change: { sampling: withPart('lot', more) },
});
const statedLot = (more: Record<string, unknown>, sampler: Record<string, unknown> = {}): WorldChanges => ({
  claim: { actors: [OWNER] },
  change: {
    sampling: withPart('sampler', sampler),
    report: withPart('sample', { statedLot: { food: 'leaf', lotNumber: 'L-1', ...more } }),
  },
});

describe('a laboratory that has a stake in the lot', () => {
  it.each<[string, WorldChanges]>([
    ['by the sampling record', sampledLot(producedBy('laboratory'))],
    ['by its own report', statedLot(producedBy('laboratory'))],
    ['by the claim', { claim: { actors: [{ ...OWNER, did: WHO.laboratory.did }] } }],
  ])('has no competence for it: %s', async (_, changes) => {
    expect(await found('competence', changes)).toBe('unknown; failed: LABORATORY_IS_ACTOR');
  });

  it.each<[string, WorldChanges]>([
    ['the producer is another', sampledLot({ producer: { name: WHO.producer.name, did: WHO.producer.did } })],
    ['the report names none', statedLot({})],
  ])('is none where %s', async (_, changes) => {
    expect(await found('competence', changes)).toBe('proved; passed:');
  });
});

describe('a sampler that has a stake in the lot', () => {
  it.each<[string, WorldChanges]>([
    ['by its own record', sampledLot(producedBy('sampler'))],
    ['by the report', statedLot(producedBy('sampler'))],
    [
      'by the report, by an identifier',
      statedLot({ producer: { name: OWNER.name, identifier: 'I' } }, { identifier: 'I' }),
    ],
  ])('links nothing: %s', async (_, changes) => {
    expect(await found('object-link', changes)).toBe('unknown; failed: SAMPLER_IS_ACTOR');
  });
});

describe('a party to the lot without a DID, of the name of', () => {
  const seller = (name: string, more: Record<string, unknown> = {}): WorldChanges => ({
    claim: {
      actors: [
        { ...OWNER, did: WHO.producer.did },
        { role: 'seller', name, ...more },
      ],
    },
  });
  const caveats = async (changes: WorldChanges): Promise<readonly string[]> => {
    const { verdict, caveats: all } = cellOf(await verdictOn(changes));
    return [verdict, ...all.map(({ code }) => code)];
  };

  it.each<[string, readonly string[], WorldChanges]>([
    ['the laboratory', ['LABORATORY_NAMED_AS_ACTOR'], seller(` ${WHO.laboratory.name.toUpperCase()} `)],
    [
      'the laboratory as its accreditation has it',
      ['LABORATORY_NAMED_AS_ACTOR'],
      {
        ...seller(WHO.laboratory.name),
        change: { report: withPart('laboratory', { name: 'another name' }) },
      },
    ],
    ['the sampler', ['SAMPLER_NAMED_AS_ACTOR'], seller(WHO.sampler.name)],
    ['another firm', [], seller('seller')],
    ['the laboratory, but with a DID of its own', [], seller(WHO.laboratory.name, { did: WHO.stranger.did })],
    ['the sampler, but with a DID of its own', [], seller(WHO.sampler.name, { did: WHO.stranger.did })],
  ])('%s: reservations %j', async (_, expected, changes) => {
    expect(await caveats(changes)).toEqual(['proved', ...expected]);
  });
});

describe('a reservation about who may be whom', () => {
  it('is in the cell also where that is unknown', async () => {
    const actors = [
      { ...OWNER, did: WHO.producer.did },
      { role: 'seller', name: WHO.laboratory.name },
    ];
    const cell = cellOf(
      await verdictOn({ claim: { actors }, change: { sampling: withPart('plan', { increments: 1 }) } }),
    );
    expect([cell.verdict, ...cell.caveats.map(({ code }) => code)]).toEqual(['unknown', 'LABORATORY_NAMED_AS_ACTOR']);
  });
});

describe('the presenter', () => {
  const presents = (who: 'laboratory' | 'sampler', client?: Record<string, unknown>): WorldChanges => ({
    claim: { presenter: { name: WHO[who].name, did: WHO[who].did } },
    ...(client === undefined ? {} : { change: { report: withSubject({ client }) } }),
  });
  const named = (who: 'laboratory' | 'sampler') => ({ name: WHO[who].name, did: WHO[who].did });

  it('has a stake in the lot where a paper names him as its client', async () => {
    expect(await found('competence', presents('laboratory', named('laboratory')))).toBe(
      'unknown; failed: LABORATORY_IS_ACTOR',
    );
    expect(await found('object-link', presents('sampler', named('sampler')))).toBe('unknown; failed: SAMPLER_IS_ACTOR');
  });

  it('has none by bringing papers that others ordered, nor by having taken the sample', async () => {
    expect(await found('competence', presents('laboratory'))).toBe('proved; passed:');
    expect(await found('competence', presents('laboratory', { name: 'somebody' }))).toBe('proved; passed:');
    expect(await found('object-link', presents('sampler'))).toBe('proved; passed:');
  });

  it('is a reservation where a paper names him by the laboratory’s name alone', async () => {
    const name = WHO.laboratory.name;
    const changes = { claim: { presenter: { name } }, change: { report: withSubject({ client: { name } }) } };
    const cell = cellOf(await verdictOn(changes));
    expect([cell.verdict, ...cell.caveats.map(({ code }) => code)]).toEqual(['proved', 'LABORATORY_NAMED_AS_ACTOR']);
  });
});

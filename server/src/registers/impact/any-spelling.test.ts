// SPDX-License-Identifier: Apache-2.0
// A thing is one however its name is written: a doubt is raised once, and an own answer clears what it is about.
import { describe, expect, it } from 'vitest';
import type { Reads } from '../../record-keeping/reads.ts';
import { doubtsReader } from './doubts.ts';
import { isOfGround, type Raising } from './standing.ts';

const certificate = { issuer: 'did:web:laboratory.example', id: 'urn:uuid:1', digest: 'd' };

describe('isOfGround()', () => {
  const raised = { certificate, standard: 'Balance B-1' };
  const raising = (standard: string, asFound = certificate) => ({ asFound, standard }) as unknown as Raising;

  it.each(['Balance B-1', 'BALANCE  b-1 ', 'Ｂalance B-1'])('takes %j for the thing in doubt', (standard) =>
    expect(isOfGround(raised, raising(standard))).toBe(true),
  );

  it('takes another thing, or another finding, for another', () => {
    expect(isOfGround(raised, raising('Balance B-2'))).toBe(false);
    expect(isOfGround(raised, raising('Balance B-1', { ...certificate, id: 'urn:uuid:2' }))).toBe(false);
  });
});

describe('doubtsReader()', () => {
  const from = '2026-01-01';
  const paper = { ...certificate, id: 'urn:uuid:2' };
  const step = { kind: 'calibration', name: 'F1 SET', since: from, paper };
  const hit = (name: string, more: object) => ({ kind: 'calibration', name, paper, since: from, path: [], ...more });
  /** What an organisation was told, read as the record has it. */
  const known = async (hits: readonly object[]) => {
    const notice = { standard: 'E2', from, until: '2026-06-30', hits };
    const tables = [[], [{ notice, state: 'open' }]];
    const rows = () => {
      const execute = async () => tables.shift() ?? [];
      return { selectAll: () => ({ where: () => ({ execute }) }) };
    };
    const reads = { rows, findStatements: async () => [] } as unknown as Reads;
    return (await doubtsReader(async () => [])(reads, 'did:web:firm.example')).map(({ thing }) => thing);
  };

  it('leaves nothing in doubt on the way that an own answer has cleared, under any spelling', async () => {
    const cleared = hit('F1 set', { answer: { answer: 'not-affected' } });
    expect(await known([cleared, hit('balance', { path: [step] })])).toEqual(['balance']);
  });

  it('keeps in doubt what nobody has cleared, once', async () => {
    expect(await known([hit('balance', { path: [step] })])).toEqual(['balance', 'F1 SET']);
    expect(await known([hit('balance', { path: [step] }), hit('Balance', {})])).toHaveLength(2);
  });
});

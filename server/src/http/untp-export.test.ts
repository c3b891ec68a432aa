// SPDX-License-Identifier: Apache-2.0
import { digestFromSha256, parseInstant } from '@touchstone/identifiers';
import { composeBody } from '@touchstone/statements';
import { describe, expect, it } from 'vitest';
import type { JsonObject, StatementRecord } from '../record-keeping/fact.ts';
import { exportOf, faultsOfExport } from './untp-export.ts';

const BODY = 'did:web:accreditor.demonstration.example';
const ACTOR = { party: BODY, person: 'p', jurisdiction: 'CN', roles: ['accreditation-decider'] };
const NOW = '2026-11-22T12:00:00Z';
const UUID = '01930000-0000-7000-8000-000000000001';
const LINE = {
  ...{ activity: 'testing', line: 'T1', object: { description: 'vegetables' }, property: { substance: 'pb' } },
  ...{ method: { standard: 'GB 5009.12-2023' }, from: '2026-01-01' },
};
const digest = digestFromSha256(new Uint8Array(32));

function accredited(more: { from?: string; to?: string; validUntil?: string } = {}): StatementRecord {
  const { from = '2026-01-01', to = '2028-12-31', validUntil } = more;
  const subject = {
    ...{ id: 'did:web:laboratory.demonstration.example', name: 'Demonstration Laboratory', certificateNumber: 'L-1' },
    ...{ standard: 'ISO/IEC 17025:2017', from, to, scope: [LINE] },
  };
  const parts = { uuid: UUID, issuer: BODY, validFrom: '2026-01-01T00:00:00Z', subject: subject as never };
  const body = composeBody('Accreditation', { ...parts, ...(validUntil === undefined ? {} : { validUntil }) });
  return { kind: 'Accreditation', issuer: BODY, digest, body: body as JsonObject } as unknown as StatementRecord;
}
const codes = (record: StatementRecord) => faultsOfExport({ record, changes: [] }, ACTOR, NOW).map(({ code }) => code);

describe('faultsOfExport()', () => {
  it('lets out what is in force to its last day and moment, and nothing after it', () => {
    expect(codes(accredited({ to: '2026-11-22' }))).toEqual([]);
    expect(codes(accredited({ to: '2026-11-21' }))).toEqual(['NOT_IN_FORCE']);
    expect(codes(accredited({ validUntil: NOW }))).toEqual([]);
    expect(codes(accredited({ validUntil: '2026-11-22T11:59:59Z' }))).toEqual(['NOT_IN_FORCE']);
  });
});

describe('exportOf()', () => {
  const made = (record: StatementRecord, changes: Parameters<typeof exportOf>[0]['changes'] = []) =>
    exportOf({ record, changes }, { uuid: UUID, now: NOW }).body;

  it('begins when it is made, or with the first day of what it says', () => {
    expect(made(accredited())).toMatchObject({ validFrom: NOW, validUntil: '2028-12-31T16:00:00Z' });
    expect(made(accredited({ from: '2027-01-01' }))).toMatchObject({ validFrom: '2026-12-31T16:00:00Z' });
  });

  it('ends before the first planned change that takes it out of force, and at no restoration', () => {
    const change = (status: 'active' | 'suspended' | 'withdrawn', from: string) => ({
      ...{ statement: { issuer: BODY, id: `urn:uuid:${UUID}` }, status, reason: 'because' },
      ...{ from: parseInstant(from), recordedAt: parseInstant(NOW) },
    });
    const past = [change('suspended', '2026-03-01T00:00:00Z'), change('active', '2026-04-01T00:00:00Z')];
    const planned = [change('withdrawn', '2027-06-01T00:00:00Z'), change('suspended', '2027-03-01T00:00:00Z')];
    expect(made(accredited(), past)).toMatchObject({ validUntil: '2028-12-31T16:00:00Z' });
    expect(made(accredited(), [...past, ...planned])).toMatchObject({ validUntil: '2027-03-01T00:00:00Z' });
  });
});

// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { StatementRecord } from './fact.ts';
import { competenceAt } from './competence.ts';

const NOW = '2026-11-22T04:00:00Z';
const BODY = 'did:web:body.example';

function record(more: Partial<StatementRecord> & { readonly subject: object }): StatementRecord {
  const { subject, ...rest } = more;
  return {
    ...{ issuer: BODY, id: 'urn:uuid:1', digest: 'uEi1', recordedAt: '2026-01-01T00:00:00Z' },
    body: { credentialSubject: subject },
    ...rest,
  } as unknown as StatementRecord;
}

const PERIOD = { from: '2026-01-01', to: '2026-12-31' };
const attestation = record({ subject: PERIOD });

function change(status: string, more: { from?: string; issuer?: string; digest?: string } = {}): StatementRecord {
  const { from = '2026-06-01T00:00:00Z', issuer = BODY, digest = 'uEi1' } = more;
  const changes = { id: 'urn:uuid:1', issuer: BODY, digest };
  return record({ issuer, id: `urn:uuid:${status}`, subject: { changes, status, from, reason: 'because' } });
}

const inForce = (
  changes: readonly StatementRecord[],
  attestations = [attestation],
  voidings: readonly StatementRecord[] = [],
) => competenceAt({ attestations, changes, voidings }, NOW);

describe('competenceAt()', () => {
  it('knows nothing where nothing is on record', () => {
    expect(inForce([], [])).toEqual({ attested: false, inForce: false, states: [] });
  });

  it('is in force within the period, and again after a suspension has ended', () => {
    expect(inForce([])).toEqual({ attested: true, inForce: true, states: [] });
    expect(inForce([change('suspended'), change('active', { from: '2026-07-01T00:00:00Z' })]).inForce).toBe(true);
  });

  it.each(['suspended', 'withdrawn', 'revoked', 'replaced'])('is not in force once %s', (status) => {
    expect(inForce([change(status)])).toEqual({ attested: true, inForce: false, states: [status] });
  });

  it('is not in force before its first day and after its last', () => {
    expect(inForce([], [record({ subject: { from: '2026-11-23' } })]).states).toEqual(['not-yet']);
    expect(inForce([], [record({ subject: { from: '2025-01-01', to: '2026-11-21' } })]).states).toEqual(['expired']);
  });

  it('takes no change from anybody but the issuer, none about another content, and none to come', () => {
    expect(inForce([change('withdrawn', { issuer: 'did:web:rival.example' })]).inForce).toBe(true);
    expect(inForce([change('withdrawn', { digest: 'uEi2' })]).inForce).toBe(true);
    expect(inForce([change('withdrawn', { from: '2026-12-01T00:00:00Z' })]).inForce).toBe(true);
  });

  it('takes no change that its issuer took back, in those bytes', () => {
    const planned = change('withdrawn');
    const taken = (more: object, issuer = BODY) =>
      record({ issuer, subject: { changes: { id: planned.id, digest: planned.digest }, status: 'revoked', ...more } });
    const state = (voiding: StatementRecord) => inForce([planned], [attestation], [voiding]).inForce;
    expect(state(taken({}))).toBe(true);
    expect(state(taken({}, 'did:web:rival.example'))).toBe(false);
    expect(state(taken({ status: 'suspended' }))).toBe(false);
    expect(state(taken({ changes: { id: planned.id, digest: 'uEi9' } }))).toBe(false);
    expect(state(taken({ changes: { id: 'urn:uuid:9', digest: planned.digest } }))).toBe(false);
  });

  it('is in force where one of several attestations is', () => {
    const second = record({ id: 'urn:uuid:2', digest: 'uEi2', subject: PERIOD });
    expect(inForce([change('withdrawn')], [attestation, second])).toEqual({
      ...{ attested: true, inForce: true, states: ['withdrawn'] },
    });
  });
});

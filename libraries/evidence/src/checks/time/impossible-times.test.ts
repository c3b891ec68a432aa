// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { keyDraft } from '../../testing/drafts.ts';
import { cellOf, found, verdictOn, type WorldChanges, withSubject } from '../../testing/world.ts';

const reauthenticated = (reauthenticatedAt: string): WorldChanges => ({
  change: { report: withSubject({ signatory: { function: 'f', meaning: 'm', reauthenticatedAt } }) },
});

describe('recordAfterReport()', () => {
  it.each([
    ['2026-11-13T08:00:00Z', 'proved; passed:'],
    ['2026-11-13T08:00:01Z', 'unknown; failed: RECORD_AFTER_REPORT'],
  ])('holds the record of %s against the report that carries its digest', async (validFrom, expected) => {
    expect(await found('object-link', { change: { sampling: () => ({ validFrom }) } })).toBe(expected);
  });
});

describe('the time at which the signatory proved who they are', () => {
  it.each([
    ['2026-11-13T08:00:00Z', 'proved; passed:'],
    ['2026-11-13T08:00:01Z', 'unknown; failed: SIGNATORY_TIME_IMPOSSIBLE'],
    ['2026-11-12T08:00:00Z', 'proved; passed:'],
    ['2026-11-12T07:59:59Z', 'proved; passed: SIGNATORY_TIME_FAR'],
  ])('%s is held against the signature of the report', async (at, expected) => {
    expect(await found('competence', reauthenticated(at))).toBe(expected);
  });

  it('is a reservation that is seen beside the verdict where it lies far before', async () => {
    const { caveats } = cellOf(await verdictOn(reauthenticated('2020-01-01T00:00:00Z')));
    expect(caveats.map(({ code }) => code)).toEqual(['SIGNATORY_TIME_FAR']);
  });
});

describe('the time at which a registrar authorised a key', () => {
  const statedAt = (validFrom: string): WorldChanges => ({ change: { 'key of laboratory': () => ({ validFrom }) } });
  const AFTERWARDS = /^unknown; undetermined: KEY_AUTHORISED_AFTERWARDS/;

  it('may be that of the signature', async () => {
    expect(await found('document', statedAt('2026-11-13T08:00:00Z'))).toMatch(/^proved; passed:/);
  });

  it('leaves open what was signed before, whatever it says of that time', async () => {
    expect(await found('document', statedAt('2026-11-13T08:00:01Z'))).toMatch(AFTERWARDS);
  });

  const again = (from: string, status: string): WorldChanges => ({
    ...statedAt('2026-11-20T00:00:00Z'),
    more: () => [{ ...keyDraft('laboratory', { from }, `earlier ${status}`), validFrom: '2025-01-01T00:00:00Z' }],
  });
  it('is the earliest of several', async () => {
    expect(await found('document', again('2025-01-01T00:00:00Z', 'word'))).toMatch(/^proved; passed:/);
  });

  it('is no earlier for an earlier word that did not hold yet', async () => {
    expect(await found('document', again('2026-11-14T00:00:00Z', 'word of later'))).toMatch(AFTERWARDS);
  });
});

// SPDX-License-Identifier: Apache-2.0
import { parseCalendarDay, parseInstant } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import { isSameHolder } from './custody-chain.ts';
import { type ExaminedReport, examineReport, type Surroundings } from './index.ts';

describe('isSameHolder()', () => {
  it.each([
    ['SF Express', 'SF express ', true],
    ['SF Express', 'SF\u3000Express, Guangzhou hub', true],
    ['SF Express (van 7)', 'SF Express', true],
    ['顺丰', '顺丰，广州', true],
    ['did:web:s.example', 'did:web:s.example', true],
    ['SF Express', 'SF Expressway Ltd', false],
    ['SF Express', 'not SF Express', false],
    ['SF Express, Foshan', 'SF Express, Guangzhou', false],
  ])('%s and %s: %s', (one, other, expected) => {
    expect(isSameHolder(one, other)).toBe(expected);
    expect(isSameHolder(other, one)).toBe(expected);
  });
});

describe('a chain of hand-overs', () => {
  it('is whole where each gives on what it had, however it writes itself', () => {
    const samplingRecord = { id: 'urn:uuid:1', issuer: 'did:web:s.example', digest: 'uEi' };
    const sample = { sample: 'S-1', receivedAt: parseInstant('2026-11-19T01:00:00Z'), samplingRecord };
    const results = [{ result: 'R1', outcome: 'not-detected', testedOn: parseCalendarDay('2026-11-20') }];
    const report = { reportNumber: 'R-1', sample, results } as unknown as ExaminedReport;
    const broken = (to: string, from: string) => {
      const hands = [
        { at: '2026-11-18T02:00:00Z', from: 'sampler', to, sealIntact: true },
        { at: '2026-11-18T03:00:00Z', from, to: 'laboratory', sealIntact: true },
      ];
      const taken = { lot: {}, samples: [{ sample: 'S-1' }], takenAt: '2026-11-18T01:00:00Z', custody: hands };
      const sampling = { ...taken, sampler: { name: 'sampler' } } as unknown as Surroundings['sampling'];
      return examineReport(report, { offsetMinutes: 480, sampling }).map(({ code }) => code);
    };
    expect(broken('SF Express', 'SF express, Guangzhou hub')).toEqual([]);
    expect(broken('SF Express', 'a broker')).toEqual(['CUSTODY_BROKEN']);
  });
});

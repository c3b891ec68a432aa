// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { ShapeError } from '../../api/narrow.ts';
import { readDocumentChain } from './document-chain.ts';

const link = { issuer: 'CN=Laboratory', id: 'C-1', kind: 'DigitalCalibrationCertificate', title: 'C-1' };
const chain = {
  format: 'touchstone-document/1',
  document: { file: 'scale.xml', link, standing: 'sound', reasons: [] },
  proof: [{ name: 'syntax', outcome: 'passed' }],
  places: [],
};
const point = {
  ...{ quantity: 'mass', at: { value: '100', unit: 'g' }, expandedUncertainty: { value: '0.3', unit: 'mg' } },
  coverageFactor: '2',
};
const certificate = {
  certificate: {
    ...{ certificateNumber: 'C-1', laboratory: { name: 'Laboratory' }, instrument: 'B1', calibratedOn: '2026-11-20' },
    results: [point],
    references: [],
  },
  gaps: [{ code: 'NO_METHOD', grade: 'missing', at: 'usedMethods', message: 'no method is named' }],
};
const signatures = [{ level: 'B', path: ['CN=Laboratory', 'CN=Root'] }];

describe('readDocumentChain()', () => {
  it('reads a document that is no certificate as one without', () => {
    expect(readDocumentChain(chain).certificate).toBeUndefined();
  });

  it('reads what a calibration certificate says, who signed it and what it leaves open', () => {
    expect(readDocumentChain({ ...chain, certificate, signatures }).certificate).toEqual({
      ...{ laboratory: 'Laboratory', instrument: 'B1', calibratedOn: '2026-11-20', dueOn: undefined },
      points: [{ quantity: 'mass', at: '100 g', expandedUncertainty: '0.3 mg', coverageFactor: '2' }],
      paths: [['CN=Laboratory', 'CN=Root']],
      gaps: certificate.gaps,
    });
  });

  it('reads what a gate would notice of a report, with its article and cure, and what it wants', () => {
    const cure = { code: 'CURE_CORRECT_DATES', detail: 'correct' };
    const noticed = { code: 'ISSUED_BEFORE_TESTED', detail: 'early', article: 'SAMR Order 39, art. 14 (1)', cure };
    const wanting = [{ code: 'WORK_NOT_AT_HAND', detail: 'no record' }];
    const indicators = [{ rule: 'times', indicators: [noticed], wanting }];
    expect(readDocumentChain({ ...chain, indicators }).indicators).toMatchObject(indicators);
    expect(readDocumentChain(chain).indicators).toEqual([]);
    const other = [{ rule: 'weather', indicators: [], wanting }];
    expect(() => readDocumentChain({ ...chain, indicators: other })).toThrow('/indicators/0/rule');
  });

  it('reads what stands beside the links, as of when', () => {
    const reasons = [{ code: 'RECALLED', detail: 'recalled' }];
    const against = {
      ...{ on: '2026-11-22', knownAt: '2026-11-22T12:00:00Z' },
      parties: [{ of: 'subject', standing: 'open', reasons, rests: [link] }],
    };
    const places = (more: object) => [{ place: 'MO', policy: 'p', checks: [], ...more }];
    expect(readDocumentChain({ ...chain, places: places({ against }) }).places[0]?.against).toMatchObject(against);
    expect(readDocumentChain({ ...chain, places: places({}) }).places[0]?.against).toBeUndefined();
    const other = { ...against, parties: [{ of: 'neighbour', standing: 'open', reasons, rests: [] }] };
    expect(() => readDocumentChain({ ...chain, places: places({ against: other }) })).toThrow(
      '/places/0/against/parties/0/of',
    );
  });

  it('names the place where an answer differs', () => {
    const other = { ...certificate, gaps: [{ ...certificate.gaps[0], grade: 'grave' }] };
    expect(() => readDocumentChain({ ...chain, certificate: other, signatures })).toThrow(ShapeError);
    expect(() => readDocumentChain({ ...chain, certificate: other, signatures })).toThrow('/certificate/gaps/0/grade');
  });
});

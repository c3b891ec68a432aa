// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import type { PublicRound } from '@touchstone/contract';
import { describe, expect, it } from 'vitest';
import { plotsOf } from './plots.ts';
import { printReport } from './report-pdf.ts';
import { REPORT_LANGUAGES, REPORT_WORDS } from './words.ts';

const vectors = new URL('../../../libraries/metrology/vectors/iso13528.json', import.meta.url);
const { participants } = JSON.parse(readFileSync(vectors, 'utf8')).cases.find(
  (one: { id: string }) => one.id === '13528-E.4',
) as { participants: readonly { lab: string; x: number; U: number; published: { zprime: number } }[] };

const verdictOf = (z: number) => (Math.abs(z) <= 2 ? 'acceptable' : Math.abs(z) < 3 ? 'warning' : 'action');
const HG: PublicRound['measurands'][number] = {
  ...{ measurand: 'Hg', substance: 'hg', unit: 'mg/kg', decimals: 3, assignedBy: 'certified-reference-material' },
  ...{ sigmaFrom: 'relative', score: 'z-prime' },
  figures: {
    ...{ assignedValue: '0.044', standardUncertainty: '0.0041', method: 'certified-reference-material', count: 21 },
    ...{ sigmaPt: '0.0066', sigmaUsed: '0.0066', homogeneity: 's between 5 items 0 ≤ 0.00198 mg/kg' },
  },
  lines: participants.map(({ lab, x, U, published }) => ({
    ...{ code: `A7K2-${lab}`, reported: String(x), expandedUncertainty: String(U) },
    ...{ score: published.zprime.toFixed(2), verdict: verdictOf(published.zprime) },
  })),
};
const ROUND: PublicRound = {
  stream: 's',
  provider: { id: 'did:web:provider.example', name: '示范能力验证中心', demonstration: true },
  ...{ scheme: 'FEED', round: '2026-1', item: '示范饲料，含汞', state: 'published', accredited: true },
  ...{ openedOn: '2026-11-01', deadline: '2026-11-22T13:00:00Z' },
  measurands: [HG],
  treatments: [{ measurand: 'Hg', treatment: 'tell-of-uncertainty', because: 'The certificate allows no better.' }],
  report: { issuer: 'did:web:provider.example', id: 'urn:uuid:x', digest: 'uEi' },
};
const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

describe('printReport()', () => {
  it.each(REPORT_LANGUAGES)(
    'prints a round in %s, with the letters that it uses and not the whole font',
    async (language) => {
      const bytes = await printReport(ROUND, { language });
      expect(textOf(bytes)).toMatch(/^%PDF-1\.[3-7]/);
      expect(textOf(bytes)).toMatch(/\/FontFile[23]/);
      expect(textOf(bytes).match(/\/Type \/Page\b/g)?.length).toBeGreaterThanOrEqual(3);
      expect(bytes.length).toBeLessThan(400_000);
    },
  );

  it('points to the own participant, and prints the same bytes for the same round', async () => {
    const [plain, again, own] = await Promise.all([
      printReport(ROUND, { language: 'en' }),
      printReport(ROUND, { language: 'en' }),
      printReport(ROUND, { language: 'en', own: `A7K2-${participants[3]?.lab}` }),
    ]);
    expect(Buffer.compare(plain, again)).toBe(0);
    expect(Buffer.compare(plain, own)).not.toBe(0);
  });

  it('prints a round whose results are far out, all alike, or none', async () => {
    const lines = [{ code: 'X', reported: '44', score: '6000.00', verdict: 'action' as const }];
    for (const measurand of [
      { ...HG, lines },
      { ...HG, lines: [] },
      { ...HG, figures: undefined },
    ]) {
      const round = { ...ROUND, measurands: [measurand as typeof HG], treatments: [] };
      expect((await printReport(round, { language: 'pt' })).length).toBeGreaterThan(1_000);
    }
  });
});

describe('plotsOf()', () => {
  const kinds = (measurand: typeof HG) => plotsOf(measurand, REPORT_WORDS.en, undefined);

  it('draws scores, density and histogram, and leaves out what would flatten them', () => {
    expect(kinds(HG).drawings.map(({ description }) => description)).toEqual([
      'Scores in order',
      'Density of the results',
      'Results by size',
    ]);
    const far = [...(HG.lines ?? []), { code: 'Y', reported: '44', verdict: 'action' as const }];
    expect(kinds({ ...HG, lines: far }).outside).toBe(1);
  });

  it('takes the signal that was issued, which for En is another than for z', () => {
    const lines = [{ code: 'X', reported: '0.05', score: '1.20', verdict: 'action' as const }];
    const [ordered] = kinds({ ...HG, score: 'En', lines }).drawings;
    expect(ordered?.marks.some((mark) => mark.mark === 'bar' && mark.tone === 'action')).toBe(true);
  });
});

describe('the words of the report', () => {
  it('are there in every language, none empty', () => {
    for (const language of REPORT_LANGUAGES) {
      expect(Object.keys(REPORT_WORDS[language]).sort()).toEqual(Object.keys(REPORT_WORDS.en).sort());
      expect(Object.values(REPORT_WORDS[language]).every((word) => word.trim() !== '')).toBe(true);
    }
  });
});

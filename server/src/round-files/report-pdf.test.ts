// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import type { PublicRound } from '@touchstone/contract';
import { describe, expect, it } from 'vitest';
import { plotsOf } from './plots.ts';
import { printReport } from './report-pdf.ts';
import { figureLines, noteOf } from './report-text.ts';
import { pdfText } from './testing/pdf-text.ts';
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
    ...{ sigmaPt: '0.0066', sigmaUsed: '0.0066' },
    homogeneity: { items: 5, found: '0', limit: '0.00198', met: true, clause: 'B.2.2' },
    stability: { found: '0.0001', limit: '0.00198', met: true, clause: 'B.5.1' },
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

/** Everything that a round can have said in it, beside what organisations wrote themselves. */
const FULL: PublicRound = {
  ...ROUND,
  provider: { ...ROUND.provider, name: '7' },
  ...{ scheme: '8', item: '9', treatments: [{ measurand: 'Hg', treatment: 'add-drift-to-uncertainty', because: '7' }] },
  ...{ supersededBy: { report: { issuer: 'd', id: '1', digest: '1' }, because: '7', on: '2026-11-30' } },
  measurands: [
    {
      ...HG,
      figures: {
        ...{ assignedValue: '0.044', standardUncertainty: '0.0041', method: 'mean', count: 21, deviation: '0.01' },
        ...{ sigmaPt: '0.0066', sigmaUsed: '0.0070' },
        homogeneity: { items: 10, found: '2', limit: '1', met: false, clause: 'B.2.2', expandedLimit: '3' },
        stability: { found: '0.0001', limit: '0.00198', met: true, clause: '7.2.2' },
      },
      lines: [
        ...(HG.lines ?? []),
        ...(['late', 'blunder', 'censored', 'other'] as const).map((ground) => ({
          ...{ code: ground.toUpperCase(), verdict: 'not-scored' as const, review: { ground, because: '7' } },
          remarks: [
            { remark: 'scored-at-two' as const, expandedUncertainty: '0.2', coverageFactor: '1' },
            { remark: 'uncertainty-small' as const },
            { remark: 'uncertainty-large' as const },
            { remark: 'no-uncertainty' as const },
          ],
        })),
      ],
    },
  ],
};
const said = async (language: (typeof REPORT_LANGUAGES)[number]) => pdfText(await printReport(FULL, { language }));

describe('the report that is printed', () => {
  it.each(['zh-Hans', 'zh-Hant', 'pt'] as const)('has no sentence of another language in %s', async (language) => {
    const english = new Set((await said('en')).filter((line) => /[a-z]{3,}/.test(line)));
    const lines = await said(language);
    // What is the same in every language: names of codes, signed bytes and standards.
    const alike = lines.filter((line) => english.has(line) && !/^(ISO|urn|uEi|Hg|A7K2|Item$)/.test(line));
    expect(alike).toEqual([]);
    const letters = language === 'pt' ? /\p{Script=Han}/u : /[a-z]{2,} [a-z]{2,}/i;
    expect(lines.filter((line) => letters.test(line))).toEqual([]);
  });

  it('says when results were due where the provider is', async () => {
    for (const language of REPORT_LANGUAGES) {
      expect((await said(language)).join('\n')).toContain('2026-11-22 21:00 (UTC+08:00)');
    }
  });

  it('names the standard deviation by how it was computed, and counts only results that something was taken of', () => {
    const of = (method: string, more: object = {}) =>
      figureLines(
        { ...HG, ...more, figures: { ...(HG.figures as object), method, deviation: '0.1' } } as typeof HG,
        REPORT_WORDS.en,
      )
        .filter(([, value]) => value === '0.1 mg/kg' || /^\d+$/.test(value))
        .map(([name]) => name);
    expect(of('mean')).toEqual(['Results in the statistics', 'Standard deviation of the results (not robust)']);
    expect(of('q-hampel')[1]).toContain('Q method, C.5.2');
    expect(of('median-niqr')[1]).toContain('nIQR');
    expect(of('expert-laboratories')).toEqual(['Results scored', expect.stringContaining('expert laboratories')]);
    expect(of('algorithm-a')[1]).toContain('Algorithm A');
    expect(of('formulation', { sigmaFrom: 'results' })[0]).toBe('Results in the statistics');
  });

  it('prints what reports had as a sentence before', () => {
    const old = { ...HG, figures: { ...HG.figures, homogeneity: 's between 5 items 0' } } as typeof HG;
    expect(figureLines(old, REPORT_WORDS.pt)).toContainEqual(['Homogeneidade', 's between 5 items 0']);
    expect(noteOf({ code: 'X', verdict: 'not-scored', note: 'late: x' }, REPORT_WORDS.pt)).toBe('late: x');
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
      const english = Object.entries(REPORT_WORDS.en).filter(([name]) => name !== 'item');
      const alike = english.filter(([name, word]) => REPORT_WORDS[language][name as 'round'] === word);
      expect(language === 'en' ? [] : alike).toEqual([]);
      // What is put into a sentence is the same everywhere.
      const holes = (of: typeof language) =>
        english.map(([name]) => [name, REPORT_WORDS[of][name as 'round'].match(/\{\w+\}/g)?.sort()]);
      expect(holes(language)).toEqual(holes('en'));
    }
  });
});

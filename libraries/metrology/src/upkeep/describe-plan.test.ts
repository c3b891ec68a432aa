// SPDX-License-Identifier: Apache-2.0
import { parseCalendarDay, parseInstant, parsePlace } from '@touchstone/identifiers';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { writeCalendar } from './calendar.ts';
import { calendarOf, describePlan, describeReason, tabulatePlan, UPKEEP_WORDS } from './describe-plan.ts';
import { UPKEEP_LANGUAGES } from './instrument.ts';
import { parseCapabilities } from './offered-capabilities.ts';
import { placeUpkeep, planUpkeep } from './plan-upkeep.ts';
import { UPKEEP_REASONS } from './reason.ts';
import { parseInstrumentRules } from './rules.ts';
import { listed, offered, RULES_TEXT } from './upkeep-fixtures.ts';

const rules = parseInstrumentRules(RULES_TEXT);
const on = parseCalendarDay('2026-11-22');
const site = { coordinates: { latitude: 22.3, longitude: 114.17 } };
const here = { place: listed().place, coordinates: { latitude: 23.13, longitude: 113.26 } };
const plans = placeUpkeep(
  planUpkeep(
    [
      listed(),
      listed({ name: 'W-2', calibrations: [{ on, inTolerance: false }] }),
      listed({ name: 'W-3', use: 'indication', tolerance: undefined }),
    ],
    { rules, on, ratio: '1/3' },
  ),
  [offered('A', '0.01', { sites: [site] }), offered('B', '0.01', { sites: [{ place: here.place }] })],
  { from: () => here, limit: 5 },
);

describe('the words of a plan', () => {
  const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([found]) => found).sort();
  it.each(UPKEEP_LANGUAGES)('in %s fill in what English does, in every sentence', (language) => {
    const [words, english] = [UPKEEP_WORDS[language], UPKEEP_WORDS.en];
    for (const code of UPKEEP_REASONS)
      expect([code, placeholders(words.reasons[code])]).toEqual([code, placeholders(english.reasons[code])]);
    for (const group of ['actions', 'uses', 'methods', 'states', 'labels'] as const) {
      expect(Object.keys(words[group])).toEqual(Object.keys(english[group]));
      expect(Object.values(words[group]).map(placeholders)).toEqual(Object.values(english[group]).map(placeholders));
    }
  });

  it.each(UPKEEP_LANGUAGES)('in %s leave no brace open in a plan', (language) => {
    const { headings, rows } = tabulatePlan(plans, language);
    expect(rows.map((row) => row.length)).toEqual([headings.length, headings.length, headings.length]);
    expect(JSON.stringify(rows)).not.toMatch(/[{}]/);
  });
});

describe('describeReason()', () => {
  it('says the quantity in the reader’s language, and one without a word as it is', () => {
    const said = (language: 'en' | 'pt' | 'zh-Hans', quantity: string) =>
      describeReason({ code: 'NO_LABORATORY', values: { quantity } }, language);
    expect(said('pt', 'pressure')).toContain('para pressão');
    expect(said('zh-Hans', 'relative humidity')).toContain('相对湿度');
    expect(said('pt', 'luminance')).toContain('luminance');
    expect(said('en', 'pressure')).toContain('pressure');
  });

  it.each(UPKEEP_LANGUAGES.filter((language) => language !== 'en'))(
    'has a word in %s for each quantity of the rules',
    (language) => {
      const file = new URL('../../../../reference-data/instruments/rules.json', import.meta.url);
      const { kinds } = parseInstrumentRules(JSON.parse(readFileSync(file, 'utf8')));
      const known = Object.keys(UPKEEP_WORDS[language].quantities);
      expect(kinds.map(({ quantity }) => quantity).filter((quantity) => !known.includes(quantity))).toEqual([]);
    },
  );
});

describe('describePlan()', () => {
  it('says what a table shows', () => {
    const [first, second, third] = plans.map((plan) => describePlan(plan, 'en'));
    expect(first).toMatchObject({ interval: '18 months', target: '0.1 g', dueOn: '2027-07-09', state: 'in-order' });
    expect(first?.where).toEqual([
      'B, U = 0.01 g, same place, C-B',
      expect.stringMatching(/^A, U = 0.01 g, 1\d\d km, C-A$/),
    ]);
    expect(second?.interval).toMatch(/^\d+ days$/);
    expect(third).toMatchObject({ interval: '', target: '', action: 'none', where: [] });
    expect(third).not.toHaveProperty('dueOn');
  });

  it('says of two laboratories of one name where each is', () => {
    const offers = (['HK', 'MO'] as const).map((place) =>
      offered('Metrology Ltd', '0.01', { certificateNumber: `C-${place}`, sites: [{ place: parsePlace(place) }] }),
    );
    const [plan] = placeUpkeep(planUpkeep([listed()], { rules, on, ratio: '1/3' }), offers, {
      from: () => ({}),
      limit: 5,
    });
    expect(plan === undefined ? [] : describePlan(plan, 'pt').where).toEqual([
      'Metrology Ltd (HK), U = 0.01 g, C-HK',
      'Metrology Ltd (MO), U = 0.01 g, C-MO',
    ]);
  });

  it('names the use in the words of the language, and leaves what is not given as it is', () => {
    const reason = { code: 'CALIBRATE_DECIDES', values: { use: 'trade' } } as const;
    expect(describeReason(reason, 'zh-Hans')).toContain('贸易结算');
    expect(describeReason({ code: 'CALIBRATE_DECIDES', values: {} }, 'en')).toContain('{use}');
  });
});

describe('writeCalendar()', () => {
  const stamp = parseInstant('2026-11-22T08:00:00.123Z');
  const read = (text: string) => text.replaceAll('\r\n ', '').split('\r\n');

  it('has one event for each day, with its alarm', () => {
    const text = writeCalendar(calendarOf(plans, 'zh-Hans'), { stamp, name: 'x' });
    const lines = read(text);
    expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(2);
    expect(lines).toContain('DTSTART;VALUE=DATE:20270709');
    expect(lines).toContain('DTEND;VALUE=DATE:20270710');
    expect(lines).toContain('DTSTAMP:20261122T080000Z');
    expect(lines).toContain('TRIGGER:-P30D');
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
  });

  it('gives the last day of the calendar no end, as there is no day after it', () => {
    const lines = read(
      writeCalendar([{ uid: 'u', day: parseCalendarDay('9999-12-31'), summary: 's', description: '' }], {
        ...{ stamp, name: 'n' },
      }),
    );
    expect(lines).toContain('DTSTART;VALUE=DATE:99991231');
    expect(lines.filter((line) => line.startsWith('DTEND'))).toEqual([]);
  });

  it('escapes and folds any text, so that unfolded and unescaped it is there again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200, size: 'max' }), (given) => {
        const summary = given.replaceAll(/[\p{Cc}\u2028\u2029]/gu, '').toWellFormed();
        const text = writeCalendar([{ uid: 'u', day: on, summary, description: '' }], { stamp, name: 'n' });
        for (const line of text.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
        const found = read(text).find((line) => line.startsWith('SUMMARY:')) ?? '';
        expect(found.slice('SUMMARY:'.length).replaceAll(/\\([\\;,])/g, '$1')).toBe(summary);
      }),
    );
  });

  it('lets no text begin a line of its own', () => {
    const hostile = 'a\r\nEND:VEVENT\nb\u0000c';
    const lines = read(
      writeCalendar([{ uid: 'u', day: on, summary: hostile, description: hostile }], { stamp, name: hostile }),
    );
    expect(lines.filter((line) => line === 'END:VEVENT')).toHaveLength(1);
    expect(lines).toContain('SUMMARY:a\\nEND:VEVENT\\nb c');
  });
});

describe('parseInstrumentRules()', () => {
  const [kind] = RULES_TEXT.kinds;
  const [regime] = RULES_TEXT.regimes;
  const [entry] = regime?.compulsory ?? [];
  const withKind = (different: object) => ({ ...RULES_TEXT, kinds: [{ ...kind, ...different }] });
  const withRegime = (different: object) => ({ ...RULES_TEXT, regimes: [{ ...regime, ...different }] });
  it.each([
    ['no object', null],
    ['a list', []],
    ['another format', { ...RULES_TEXT, format: 'x' }],
    ['no list of kinds', { ...RULES_TEXT, kinds: {} }],
    ['a kind without an id', withKind({ id: ' ' })],
    ['a name that is no text', withKind({ names: { ...kind?.names, pt: [1] } })],
    ['an interval of half a month', withKind({ firstIntervalMonths: 0.5 })],
    ['an interval of 0', withKind({ firstIntervalMonths: 0 })],
    ['an interval of a lifetime', withKind({ firstIntervalMonths: 241 })],
    ['a certainty that is none', withRegime({ certainty: 'sure' })],
    ['a field that is no use', withRegime({ fields: ['fun'] })],
    ['an entry of an unknown kind', withRegime({ compulsory: [{ ...entry, kind: 'x' }] })],
    ['a periodic entry without months', withRegime({ compulsory: [{ ...entry, months: undefined }] })],
  ])('refuses %s', (_, given) => {
    expect(() => parseInstrumentRules(given)).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
  });
});

describe('parseCapabilities()', () => {
  const over = { form: 'linear', constant: { value: '0.01', unit: 'g' }, proportional: '0.000001' };
  const { capability, ...named } = offered('A', '0.01', { sites: [{ place: here.place }, here] });
  const line = { ...named, capability: { ...capability, uncertaintyOver: over } };
  const file = (different: object) => ({
    format: 'touchstone-capabilities/1',
    capabilities: [{ ...line, ...different }],
  });
  const able = (different: object) => file({ capability: { ...capability, ...different } });

  it('reads lines with their sites, by number or by line', () => {
    expect(parseCapabilities(file({}))).toEqual([line]);
    expect(parseCapabilities(able({}))).toEqual([{ ...named, capability }]);
  });

  it.each([
    ['another format', { ...file({}), format: 'x' }],
    ['too many lines', { ...file({}), capabilities: Array(100_001) }],
    ['a number that is none', able({ smallestExpandedUncertainty: { value: '1e400', unit: 'g' } })],
    ['a unit that is none', able({ smallestExpandedUncertainty: { value: '1', unit: 'gg' } })],
    ['another form', able({ uncertaintyOver: { ...over, form: 'table' } })],
    ['nowhere', file({ sites: [{ ...here, coordinates: { latitude: 91, longitude: 0 } }] })],
    ['a latitude in text', file({ sites: [{ ...here, coordinates: { latitude: '9', longitude: 0 } }] })],
  ])('refuses %s', (_, given) => {
    expect(() => parseCapabilities(given)).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
  });
});

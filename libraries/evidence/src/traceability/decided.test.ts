// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { linesOf, trace } from '../testing/traced-lines.ts';
import { change, changed, day, type Entries, type Entry, ROOTS, recordOf, soundEntries } from '../testing/traced.ts';
import { decisionAbout } from './decided.ts';
import { askRecord } from './gather-trace.ts';
import { runOutOn } from './run-out.ts';

const placed = (place = 'CN-GD') => {
  const sound = soundEntries();
  const { subject } = sound.balance as Entry;
  const laboratory = { ...(subject.laboratory as object), place };
  return changed(sound, 'balance', { laboratory });
};

/** A decision about the certificate of the balance, of after it was used. */
const decision = (more: object = {}, issuer = 'authority'): Entry => ({
  kind: 'ReportDefect',
  issuer,
  subject: {
    ...{ id: 'urn:test:decision', report: 'ref:balance', kind: 'false', place: 'CN', reason: 'nobody calibrated' },
    ...{ legalBasis: { instrument: 'Test rule', certainty: 'read' }, decidedOn: '2026-11-20T02:00:00Z', ...more },
  },
});
const decided = (more?: object, issuer?: string): Entries => ({ ...placed(), decision: decision(more, issuer) });

type Question<T> = (...given: Parameters<typeof decisionAbout>) => T;

async function ask<T>(entries: Entries, question: Question<T>): Promise<T | undefined> {
  const { find, reference } = recordOf(entries);
  const { issuer, id } = reference('balance');
  return askRecord({ find, roots: ROOTS }, (around) => {
    const paper = around.papers.identified(issuer, id);
    return paper === undefined ? undefined : question(paper, around);
  });
}
const found = (entries: Entries) => ask(entries, decisionAbout);

describe('decisionAbout()', () => {
  it('is what the authority of the place decided, the graver of several', async () => {
    expect(await found(placed())).toBeUndefined();
    expect(await found(decided())).toEqual({ decided: 'false', on: '2026-11-20' });
    const lighter = decision({ id: 'urn:test:lighter', kind: 'inaccurate', decidedOn: '2026-11-18T02:00:00Z' });
    expect(await found({ ...placed(), lighter })).toEqual({ decided: 'inaccurate', on: '2026-11-18' });
    expect(await found({ ...decided(), lighter })).toEqual({ decided: 'false', on: '2026-11-20' });
  });

  it('is nobody else’s: of who is no authority, of another place, or about other bytes', async () => {
    expect(await found(decided({}, 'calibrator'))).toBeUndefined();
    expect(await found(decided({ place: 'HK' }))).toBeUndefined();
    expect(await found(decided({ place: 'CN-BJ' }))).toBeUndefined();
    expect(await found(decided({ report: 'ref:lead' }))).toBeUndefined();
  });

  it('is heard of the place where others attest that its maker works, whatever place it states', async () => {
    const elsewhere = placed('MO');
    expect(await found({ ...elsewhere, decision: decision() })).toBeUndefined();
    const premises = [{ place: 'CN-GD', coordinates: { latitude: '23.1', longitude: '113.3' } }];
    const attested = changed(elsewhere, 'calibrator', { premises });
    expect(await found({ ...attested, decision: decision() })).toMatchObject({ decided: 'false' });
  });

  it('counts as its own statement says: not where it was taken back, or suspended by an appeal', async () => {
    const back = (status: string) => ({ ...decided(), back: change('decision', 'authority', { status }) });
    expect(await found(back('withdrawn'))).toBeUndefined();
    expect(await found(back('suspended'))).toBeUndefined();
    expect(
      await found({ ...decided(), back: change('decision', 'calibrator', { status: 'withdrawn' }) }),
    ).toBeDefined();
  });
});

describe('a chain by a certificate that was decided to be false', () => {
  it('is broken there, on days before the decision too', async () => {
    const lines = linesOf(await trace(decided()));
    expect(lines).toContain('R-1 > balance B1: broken PAPER_DECIDED');
    const mended = { ...decided(), back: change('decision', 'authority', { status: 'withdrawn' }) };
    expect(linesOf(await trace(mended))).toEqual(linesOf(await trace(placed())));
  });

  it('tells that nothing holds its thing any more, and since when', async () => {
    const over = (on: string) => ask(decided(), (paper, around) => runOutOn(paper, day(on), around));
    const ended = { status: 'decided-false', on: '2026-11-20' };
    expect(await over('2026-11-22')).toEqual({ until: '2026-11-19', days: 3, ended });
    // Asked of a day before it, by what is known now.
    expect(await over('2026-11-01')).toMatchObject({ until: '2026-10-31', ended });
    expect(await ask(placed(), (paper, around) => runOutOn(paper, day('2026-11-22'), around))).toBeUndefined();
  });
});

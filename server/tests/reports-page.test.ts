// SPDX-License-Identifier: Apache-2.0
// A laboratory without a program of its own: a report is drafted on its page, proposed with the reasons that the gate asks
// for, signed by another person, and what the list of instruments says otherwise since is shown where it was signed.
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import {
  accreditCalibration,
  calibratedElsewhere,
  calibrationOf,
  issueCertificate,
  takeInInstrument,
} from './metrology-in-use.ts';
import { DESK, faultsOf, overflow, PHONE, signIn } from './page-looks.ts';
import { pagesOver, WITH_PAGES } from './page-node.ts';
import { authoriseBoth, REASONS, testWork } from './registers-in-use.ts';
import { openTestNode, PASSWORD, type TestNode } from './test-node.ts';

const PICTURES = process.env.TOUCHSTONE_TEST_PICTURES;
const HEAD = {
  ...{ number: 'R-PAGE', laboratoryName: 'Demonstration Food Laboratory', sample: 'S-1', food: 'wolfberry-leaf' },
  ...{ description: 'wolfberry leaf', receivedAt: '2026-11-19T09:00' },
};
const LEAD = {
  ...{ result: 'R1', substance: 'pb', value: '0,10', unit: 'mg/kg', uncertainty: '0,02', loq: '0,01' },
  ...{ method: 'GB 5009.12-2023', basis: 'as sold', testedOn: '2026-11-20', instruments: 'B-late' },
};

let balance: string;
const pages = pagesOver(async () => {
  const node = await openTestNode(WITH_PAGES);
  await authoriseBoth(node);
  balance = await listed(node, 'B-late');
  return node;
});

async function listed(node: TestNode, name: string): Promise<string> {
  const stream = await takeInInstrument(node, name);
  await happen(
    node,
    stream,
    await calibratedElsewhere(node, { instrument: name, on: '2026-01-10', dueOn: '2027-01-09' }),
  );
  return stream;
}
const happen = (node: TestNode, stream: string, event: object) =>
  node.act('tester', `/api/instruments/${stream}/events`, event);

async function open(login: string, path = '/issue-gate', locale = 'en-GB', viewport = DESK): Promise<Page> {
  const page = await pages.visits.open(`${pages.url}${path}`, viewport, locale);
  await signIn(page, login);
  return page;
}
const shoot = async (page: Page, name: string) => {
  if (PICTURES !== undefined) await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
};
async function fill(form: Locator, fields: Readonly<Record<string, string>>, prefix = ''): Promise<void> {
  for (const [name, value] of Object.entries(fields)) await form.locator(`input[name="${prefix}${name}"]`).fill(value);
}
const unfold = (page: Page, name: string) => page.locator(`[data-folded=${name}] summary`).click();
const cases = async (state: string) =>
  (
    await pages.node.get<{ items: { stream: string; number: string }[] }>(
      'tester',
      `/api/laboratory-cases?kind=TestReport&state=${state}`,
    )
  ).items;

describe('a report', () => {
  it('is drafted on the page, and mended there without losing what only programs write', async () => {
    const page = await open('tester');
    await page.locator('#drafts').waitFor();
    await unfold(page, 'report');
    const form = page.locator('form[data-form=report]');
    await fill(form, HEAD);
    await fill(form, LEAD, 'result-');
    await form.getByRole('button', { name: 'Add a result' }).click();
    const second = form.locator('[data-result="2"]');
    await second.locator('select').first().selectOption('below-loq');
    await fill(second, { result: 'R2', substance: 'cd', loq: '0.005', method: 'GB 5009.15-2023' }, 'result-');
    expect(await faultsOf(page)).toEqual([]);
    await shoot(page, 'report-en-form');
    await form.locator('button[type=submit]').click();
    await page.getByRole('link', { name: 'R-PAGE' }).click();
    await page.locator('[data-gate=red]').waitFor();
    const [drafted] = await cases('draft');
    const url = `/api/laboratory-cases/${drafted?.stream}`;
    const read = async () => (await pages.node.get<{ draft: { results: object[] } }>('tester', url)).draft;
    const before = await read();
    expect(before).toMatchObject({
      ...{ reportNumber: 'R-PAGE', language: 'en', laboratory: { place: 'CN-GD' } },
      sample: { sample: 'S-1', receivedAt: expect.stringContaining('2026-11-19T') },
      results: [
        {
          ...{
            outcome: 'quantified',
            quantity: { value: '0.10', unit: 'mg/kg' },
            instruments: [{ instrument: 'B-late' }],
          },
          expandedUncertainty: { value: '0.02', unit: 'mg/kg', coverageFactor: '2' },
          limitOfQuantification: { value: '0.01', unit: 'mg/kg' },
        },
        { outcome: 'below-loq', limitOfQuantification: { value: '0.005', unit: 'mg/kg' }, testedOn: '2026-11-20' },
      ],
    });
    // A program adds what the form does not have.
    const [first] = before.results;
    const subject = {
      ...before,
      client: { name: 'A client' },
      results: [{ ...first, method: { standard: 'GB 5009.12-2023', deviation: 'dried' } }],
    };
    await pages.node.act('tester', `/api/report-cases/${drafted?.stream}/drafts`, {
      ...{ document: { kind: 'TestReport', subject }, visibility: 'private' },
    });
    await page.reload();
    await unfold(page, 'amend');
    const mended = page.locator('form[data-form=report]');
    await fill(mended, { value: '0.11' }, 'result-');
    await mended.locator('button[type=submit]').click();
    await expect.poll(read).toMatchObject({
      client: { name: 'A client' },
      results: [{ quantity: { value: '0.11' }, method: { standard: 'GB 5009.12-2023', deviation: 'dried' } }],
    });
    // Red marks are cured before anybody is asked for reasons.
    await page.reload();
    await unfold(page, 'propose');
    await page.locator('[data-testid=blocked]').waitFor();
  });

  it('is proposed with the reasons that the gate asks for, in the words of the reader', async () => {
    const [drafted] = await cases('draft');
    const done = { from: '2026-11-20T01:00:00Z', to: '2026-11-20T03:00:00Z' };
    await pages.node.act('tester', `/api/report-cases/${drafted?.stream}/work`, testWork('R1', done));
    const page = await open('tester', `/issue-gate#draft=${drafted?.stream}`, 'pt-PT', PHONE);
    await page.locator('[data-gate=amber]').waitFor();
    await unfold(page, 'propose');
    const form = page.locator('form[data-form=propose]');
    await form.waitFor();
    const labels = (await form.locator('label').allTextContents()).join('\n');
    expect(labels).toContain('(METHOD_NOT_KNOWN)');
    expect(labels).not.toMatch(/: [A-Z_]+ \(/);
    const fields = form.locator('input');
    for (let at = 0; at < (await fields.count()); at += 1) {
      const code = ((await fields.nth(at).getAttribute('name')) ?? '').replace('reason-', '');
      await fields.nth(at).fill((REASONS as Record<string, string>)[code] ?? 'a demonstration');
    }
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await shoot(page, 'report-pt-phone-propose');
    await form.locator('button[type=submit]').click();
    await page.locator('[data-waiting=issue]').waitFor();
    expect(await page.locator('[data-testid=another-decides]').count()).toBe(1);
    expect(await cases('proposed')).toMatchObject([{ number: 'R-PAGE' }]);
  });

  it('is shown whole to another person, who signs it', async () => {
    const page = await open('signatory', '/issue-gate', 'zh-CN');
    await page.locator('#drafts').waitFor();
    await page.locator('#drafts').locator('xpath=ancestor::section').locator('select').selectOption('proposed');
    await page.getByRole('link', { name: 'R-PAGE' }).click();
    const waiting = page.locator('[data-waiting=issue]');
    await waiting.waitFor();
    const seen = (await waiting.textContent()) ?? '';
    for (const part of ['R-PAGE', 'S-1: wolfberry leaf', '0.11 mg/kg ± 0.02 mg/kg', 'GB 5009.12-2023', '没有公告说明'])
      expect(seen).toContain(part);
    expect(await faultsOf(page)).toEqual([]);
    await shoot(page, 'report-zh-sign');
    await waiting.locator('input[type=password]').fill(PASSWORD);
    await waiting.locator('button[type=submit]').click();
    await page.locator('[data-status=in-force]').waitFor();
    expect(await page.locator('[data-since-signed]').getAttribute('data-since-signed')).toBe('0');
    expect(await cases('signed')).toMatchObject([{ number: 'R-PAGE' }]);
  });
});

describe('what the list of instruments says otherwise since', () => {
  it.each([
    ['en-GB', 'signed when the list said'],
    ['zh-CN', '清单现记“送外”'],
    ['zh-HK', '清單'],
    ['pt-PT', 'a lista diz agora'],
  ])('is shown where the report was signed, in %s', async (locale, words) => {
    if (locale === 'en-GB') {
      pages.node.testClock.advance(3_600);
      await happen(pages.node, balance, { event: 'sent-away', on: '2026-11-18', for: 'repair' });
      await pages.node.recordKeeping.settle();
    }
    const [signed] = await cases('signed');
    const page = await open('signatory', `/issue-gate#draft=${signed?.stream}`, locale);
    const mark = page.locator('[data-since-signed="1"] [data-indicator=INSTRUMENT_HISTORY_CHANGED]');
    await mark.waitFor();
    expect(await mark.textContent()).toContain(words);
    expect(await mark.textContent()).toContain('7.5.2');
    expect(await faultsOf(page)).toEqual([]);
    await shoot(page, `report-since-${locale}`);
  });

  it('is shown to an inspector among what was noticed', async () => {
    const page = await open('inspector', '/indicators');
    await page.locator('[data-paper=R-PAGE] [data-indicator=INSTRUMENT_HISTORY_CHANGED]').waitFor();
  });

  it('is compared for a certificate of calibration on its desk', async () => {
    const { node } = pages;
    await accreditCalibration(node);
    const weight = await listed(node, 'F1 weight');
    const certificate = { instrument: 'B-9', certificateNumber: 'C-SINCE', references: [{ standard: 'F1 weight' }] };
    await issueCertificate(node, calibrationOf(certificate));
    const page = await open('signatory', '/calibrations', 'pt-PT', PHONE);
    const since = page.locator('[data-since=C-SINCE]');
    await since.locator('button').click();
    await since.locator('[data-since-signed="0"]').waitFor();
    node.testClock.advance(3_600);
    const other = { instrument: 'F1 weight', on: '2026-01-10', dueOn: '2026-10-09' };
    await happen(node, weight, await calibratedElsewhere(node, other));
    await since.locator('button').click();
    await since.locator('[data-since-signed="1"] [data-indicator=INSTRUMENT_HISTORY_CHANGED]').waitFor();
    expect(await overflow(page)).toBeLessThanOrEqual(0);
  });
});

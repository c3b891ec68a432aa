// SPDX-License-Identifier: Apache-2.0
// A calibration is proposed on its page, with what was found before the adjustment; another person sees all of it and
// signs; and from what was found a doubt is raised in one step.
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { accreditCalibration, calibrationOf, issueCertificate } from './metrology-in-use.ts';
import { DESK, faultsOf, overflow, signIn, TEST_DAY, type Visits, visitsOf } from './page-looks.ts';
import { openBrowser } from './real-browser.ts';
import { openTestNode, PASSWORD, type TestNode } from './test-node.ts';

const PHONE = { width: 390, height: 800 };
const PICTURES = process.env.TOUCHSTONE_TEST_PICTURES;
const HEAD = {
  ...{ number: 'C-PAGE', laboratoryName: 'Demonstration Food Laboratory', place: 'HK', instrument: 'F1 weight' },
  ...{ manufacturer: 'Maker', model: 'F1-100', serial: '7', method: 'CAL 1-2026' },
  ...{ calibratedOn: '2026-11-20', dueOn: '2027-11-19' },
};
const POINT = {
  ...{ quantity: 'mass', at: '100', unit: 'g', uncertainty: '0,3', uncertaintyUnit: 'mg', factor: '2' },
} as const;

let node: TestNode;
let url: string;
let browser: Browser;
let visits: Visits;

beforeAll(async () => {
  const portalDirectory = join(import.meta.dirname, '..', '..', 'portal', 'dist');
  [node, browser] = await Promise.all([openTestNode({ portalDirectory }), openBrowser()]);
  await node.app.listen({ host: '127.0.0.1', port: 0 });
  url = `http://127.0.0.1:${(node.app.server.address() as AddressInfo).port}`;
  await accreditCalibration(node);
  const issue = (more: object) => issueCertificate(node, calibrationOf(more), 'private');
  await issue({ instrument: 'E2 weight', certificateNumber: 'C-E2', calibratedOn: '2026-09-01' });
  await issue({ instrument: 'F1 weight', certificateNumber: 'C-GOOD', calibratedOn: '2026-10-01' });
  visits = visitsOf(browser, TEST_DAY);
});
afterAll(async () => {
  await browser?.close();
  await node?.end();
});
afterEach(async () => {
  await visits.close();
  expect(visits.complaints).toEqual([]);
});

async function open(login: string, locale = 'en-GB', viewport = DESK): Promise<Page> {
  const page = await visits.open(`${url}/calibrations`, viewport, locale);
  await signIn(page, login);
  return page;
}
const shoot = async (page: Page, name: string) => {
  if (PICTURES !== undefined) await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
};
async function openForm(page: Page): Promise<Locator> {
  await page.locator('[data-folded=calibration] summary').click();
  const form = page.locator('form[data-form=calibration]');
  await form.waitFor();
  return form;
}
async function fill(form: Locator, fields: Readonly<Record<string, string>>, prefix = ''): Promise<void> {
  for (const [name, value] of Object.entries(fields)) await form.locator(`input[name="${prefix}${name}"]`).fill(value);
}
const faultBeside = (form: Locator, field: string) =>
  form.locator(`input[name="point-${field}"] + [data-fault]`).getAttribute('data-fault', { timeout: 2_000 });
const waiting = () => node.get<{ items: { number: string }[] }>('signatory', '/api/calibration-cases');

describe('the desk of calibrations', () => {
  it('tells beside the field what cannot be, while it is typed', async () => {
    const page = await open('tester', 'zh-CN', PHONE);
    const form = await openForm(page);
    await fill(form, { ...POINT, unit: 'mm' }, 'point-');
    expect(await faultBeside(form, 'unit')).toBe('other-dimension');
    expect(await form.locator('input[name="point-unit"] + p').textContent()).toContain('质量');
    await fill(form, { unit: 'g', uncertaintyUnit: 's', factor: '0', at: 'hundred' }, 'point-');
    expect(await faultBeside(form, 'uncertaintyUnit')).toBe('other-unit');
    expect(await faultBeside(form, 'factor')).toBe('bad-factor');
    expect(await faultBeside(form, 'at')).toBe('no-number');
    await fill(form, POINT, 'point-');
    expect(await form.locator('[data-fault]').count()).toBe(0);
    await form.locator('fieldset[data-point] select').selectOption('error');
    await fill(form, { error: '200', foundUnit: 'g', foundUncertainty: '-2', foundUncertaintyUnit: 'mg' }, 'point-');
    expect(await faultBeside(form, 'error')).toBe('too-large');
    expect(await faultBeside(form, 'foundUncertainty')).toBe('below-zero');
    await fill(form, { error: '20', foundUnit: 'mm', foundUncertainty: '2' }, 'point-');
    expect(await faultBeside(form, 'foundUnit')).toBe('other-dimension');
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await shoot(page, 'calibrations-zh-phone-faults');
  });

  it('submits it with what was found, worked out of two values, and asks for the reasons that the gate wants', async () => {
    const page = await open('tester');
    const form = await openForm(page);
    await fill(form, HEAD);
    await fill(form, POINT, 'point-');
    await form.locator('fieldset[data-point] select').selectOption('value');
    await fill(form, { found: '100.020', relied: '100.000', foundUncertainty: '2', foundFactor: '2' }, 'point-');
    expect(await form.locator('[data-shift]').getAttribute('data-shift')).toBe('0.020');
    await fill(form, { 'reference-standard': 'E2 weight' });
    await form.locator('fieldset[data-reference] button').first().click();
    await form.locator('fieldset[data-reference] select').selectOption({ label: 'C-E2 (2026-09-01)' });
    const step = form.locator('fieldset[data-step]');
    const texts = step.locator('input:not([type])').or(step.locator('input[type=text]'));
    await texts.nth(0).fill('weighing');
    await texts.nth(1).fill('room 2');
    await step.locator('input[type=datetime-local]').nth(0).fill('2026-11-20T09:00');
    await step.locator('input[type=datetime-local]').nth(1).fill('2026-11-20T11:00');
    await step.locator('input[type=checkbox]').nth(1).check();
    await step.getByRole('button', { name: 'Add a condition of the room' }).click();
    const condition = step.locator('[data-condition] input');
    for (const [at, value] of ['temperature', 'Cel', '22', '18', '25'].entries()) await condition.nth(at).fill(value);
    const raw = { name: 'run.csv', mimeType: 'text/csv', buffer: Buffer.from('100.0200, 100.0201') };
    await step.locator('input[type=file]').setInputFiles(raw);
    await step.getByText('run.csv').waitFor();
    expect(await form.locator('[data-fault]').count()).toBe(0);
    const send = form.locator('button[type=submit]');
    await send.click();
    const reason = form.locator('input[name=reason-METHOD_NOT_KNOWN]');
    await reason.waitFor();
    // The mark in words, with what it is about; its code stands behind.
    const label = await reason.locator('xpath=ancestor::label').textContent();
    expect(label).toMatch(/CAL 1-2026.*\(METHOD_NOT_KNOWN\)/);
    visits.complaints = visits.complaints.filter((one) => !one.includes('status of 409'));
    expect((await waiting()).items).toEqual([]);
    await reason.fill('a method of the laboratory itself');
    await shoot(page, 'calibrations-en-form');
    expect(await faultsOf(page)).toEqual([]);
    await send.click();
    await page.locator('[data-waiting=issue]').waitFor();
    expect(await page.locator('[data-testid=another-decides]').count()).toBe(1);
    expect((await waiting()).items).toMatchObject([{ number: 'C-PAGE', thing: 'F1 weight', action: 'issue' }]);
  });

  it('shows another person all of it on a phone in Portuguese, who signs it; a doubt from it is one step away', async () => {
    const page = await open('signatory', 'pt-PT', PHONE);
    const proposal = page.locator('[data-waiting=issue]');
    await proposal.waitFor();
    const seen = (await proposal.textContent()) ?? '';
    for (const part of ['C-PAGE', 'F1 weight', 'Maker · F1-100 · 7', '0.020 g', '2 mg', 'E2 weight', 'room 2', 'massa'])
      expect(seen).toContain(part);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await shoot(page, 'calibrations-pt-phone');
    await proposal.locator('input[type=password]').fill(PASSWORD);
    await proposal.locator('button[type=submit]').click();
    const raise = page.locator('[data-raise=C-PAGE]');
    await raise.waitFor();
    // Of the one before nothing was found, and nothing can be raised.
    expect(await page.locator('[data-raise]').count()).toBe(1);
    await raise.click();
    const form = page.locator('form[data-form=impact-raise]');
    await form.locator('[data-judged=off]').waitFor();
    const picked = await form
      .locator('select')
      .evaluateAll((all) =>
        all.map(
          (one) => (one as unknown as { selectedOptions: { textContent: string }[] }).selectedOptions[0]?.textContent,
        ),
      );
    expect(picked).toEqual(['F1 weight', 'C-PAGE (2026-11-20)', 'C-GOOD (2026-10-01)']);
    await shoot(page, 'calibrations-pt-raise');
  });

  it.each(['zh-HK', 'zh-CN', 'pt-PT'])('breaks no rule of axe-core in %s', async (locale) => {
    const page = await open('tester', locale);
    await page.locator('[data-raise=C-PAGE]').waitFor();
    const form = await openForm(page);
    await form.locator('fieldset[data-point] select').selectOption('value');
    await shoot(page, `calibrations-${locale}`);
    expect(await faultsOf(page)).toEqual([]);
  });

  it('is no desk of who calibrates nothing', async () => {
    const page = await open('declarant');
    await page.locator('[data-testid=no-calibrator]').waitFor();
    expect(await page.locator('[data-folded=calibration]').count()).toBe(0);
  });
});

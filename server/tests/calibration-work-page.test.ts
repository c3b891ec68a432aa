// SPDX-License-Identifier: Apache-2.0
// Two technicians write down their own steps of one calibration; whoever proposes the certificate picks both records; the one who
// signs sees whose step is whose.
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { accreditCalibration } from './metrology-in-use.ts';
import { DESK, faultsOf, overflow, signIn, TEST_DAY, type Visits, visitsOf } from './page-looks.ts';
import { openBrowser } from './real-browser.ts';
import { authorise, authoriseBoth } from './registers-in-use.ts';
import { openTestNode, type TestNode } from './test-node.ts';

const PHONE = { width: 390, height: 800 };
const THING = 'shared balance';
const HEAD = {
  ...{ number: 'C-SHARED', laboratoryName: 'Demonstration Food Laboratory', place: 'HK', instrument: THING },
  ...{ method: 'CAL 1-2026', calibratedOn: '2026-11-20', dueOn: '2027-11-19' },
  ...{ 'point-quantity': 'mass', 'point-at': '100', 'point-unit': 'g', 'point-uncertainty': '0.3' },
  ...{ 'point-uncertaintyUnit': 'mg', 'point-factor': '2' },
};

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
  await authoriseBoth(node);
  await authorise(node, { person: 'person-secondTester' });
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
async function unfold(page: Page, name: string): Promise<Locator> {
  await page.locator(`[data-folded=${name}] summary`).first().click();
  const form = page.locator(`form[data-form=${name}]`);
  await form.waitFor();
  return form;
}
async function fillStep(form: Locator, what: string, from: string, to: string): Promise<void> {
  const step = form.locator('fieldset[data-step]');
  const texts = step.locator('input:not([type])').or(step.locator('input[type=text]'));
  await texts.nth(0).fill(what);
  await texts.nth(1).fill('room 2');
  await step.locator('input[type=datetime-local]').nth(0).fill(`2026-11-20T${from}`);
  await step.locator('input[type=datetime-local]').nth(1).fill(`2026-11-20T${to}`);
  const buffer = Buffer.from(what);
  await step.locator('input[type=file]').setInputFiles({ name: `${what}.csv`, mimeType: 'text/csv', buffer });
  await step.locator('code').waitFor();
}
async function write(page: Page, thing: string, ...step: readonly [what: string, from: string, to: string]) {
  const form = await unfold(page, 'calibration-work');
  await form.locator('input[name=work-thing]').fill(thing);
  await fillStep(form, ...step);
  await form.locator('button[type=submit]').click();
  await page.locator('[data-work]').filter({ hasText: thing }).first().waitFor();
}

describe('work of a calibration on its page', () => {
  it('is written down by each who did it, and a certificate rests on what is picked', async () => {
    await write(await open('tester'), THING, 'rising', '09:00', '11:00');
    const page = await open('secondTester');
    await write(page, THING, 'falling', '14:00', '15:00');
    const form = await unfold(page, 'calibration');
    for (const [name, value] of Object.entries(HEAD)) await form.locator(`input[name="${name}"]`).fill(value);
    const picking = form.locator('fieldset[data-pick-work]');
    await picking.locator('button').click();
    await picking.locator('input[type=checkbox]').nth(1).waitFor();
    expect(await picking.locator('input[type=checkbox]').count()).toBe(2);
    for (const at of [0, 1]) await picking.locator('input[type=checkbox]').nth(at).check();
    await form.getByLabel('I measured, and state a step here').uncheck();
    expect(await form.locator('fieldset[data-step]').count()).toBe(0);
    await form.locator('button[type=submit]').click();
    const asked = form.locator('input[name=reason-METHOD_NOT_KNOWN]');
    await asked.waitFor();
    visits.complaints = visits.complaints.filter((one) => !one.includes('status of 409'));
    await asked.fill('of the laboratory itself');
    await form.locator('button[type=submit]').click();
    await page.locator('[data-waiting=issue]').waitFor({ timeout: 15_000 });
    const signer = await open('signatory');
    const shown = (await signer.locator('[data-waiting=issue] dl').first().textContent()) ?? '';
    expect(shown).toContain('person-tester, room 2');
    expect(shown).toContain('person-secondTester, room 2');
    expect(await signer.locator('[data-work]').first().textContent()).toContain('Named by certificate C-SHARED');
    expect(await faultsOf(signer)).toEqual([]);
  });

  it('is taken back by its author alone, with a reason, on a phone', async () => {
    const page = await open('tester', 'pt-PT', PHONE);
    await write(page, 'mistaken balance', 'x', '16:00', '16:30');
    const mine = page.locator('[data-work]').filter({ hasText: 'mistaken balance' });
    await mine.locator('summary').click();
    await mine.locator('input').fill('outro objeto');
    await mine.locator('button[type=submit]').click();
    await mine.getByText('Quem o escreveu retirou-o.').waitFor();
    expect(await mine.locator('summary').count()).toBe(0);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    const other = await open('secondTester');
    const theirs = other.locator('[data-work]').filter({ hasText: THING }).filter({ hasText: 'person-tester' });
    await theirs.waitFor();
    expect(await theirs.locator('summary').count()).toBe(0);
  });
});

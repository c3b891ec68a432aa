// SPDX-License-Identifier: Apache-2.0
// An authority suspends, restores and withdraws a measurement standard on its page: a second person sees what becomes of
// it, from when and on what ground, and afterwards the page tells what rested on it.
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  accreditCalibration,
  attestMetrology,
  calibrationOf,
  issueCertificate,
  standardOf,
} from './metrology-in-use.ts';
import { DESK, faultsOf, overflow, signIn, TEST_DAY, type Visits, visitsOf } from './page-looks.ts';
import { openBrowser } from './real-browser.ts';
import { openTestNode, PASSWORD, type TestNode } from './test-node.ts';

const PHONE = { width: 390, height: 800 };
const PICTURES = process.env.TOUCHSTONE_TEST_PICTURES;
const NAME = 'E1 weights';

let node: TestNode;
let url: string;
let browser: Browser;
let visits: Visits;
let stream: string;

beforeAll(async () => {
  const portalDirectory = join(import.meta.dirname, '..', '..', 'portal', 'dist');
  [node, browser] = await Promise.all([openTestNode({ portalDirectory }), openBrowser()]);
  await node.app.listen({ host: '127.0.0.1', port: 0 });
  url = `http://127.0.0.1:${(node.app.server.address() as AddressInfo).port}`;
  await accreditCalibration(node);
  const attested = await attestMetrology(node, standardOf(NAME));
  stream = attested.stream;
  const references = [{ standard: NAME, attestation: attested.reference }];
  await issueCertificate(node, calibrationOf({ instrument: 'balance on it', certificateNumber: 'C-ON', references }));
  await issueCertificate(node, calibrationOf({ instrument: 'balance apart', certificateNumber: 'C-APART' }));
  await node.recordKeeping.settle();
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
  const page = await visits.open(`${url}/traceability`, viewport, locale);
  await signIn(page, login);
  return page;
}
const shoot = async (page: Page, name: string) => {
  if (PICTURES !== undefined) await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
};
const cardOf = (page: Page) => page.locator(`[data-standing="${NAME}"]`);
async function openChange(page: Page): Promise<Locator> {
  await cardOf(page).locator('[data-folded^=change] summary').click();
  const form = cardOf(page).locator('form[data-form=standard-change]');
  await form.waitFor();
  return form;
}
async function propose(page: Page, act: string, given: { reason: string; from?: string }): Promise<void> {
  // Of one instant there is one change.
  node.testClock.advance(1);
  const form = await openChange(page);
  await form.locator('select').first().selectOption(act);
  if (given.from !== undefined) await form.locator('input[name=from]').fill(given.from);
  await form.locator('input[name=reason]').fill(given.reason);
  await form.locator('button[type=submit]').click();
}
async function sign(page: Page, action: string): Promise<string> {
  const proposal = page.locator(`[data-waiting=${action}]`);
  await proposal.waitFor();
  const seen = (await proposal.locator('dl').textContent()) ?? '';
  node.testClock.advance(1);
  await proposal.locator('input[type=password]').fill(PASSWORD);
  await proposal.locator('button[type=submit]').click();
  await proposal.waitFor({ state: 'detached' });
  return seen;
}
const periods = async () => {
  const { periods: found } = await node.get<{ periods: { status: string; from: string }[] }>(
    undefined,
    `/api/metrology-attestations/${stream}`,
  );
  return found.map(({ status, from }) => `${status} ${from}`);
};

describe('the decisions about a measurement standard', () => {
  it('are proposed in Chinese, from today or later, and change nothing by themselves', async () => {
    const page = await open('policyClerk', 'zh-CN');
    await propose(page, 'suspend', { reason: '复测中发现漂移', from: '2026-11-20' });
    await cardOf(page).getByRole('alert').waitFor();
    visits.complaints = visits.complaints.filter((one) => !one.includes('status of 409'));
    expect((await node.get<{ items: [] }>('policyHead', '/api/metrology-cases')).items).toEqual([]);
    await cardOf(page).locator('input[name=from]').fill('');
    await cardOf(page).locator('button[type=submit]').click();
    await page.locator('[data-waiting=change]').waitFor();
    expect(await page.locator('[data-testid=another-decides]').count()).toBe(1);
    await shoot(page, 'standards-change-zh');
    expect(await faultsOf(page)).toEqual([]);
    expect(await periods()).toEqual(['in-force 2026-01-01']);
  });

  it('are signed by another, who sees all of it on a phone in Portuguese; what rested on it is told then', async () => {
    const page = await open('policyHead', 'pt-PT', PHONE);
    await page.locator('[data-waiting=change]').waitFor();
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    // While it holds nothing is told of what rests on it.
    expect(await page.locator('[data-resting]').count()).toBe(0);
    await shoot(page, 'standards-change-pt-waits');
    const seen = await sign(page, 'change');
    for (const part of [NAME, `MS ${NAME}`, 'suspens', '复测中发现漂移', 'Demonstration Food Laboratory', 'Hong Kong'])
      expect(seen).toContain(part);
    await cardOf(page).locator('[data-resting="1"]', { hasText: 'balance on it (C-ON, 2026-11-20)' }).waitFor();
    expect(await cardOf(page).textContent()).not.toContain('C-APART');
    await shoot(page, 'standards-change-pt-rests');
    expect(await faultsOf(page)).toEqual([]);
    expect(await periods()).toEqual(['in-force 2026-01-01', 'suspended 2026-11-22']);
    // Who only decides proposes nothing.
    expect(await cardOf(page).locator('[data-folded^=change]').count()).toBe(0);
  });

  it('lead to a doubt about what was made with it, where it was found off', async () => {
    const page = await open('policyClerk');
    await cardOf(page).locator('[data-raise]').click();
    const named = page.locator('[data-folded=raise] input').first();
    await named.waitFor();
    expect(await named.inputValue()).toBe(NAME);
  });

  it('may be planned, and taken back before their day', async () => {
    const first = await open('policyClerk');
    await propose(first, 'restore', { reason: 'adjusted and measured again' });
    await first.locator('[data-waiting=change]').waitFor();
    await visits.close();
    const second = await open('policyHead');
    await sign(second, 'change');
    await visits.close();
    const third = await open('policyClerk');
    await propose(third, 'withdraw', { reason: 'another takes its place', from: '2027-01-01' });
    await third.locator('[data-waiting=change]').waitFor();
    await visits.close();
    const fourth = await open('policyHead', 'zh-HK');
    expect(await sign(fourth, 'change')).toContain('2027-01-01');
    expect((await periods()).at(-1)).toBe('withdrawn 2027-01-01');
    await visits.close();
    const fifth = await open('policyClerk', 'zh-HK');
    await propose(fifth, 'cancel', { reason: 'the other is late' });
    await fifth.locator('[data-waiting=cancel]').waitFor();
    await visits.close();
    const sixth = await open('policyHead', 'zh-HK');
    const seen = await sign(sixth, 'cancel');
    for (const part of ['2027-01-01', 'another takes its place', 'the other is late']) expect(seen).toContain(part);
    expect((await periods()).some((one) => one.startsWith('withdrawn'))).toBe(false);
  });

  it('are no business of another authority, which is shown neither them nor a form for them', async () => {
    const page = await open('rivalAuthority');
    await page.locator('#standards').waitFor();
    await page.getByText('Your authority attests no measurement standard today.').waitFor();
    expect(await page.locator('[data-standing]').count()).toBe(0);
    expect(await page.locator('[data-waiting]').count()).toBe(0);
  });
});

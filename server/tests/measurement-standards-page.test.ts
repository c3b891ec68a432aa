// SPDX-License-Identifier: Apache-2.0
// An authority proposes a measurement standard on its page; a second person sees all of it, and signs or rejects it.
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { faultsOf, overflow, signIn } from './page-looks.ts';
import { pagesOver, WITH_PAGES } from './page-node.ts';
import { openTestNode, PARTIES, PASSWORD } from './test-node.ts';

const DESK = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 800 };
const PICTURES = process.env.TOUCHSTONE_TEST_PICTURES;
const FIELDS = {
  ...{ standard: 'E2 weights', certificateNumber: 'MS-2026-7', keeper: PARTIES.laboratory, keeperName: 'Laboratory' },
  ...{ place: 'HK', law: "a demonstration's; nobody's law", description: 'a set of weights', to: '2028-12-31' },
  ...{ 'measure-quantity': 'mass', 'measure-from': '0,001', 'measure-to': '1000', 'measure-unit': 'g' },
  ...{ 'measure-uncertainty': '0,05', 'measure-uncertaintyUnit': 'mg' },
} as const;

const pages = pagesOver(() => openTestNode(WITH_PAGES));

async function open(login: string, locale: string, viewport = DESK): Promise<Page> {
  const page = await pages.visits.open(`${pages.url}/traceability`, viewport, locale);
  await signIn(page, login);
  return page;
}
async function propose(page: Page, more: Readonly<Record<string, string>> = {}): Promise<void> {
  const form = page.locator('form[data-form=standard]');
  if ((await form.count()) === 0) await page.locator('[data-folded=standard] summary').click();
  for (const [name, value] of Object.entries({ ...FIELDS, ...more })) {
    await form.locator(`input[name="${name}"]`).fill(value);
  }
  await form.locator('input[type=checkbox]').check();
  await form.locator('button[type=submit]').click();
}
const shoot = async (page: Page, name: string) => {
  if (PICTURES !== undefined) await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
};
const attested = async () => {
  await pages.node.recordKeeping.settle();
  const path = '/api/metrology-attestations?kind=MeasurementStandard';
  return (await pages.node.get<{ items: { name: string; content: object }[] }>(undefined, path)).items;
};
const waiting = () => pages.node.get<{ items: { name: string }[] }>('policyHead', '/api/metrology-cases');

describe('the desk of measurement standards', () => {
  it('takes what is proposed, in Chinese, and says what cannot be; who proposed it decides nothing', async () => {
    const page = await open('policyClerk', 'zh-CN');
    await page.locator('[data-folded=standard]').waitFor();
    await propose(page, { place: 'CN-GD' });
    await page.locator('[role=alert]').waitFor();
    pages.visits.complaints = [];
    expect((await waiting()).items).toEqual([]);
    await propose(page);
    await page.locator('[data-waiting=attest]').waitFor();
    expect(await page.locator('[data-testid=another-decides]').count()).toBe(1);
    expect(await page.locator('form[data-form=decision]').count()).toBe(0);
    await shoot(page, 'standards-zh-desk');
    expect(await faultsOf(page)).toEqual([]);
    expect(await attested()).toEqual([]);
    expect((await waiting()).items).toMatchObject([{ name: 'E2 weights' }]);
  });

  it('shows a second person all of it on a phone in Portuguese, who signs it', async () => {
    const page = await open('policyHead', 'pt-PT', PHONE);
    const proposal = page.locator('[data-waiting=attest]');
    await proposal.waitFor();
    const seen = (await proposal.locator('dl').textContent()) ?? '';
    for (const part of ['E2 weights', 'MS-2026-7', PARTIES.laboratory, '0.001 – 1000 g', '0.05 mg', '2028-12-31'])
      expect(seen).toContain(part);
    expect(await page.locator('[data-folded=standard]').count()).toBe(0);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await shoot(page, 'standards-pt-phone');
    await proposal.locator('input[type=password]').fill(PASSWORD);
    await proposal.locator('button[type=submit]').click();
    await proposal.waitFor({ state: 'detached' });
    expect(await attested()).toMatchObject([
      {
        name: 'E2 weights',
        content: {
          keeper: { id: PARTIES.laboratory, demonstration: true },
          measures: [{ range: { from: { value: '0.001', unit: 'g' } }, coverageFactor: '2' }],
        },
      },
    ]);
    expect((await waiting()).items).toEqual([]);
  });

  it('is no desk of who is no authority', async () => {
    const page = await open('tester', 'en-GB');
    await page.locator('[data-testid=no-metrologist]').waitFor();
    expect(await page.locator('[data-folded=standard]').count()).toBe(0);
  });
});

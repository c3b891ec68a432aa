// SPDX-License-Identifier: Apache-2.0
// A doubt is raised, decided, followed and ended on its page: what it was found off by is shown before anybody is told.

import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { clockRound, doubtedWeight } from './impact-in-use.ts';
import { DESK, faultsOf, overflow, PHONE, signIn } from './page-looks.ts';
import { pagesOver, WITH_PAGES } from './page-node.ts';
import { openTestNode, PASSWORD } from './test-node.ts';

const pages = pagesOver(async () => {
  const node = await openTestNode(WITH_PAGES);
  await doubtedWeight(node);
  return node;
});

async function open(login: string, locale = 'en-GB', viewport = DESK): Promise<Page> {
  const page = await pages.visits.open(`${pages.url}/impact`, viewport, locale);
  await signIn(page, login);
  await page.locator('#own-cases').waitFor();
  return page;
}
async function raising(page: Page) {
  await page.locator('[data-folded=raise] summary').click();
  const form = page.locator('form[data-form=impact-raise]');
  await form.locator('[data-judged]').first().waitFor();
  return form;
}
const casesOf = (login: 'tester' | 'rivalLaboratory') =>
  pages.node.get<{ items: { state: string; ended?: string }[]; waiting: { stream: string }[] }>(
    login,
    '/api/impact-cases',
  );

describe('the desk of whoever raises a doubt', () => {
  it('shows what the reference was found off by beside both uncertainties, and refuses a day that is over in Chinese', async () => {
    const page = await open('tester', 'zh-CN', PHONE);
    const form = await raising(page);
    // 20 mg, of which 2 mg and 0.3 mg explain 2.02 mg.
    expect(await form.locator('[data-judged=off]').textContent()).toContain('9.89');
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await form.locator('input[type=text]').fill('偏重 20 mg');
    await form.locator('input[type=date]').fill('2026-11-20');
    await form.locator('button[type=submit]').click();
    await page.getByRole('alert').filter({ hasText: '答复' }).waitFor();
    pages.visits.complaints = pages.visits.complaints.filter((one) => !one.includes('status of 409'));
    expect(await casesOf('tester')).toEqual({ items: [], waiting: [] });
  });

  it('submits it for another person, who decides it; then everybody is told, and the tree opens', async () => {
    const page = await open('tester');
    const form = await raising(page);
    await form.locator('input[type=text]').fill('The weight was found 20 mg heavier than certified.');
    await form.locator('input[type=date]').fill('2026-12-22');
    await form.locator('button[type=submit]').click();
    await page.locator('[data-case=proposed]').click();
    await page.locator('[data-testid=another-decides]').waitFor();
    expect(await casesOf('rivalLaboratory')).toEqual({ items: [], waiting: [] });
    await pages.visits.close();

    const second = await open('signatory');
    await second.locator('[data-case=proposed]').click();
    // What is signed is seen: why, and what it was found off by.
    await second.locator('[data-waiting=raise]', { hasText: '20 mg heavier' }).locator('[data-judged=off]').waitFor();
    const decision = second.locator('[data-waiting=raise] form[data-form=decision]');
    await decision.locator('input[type=password]').fill(PASSWORD);
    await decision.locator('button[type=submit]').click();
    await second.locator('[data-own-case=searching]').waitFor();
    await clockRound(pages.node);
    await second.locator('[data-own-case=searching] button').first().click();
    await second.locator('[data-own-case=notified]').waitFor();
    await second.locator('[data-own-case=notified] button').nth(1).click();
    await second.locator('[data-hit="R-FLIPS"]').waitFor();
    await second.locator('[data-hit="balance B1"]').waitFor();
  });

  it('asks that the case be closed, which another person decides', async () => {
    const page = await open('signatory');
    await page.locator('[data-case=notified]').click();
    await page.locator('[data-folded=close-case] summary').click();
    const closing = page.locator('form[data-form=impact-close]');
    // The certificates hold, so that nothing was taken back.
    await closing.locator('select').selectOption('ground-lost');
    await closing.locator('input').fill('Nobody was hit.');
    await closing.locator('button[type=submit]').click();
    await page.locator('[data-own-case]').getByRole('alert').waitFor();
    pages.visits.complaints = pages.visits.complaints.filter((one) => !one.includes('status of 409'));
    await closing.locator('select').selectOption('dealt-with');
    await closing.locator('button[type=submit]').click();
    await page.locator('[data-waiting=close]').waitFor();
    expect((await casesOf('tester')).items).toMatchObject([{ state: 'notified' }]);
  });

  it.each([
    ['zh-HK', '貴機構提出的存疑'],
    ['pt-PT', 'Dúvidas que a sua organização levantou'],
  ])('breaks no rule of axe-core in %s', async (locale, words) => {
    const page = await open('signatory', locale);
    await page.getByText(words).waitFor();
    await page.locator('[data-case=notified]').click();
    await page.locator('[data-waiting=close]').waitFor();
    await raising(page);
    expect(await faultsOf(page)).toEqual([]);
  });

  it('is not there for who is told only', async () => {
    const page = await pages.visits.open(`${pages.url}/impact`, DESK);
    await signIn(page, 'declarant');
    await page.locator('#notices').waitFor();
    expect(await page.locator('#own-cases').count()).toBe(0);
  });
});

// SPDX-License-Identifier: Apache-2.0
// A notice of doubt is answered on its page, in the reader's language, at a desk and on a phone.

import type { ImpactNotice } from '@touchstone/contract';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { clockRound, type Doubted, doubtedWeight, doubtOf } from './impact-in-use.ts';
import { DESK, faultsOf, overflow, PHONE, signIn } from './page-looks.ts';
import { pagesOver, WITH_PAGES } from './page-node.ts';
import { decide } from './registers-in-use.ts';
import { openTestNode } from './test-node.ts';

let doubted: Doubted;
let stream: string;

const pages = pagesOver(async () => {
  const node = await openTestNode(WITH_PAGES);
  doubted = await doubtedWeight(node);
  ({ stream } = await node.act('tester', '/api/impact-cases', doubtOf(doubted)));
  await decide(node, { login: 'signatory', url: `/api/impact-cases/${stream}` });
  await clockRound(node);
  return node;
});

async function openNotice(login: string, locale = 'en-GB', viewport = DESK): Promise<Page> {
  const page = await pages.visits.open(`${pages.url}/impact`, viewport, locale);
  await signIn(page, login);
  await page
    .locator('section[aria-labelledby=notices]')
    .getByRole('button', { name: /F1 weight/ })
    .click();
  await page.locator('[data-hit="balance B1"]').waitFor();
  return page;
}
const formOf = async (page: Page, hit: string) => {
  const card = page.locator(`[data-hit="${hit}"]`);
  await card.locator('summary').click();
  const form = card.locator('form[data-form=impact-answer]');
  await form.waitFor();
  return form;
};
const answers = async () => {
  const { hits } = await pages.node.get<ImpactNotice>('tester', `/api/impact-notices/${stream}`);
  return Object.fromEntries(hits.map(({ name, answer }) => [name, answer?.answer]));
};

describe('the form to answer a notice', () => {
  it('puts an answer on record, and shows it', async () => {
    const page = await openNotice('signatory');
    const form = await formOf(page, 'balance B1');
    await form.locator('select').selectOption('not-affected');
    await form.getByLabel('Why').fill('Used from 10 kg on only.');
    await form.getByRole('button').click();
    await page.locator('[data-hit="balance B1"]', { hasText: 'Used from 10 kg on only.' }).waitFor();
    expect(await answers()).toEqual({ 'balance B1': 'not-affected', 'R-FLIPS': undefined });
  });

  it('takes a recall by the statement that takes the paper back, and says in Chinese why another one is none', async () => {
    const page = await openNotice('signatory', 'zh-CN', PHONE);
    const form = await formOf(page, 'R-FLIPS');
    await form.locator('select').selectOption('recalled');
    const [because, correction] = [form.locator('input').first(), form.locator('input').nth(1)];
    await because.fill('已撤回');
    await correction.fill(`${pages.url}/statements/x/${encodeURIComponent(doubted.balance.id)}`);
    await form.getByRole('button').click();
    const alert = page.locator('[data-hit="R-FLIPS"]').getByRole('alert');
    await alert.filter({ hasText: '所指的文件既未撤回也未取代这份文件' }).waitFor();
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    // Refused as it should be, which the browser writes down.
    pages.visits.complaints = pages.visits.complaints.filter((one) => !one.includes('status of 409'));
    expect(await answers()).toMatchObject({ 'R-FLIPS': undefined });
    await correction.fill('no statement');
    await form.getByRole('button').click();
    await alert.waitFor();
    await page.locator('[data-hit="R-FLIPS"]').getByRole('alert').filter({ hasNotText: '既未撤回' }).waitFor();
    pages.visits.complaints = pages.visits.complaints.filter((one) => !/status of 40[04]/.test(one));
    expect(await answers()).toMatchObject({ 'R-FLIPS': undefined });
  });

  it.each([
    ['zh-HK', '答覆此項'],
    ['pt-PT', 'Responder a isto'],
  ])('breaks no rule of axe-core in %s, light and dark, at a desk and on a phone', async (locale, words) => {
    const page = await openNotice('signatory', locale);
    await page.getByText(words).first().waitFor();
    await formOf(page, 'R-FLIPS');
    expect(await faultsOf(page)).toEqual([]);
  });
});

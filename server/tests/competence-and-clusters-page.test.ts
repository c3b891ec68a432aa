// SPDX-License-Identifier: Apache-2.0
// Who keeps the files of competence records what a person showed; everybody sees which clusters lack a laboratory.
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLUSTERS, keepClusters } from './clusters-in-use.ts';
import { DEMANDS, exchangeOf } from './competence-attacks.ts';
import { clockRound } from './impact-in-use.ts';
import { accreditCalibration } from './metrology-in-use.ts';
import { DESK, overflow, PHONE, signIn, violationsOf } from './page-looks.ts';
import { WITH_PAGES } from './page-node.ts';
import { openBrowser } from './real-browser.ts';
import { attest, scopeLine } from './registers-in-use.ts';
import { listen, openTestNode, PARTIES, type TestNode } from './test-node.ts';

/** Where pictures of the pages go, for whoever wants to look at them. */
const PICTURES = process.env.TOUCHSTONE_TEST_PICTURES;

/** A line of testing says where it works; one that does not covers nothing whole. */
const WORKING = { range: { from: { value: '0.02', unit: 'mg/kg' }, to: { value: '5', unit: 'mg/kg' } } };

let node: TestNode;
let browser: Browser;
let url: string;
let file: string;
let visitors = 0;
beforeAll(async () => {
  [node, browser] = await Promise.all([openTestNode(WITH_PAGES), openBrowser()]);
  await accreditCalibration(node);
  await attest(node, { certificateNumber: 'L-9', scope: [scopeLine('T1', WORKING)] });
  await keepClusters(node);
  await node.act('manager', '/api/competence-demands', DEMANDS);
  const person = { person: 'person-signatory', name: 'Demonstration Signatory', functions: ['sign'] };
  ({ stream: file } = await node.act('manager', '/api/competence-files', person));
  const record = (demand: string, on: string) =>
    node.act('manager', `/api/competence-files/${file}/records`, { function: 'sign', demand, on, outcome: 'met' });
  await record('trained', '2024-02-01');
  await record('watched', '2025-11-01');
  await node.act('manager', '/api/competence-exchanges', exchangeOf({ host: PARTIES.otherLaboratory, place: 'HK' }));
  await clockRound(node);
  await node.recordKeeping.settle();
  url = await listen(node);
});
afterAll(async () => {
  await browser?.close();
  await node?.end();
});

async function open(path: string, locale = 'en-GB'): Promise<Page> {
  visitors += 1;
  const extraHTTPHeaders = { 'x-forwarded-for': `203.0.113.${visitors}` };
  const context = await browser.newContext({ locale, viewport: DESK, extraHTTPHeaders });
  const page = await context.newPage();
  await page.goto(url + path);
  return page;
}

/** Faults of axe-core, and whether the page is wider than the screen, at a desk and on a phone. */
async function faultsOf(page: Page, name: string): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  for (const [size, viewport] of Object.entries({ desk: DESK, phone: PHONE })) {
    await page.setViewportSize(viewport);
    found.push(...(await violationsOf(page)));
    const wider = await overflow(page);
    if (wider > 0) found.push({ size, wider });
    if (PICTURES !== undefined) await page.screenshot({ path: join(PICTURES, `${name}-${size}.png`), fullPage: true });
  }
  await page.setViewportSize(DESK);
  return found;
}

describe('the page of competence', () => {
  it('shows what lapsed and lets who keeps the files record its renewal', async () => {
    const page = await open('/competence');
    await signIn(page, 'manager');
    await page.locator('[data-reminder=overdue]').waitFor();
    await page.locator('[data-demand=watched][data-state=lapsed]').waitFor();
    expect(await faultsOf(page, 'competence-en')).toEqual([]);
    await page.locator('#record').locator('xpath=../..').locator('select').nth(1).selectOption('sign watched');
    await page.locator('[data-form=record] input[type=date]').first().fill('2026-11-20');
    await page.locator('#record').locator('xpath=../..').locator('button[type=submit]').click();
    await page.locator('[data-demand=watched][data-state=shown]').waitFor();
    expect(await page.locator('[data-reminder]').count()).toBe(0);
    await page.context().close();
  });

  it('shows a person the own file and no form, and a host what to confirm', async () => {
    const own = await open('/competence', 'zh-CN');
    await signIn(own, 'signatory');
    await own.locator('[data-file="person-signatory"]').waitFor();
    expect(await own.locator('#record').count()).toBe(0);
    expect(await faultsOf(own, 'competence-zh')).toEqual([]);
    await own.context().close();
    const host = await open('/competence', 'pt-PT');
    await signIn(host, 'rivalLaboratory');
    await host.locator('[data-exchange=planned] button').click();
    await host.locator('[data-exchange=took-place]').waitFor();
    expect(await host.locator('[data-file]').count()).toBe(0);
    expect(await faultsOf(host, 'competence-pt')).toEqual([]);
    await host.context().close();
  });
});

describe('authorisations on the page of competence', () => {
  const heading = 'Account,May,Parameters,Methods,Ground,From,To';
  const hand = (page: Page, ...rows: readonly string[]) =>
    page
      .locator('#authorisations')
      .locator('xpath=../..')
      .locator('input[type=file]')
      .setInputFiles({
        ...{ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from([heading, ...rows].join('\n')) },
      });

  it('come as a list whose wrong cells are named, and end one by one', async () => {
    const page = await open('/competence', 'zh-CN');
    await signIn(page, 'manager');
    await page.locator('#authorisations').waitFor();
    await page.locator('[data-folded=authorisation-list] summary').click();
    await hand(page, 'person-tester,test,pb,,trained,2026-01-15,', 'person-manager,sign,,,mine,2026-01-15,');
    await page.locator('td', { hasText: 'OWN_AUTHORISATION' }).first().waitFor();
    expect(await page.locator('[data-authorisation]').count()).toBe(0);
    await hand(page, 'person-tester,test,pb,,trained,2026-01-15,', 'person-signatory,sign,,,examined,2026-01-15,');
    await page.locator('[data-authorisation=running]').nth(1).waitFor();
    await page.locator('[data-folded=authorisation-end] summary').click();
    const form = page.locator('[data-form=authorisation-end]');
    await form.locator('input[type=date]').fill('2026-11-22');
    await form.locator('input:not([type=date])').fill('left');
    expect(await faultsOf(page, 'authorisations-zh')).toEqual([]);
    await form.locator('button[type=submit]').click();
    await page.locator('[data-authorisation=ended]').waitFor();
    expect(await page.locator('[data-authorisation=running]').count()).toBe(1);
    await page.context().close();
  });

  it('are read by who tests, who hands in nothing', async () => {
    const page = await open('/competence', 'pt-PT');
    await page.setViewportSize(PHONE);
    await signIn(page, 'tester');
    await page.locator('[data-authorisation=running]').waitFor();
    expect(await page.locator('[data-folded=authorisation-list]').count()).toBe(0);
    expect(await faultsOf(page, 'authorisations-pt')).toEqual([]);
    await page.context().close();
  });
});

describe('the page of clusters', () => {
  it('draws clusters against needs, opens a cell, and lists what nobody covers', async () => {
    for (const locale of ['zh-HK', 'en-GB']) {
      const page = await open('/clusters', locale);
      await page.locator('table [data-outcome=covered]').first().click();
      await page.locator('[data-need=covered]').waitFor();
      expect(await page.locator('[data-line=covered]').count()).toBe(1);
      expect(await page.locator('table [data-outcome]').count()).toBe(CLUSTERS.length);
      expect(await page.locator('[data-gap]').count()).toBe(3);
      expect(await faultsOf(page, `clusters-${locale}`)).toEqual([]);
      await page.context().close();
    }
  });

  it('takes a list from who plans, and says which cells of a bad one are wrong', async () => {
    const page = await open('/clusters');
    await signIn(page, 'planner');
    const heading = 'cluster,name,place,activity,property,unit,from,to';
    const hand = (row: string) =>
      page.locator('input[type=file]').setInputFiles({
        ...{ name: 'clusters.csv', mimeType: 'text/csv', buffer: Buffer.from(`${heading}\n${row}`) },
      });
    await hand('X,Y,Atlantis,calibration,mass,g,1,2');
    await page.locator('td', { hasText: 'C2' }).first().waitFor();
    expect(await page.locator('table [data-outcome]').count()).toBe(CLUSTERS.length);
    await hand('X,Y,HK,calibration,mass,g,1,2');
    await expect.poll(() => page.locator('table [data-outcome]').count(), { timeout: 60_000 }).toBe(1);
    await page.context().close();
  });
});

// SPDX-License-Identifier: Apache-2.0
// Whoever drafts a report states on its page what another laboratory obtained: found by its name, its report and its
// result, or typed from a report that is not on record here. The draft and the signed report say whose it is.
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DESK, faultsOf, overflow, signIn, TEST_DAY, type Visits, visitsOf } from './page-looks.ts';
import { openDemonstrationNode } from './portal-node.ts';
import { openBrowser } from './real-browser.ts';
import { authorise, decide, draftReport, type Reference, REASONS, reportDocument } from './registers-in-use.ts';
import { staff } from './impact-in-use.ts';
import { PARTIES, type TestNode } from './test-node.ts';

const PHONE = { width: 390, height: 800 };
const PICTURES = process.env.TOUCHSTONE_TEST_PICTURES;
const ELSEWHERE = 'urn:uuid:01930000-0000-7000-8000-00000000dead';

let node: TestNode;
let url: string;
let browser: Browser;
let visits: Visits;
let draft: string;
let theirs: Reference;

beforeAll(async () => {
  const portalDirectory = join(import.meta.dirname, '..', '..', 'portal', 'dist');
  [node, browser] = await Promise.all([openDemonstrationNode({ portalDirectory }), openBrowser()]);
  await node.app.listen({ host: '127.0.0.1', port: 0 });
  url = `http://127.0.0.1:${(node.app.server.address() as AddressInfo).port}`;
  theirs = await reportOfTheirs();
  await authorise(node, { person: 'person-signatory', may: 'sign', substances: ['pb', 'hg', 'cd'] });
  draft = await draftReport(node, { reportNumber: 'R-PAGE' }, 'public');
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

/** A public report of another laboratory, of cadmium. */
async function reportOfTheirs(): Promise<Reference> {
  const { tester, signatory } = await staff(node, PARTIES.otherLaboratory, 'HK');
  const result = {
    ...{ outcome: 'quantified', result: 'CD-1', substance: 'cd', quantity: { value: '0.021', unit: 'mg/kg' } },
    ...{ method: { standard: 'GB 5009.15-2023' }, basis: 'as sold', testedOn: '2026-11-20', underScope: false },
  };
  const laboratory = { id: PARTIES.otherLaboratory, name: 'Other 100% Laboratory', place: 'HK' };
  const document = reportDocument({ reportNumber: 'THEIRS-1', laboratory, results: [result] });
  const { stream } = await node.act(tester, '/api/report-cases', { document, visibility: 'public' });
  const work = { result: 'CD-1', site: 'room', from: '2026-11-20T01:00:00Z', to: '2026-11-20T02:00:00Z' };
  const digest = `uEi${'B'.repeat(43)}A`;
  const kept = { rawFiles: [{ name: 'cd.csv', digest }], conditions: [] };
  const answer = await node.send(tester, {
    ...{ method: 'POST', url: `/api/report-cases/${stream}/work`, body: { ...work, ...kept } },
  });
  if (answer.status !== 201) throw new Error(answer.text);
  const gate = await node.get<{ lines: { marks: { code: string }[] }[] }>(tester, `/api/report-cases/${stream}/gate`);
  const why = Object.fromEntries(gate.lines.flatMap(({ marks }) => marks.map(({ code }) => [code, 'a demonstration'])));
  await node.act(tester, `/api/laboratory-cases/${stream}/proposals`, { act: 'issue', reasons: why });
  const [signed] = await decide(node, { login: signatory, url: `/api/laboratory-cases/${stream}` });
  await node.recordKeeping.settle();
  return signed as Reference;
}
async function open(login: string, locale = 'en-GB', viewport = DESK): Promise<Page> {
  const page = await visits.open(`${url}/issue-gate#draft=${draft}`, viewport, locale);
  await signIn(page, login);
  await page.locator('#provided, #work').first().waitFor();
  return page;
}
const shoot = async (page: Page, name: string) => {
  if (PICTURES !== undefined) await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
};
const drafted = async () =>
  node.get<{ draft: { results: { result: string; obtainedBy?: object }[] }; draftVisibility: string }>(
    'tester',
    `/api/laboratory-cases/${draft}`,
  );
const openForm = async (page: Page) => {
  await page.locator('[data-folded=provided] summary').click();
  await page.locator('form[data-form=provided]').waitFor();
};

describe('the draft of a report', () => {
  it('takes a result of another laboratory that is found by its name, in Chinese, and stays as public as it was', async () => {
    const page = await open('tester', 'zh-CN');
    await openForm(page);
    const search = page.locator('[data-search=provider]');
    const find = async (name: string) => {
      await search.locator('input').fill(name);
      await search.locator('button').click();
    };
    // No pattern: what stands for any text is a character of a name.
    await find('%oratory%y');
    await search.getByText('没有以此名称').waitFor();
    await find('other 100% LAB');
    await search.locator('select').nth(0).selectOption(PARTIES.otherLaboratory);
    await search.locator('select').nth(1).selectOption(theirs.id);
    await search.locator('select').nth(2).selectOption('CD-1');
    const form = page.locator('form[data-form=provided]');
    await form.locator('input[name=name]').fill('R1');
    await form.getByRole('alert').waitFor();
    await form.locator('button[type=submit]').click();
    expect((await drafted()).draft.results).toHaveLength(1);
    await form.locator('input[name=name]').fill('R2');
    await shoot(page, 'provided-zh-form');
    expect(await faultsOf(page)).toEqual([]);
    await form.locator('button[type=submit]').click();
    await page.locator('[data-provided=R2]').waitFor();
    const { draft: now, draftVisibility } = await drafted();
    expect(draftVisibility).toBe('public');
    expect(now.results[1]).toMatchObject({
      ...{ result: 'R2', substance: 'cd', quantity: { value: '0.021', unit: 'mg/kg' }, underScope: false },
      obtainedBy: {
        provider: { id: PARTIES.otherLaboratory, name: 'Other 100% Laboratory' },
        ...{ reportNumber: 'THEIRS-1', result: 'CD-1', underScope: false, report: theirs },
      },
    });
  });

  it('takes one that is typed, in Portuguese on a phone, and the gate says that nobody can compare it', async () => {
    const page = await open('tester', 'pt-PT', PHONE);
    await openForm(page);
    await page
      .locator('#provided')
      .locator('xpath=ancestor::section')
      .locator('select')
      .first()
      .selectOption('elsewhere');
    const form = page.locator('form[data-form=provided]');
    const fields = {
      ...{ provider: 'Laboratório de longe', providerId: PARTIES.otherPublisher, reportNumber: 'P-9', theirs: 'H1' },
      ...{ statement: ELSEWHERE, digest: theirs.digest, substance: 'hg', value: '0,005', unit: 'mg/kg' },
      ...{ method: 'GB 5009.17-2021', basis: 'as sold', testedOn: '2026-11-20', name: 'R3' },
    };
    for (const [name, value] of Object.entries(fields)) await form.locator(`input[name="${name}"]`).fill(value);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await shoot(page, 'provided-pt-phone');
    await form.locator('button[type=submit]').click();
    await page.locator('[data-provided=R3]').waitFor();
    await page.locator('[data-mark=PROVIDER_REPORT_NOT_HERE]').waitFor();
    expect((await drafted()).draft.results[2]).toMatchObject({ quantity: { value: '0.005', unit: 'mg/kg' } });
  });

  it('gives one up again, and nobody records work of one', async () => {
    const page = await open('tester');
    await page.locator('[data-provided=R3] button[type=submit]').click();
    await page.locator('[data-provided=R3]').waitFor({ state: 'detached' });
    expect((await drafted()).draft.results.map(({ result }) => result)).toEqual(['R1', 'R2']);
    await page.locator('[data-folded=own-work] summary').click();
    const options = page.locator('form[data-form=work] select').first().locator('option');
    await options.first().waitFor({ state: 'attached' });
    expect(await options.allTextContents()).toEqual(['R1: pb']);
  });

  it('shows a signatory whose they are, and has no form for them', async () => {
    const page = await open('signatory', 'zh-HK', PHONE);
    await page.locator('[data-provided=R2]', { hasText: 'THEIRS-1' }).waitFor();
    expect(await page.locator('[data-folded=provided]').count()).toBe(0);
    expect(await faultsOf(page)).toEqual([]);
  });

  it('is marked where it was signed, with the way to their report', async () => {
    const why = 'a demonstration';
    const reasons = { ...REASONS, PROVIDER_OUTSIDE_SCOPE: why, PROVIDER_SCOPE_NOT_READ: why };
    await node.act('tester', `/api/laboratory-cases/${draft}/proposals`, { act: 'issue', reasons });
    const [signed] = (await decide(node, { login: 'signatory', url: `/api/laboratory-cases/${draft}` })) as Reference[];
    const at = `${url}/statements/${encodeURIComponent(signed?.issuer ?? '')}/${encodeURIComponent(signed?.id ?? '')}`;
    const page = await visits.open(at, PHONE, 'en-GB');
    const mark = page.locator('[data-row=R2] [data-obtained-by="Other 100% Laboratory"]');
    await mark.waitFor();
    expect(await mark.textContent()).toContain('obtained from another laboratory');
    expect(await mark.locator('a').getAttribute('href')).toContain(encodeURIComponent(theirs.id));
    expect(await page.locator('[data-row=R1] [data-obtained-by]').count()).toBe(0);
    await shoot(page, 'provided-en-statement');
    expect(await faultsOf(page)).toEqual([]);
  });
});

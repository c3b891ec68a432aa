// SPDX-License-Identifier: Apache-2.0
// What a fresh node shows to people of the demonstration, in a real browser, and what they can do by form.
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readClusterList } from '@touchstone/dossier';
import { PROJECT_FOLDERS } from '@touchstone/local-files';
import { strFromU8, unzipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { capabilitySeed } from '../src/demonstration/seed-capability.ts';
import { ACCOUNTS_FILE, demonstrationSeed } from '../src/demonstration/seed-demonstration.ts';
import { DESK, faultsOf, PHONE, signIn, type Visits, visitsOf } from './page-looks.ts';
import { openBrowser } from './real-browser.ts';
import { openTestNode, type TestNode } from './test-node.ts';

const BUILT = join(import.meta.dirname, '..', '..', 'portal', 'dist');
/** Where pictures of the pages go, for whoever wants to look at them. */
const PICTURES = process.env.TOUCHSTONE_TEST_PICTURES;

let node: TestNode;
let dataDirectory: string;
let url: string;
let browser: Browser;
let visits: Visits;
let passwords: ReadonlyMap<string, string>;

beforeAll(async () => {
  browser = await openBrowser();
  visits = visitsOf(browser);
  dataDirectory = await mkdtemp(join(tmpdir(), 'touchstone-demonstration-pages-'));
  node = await openTestNode({ portalDirectory: BUILT, trustProxy: '127.0.0.1' });
  await demonstrationSeed({ folder: PROJECT_FOLDERS.demonstration, dataDirectory }).plant(node);
  await capabilitySeed().plant(node);
  // Cut off and planted again: everything once.
  await capabilitySeed().plant(node);
  const accounts = JSON.parse(await readFile(join(dataDirectory, ACCOUNTS_FILE), 'utf8'));
  passwords = new Map(accounts.map((one: { login: string; password: string }) => [one.login, one.password]));
  await node.recordKeeping.settle();
  await node.app.listen({ host: '127.0.0.1', port: 0 });
  url = `http://127.0.0.1:${(node.app.server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await browser?.close();
  await node?.end();
  if (dataDirectory !== undefined) await rm(dataDirectory, { recursive: true, force: true });
});
afterEach(async () => {
  await visits.close();
  expect(visits.complaints).toEqual([]);
});

/** A page as somebody of the demonstration sees it, by the password in the file of accounts. */
async function openAs(login: string, path: string, locale = 'en-GB'): Promise<Page> {
  const page = await visits.open(url + path, DESK, locale);
  await signIn(page, login, passwords.get(login) ?? '');
  return page;
}

async function expectSound(page: Page, name: string): Promise<void> {
  if (PICTURES !== undefined) {
    await mkdir(PICTURES, { recursive: true });
    for (const [size, viewport] of Object.entries({ desk: DESK, phone: PHONE })) {
      await page.setViewportSize(viewport);
      await page.screenshot({ path: join(PICTURES, `${name}-${size}.png`), fullPage: true });
    }
    await page.setViewportSize(DESK);
  }
  expect(await faultsOf(page)).toEqual([]);
}

async function bytesOfDownload(page: Page, name: string): Promise<Uint8Array> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByText(name, { exact: true }).click()]);
  return new Uint8Array(await readFile(await download.path()));
}

describe('the page of clusters of the demonstration', () => {
  it('has needs that are covered whole, in part and not at all, and gives map and template as workbooks', async () => {
    const page = await visits.open(`${url}/clusters`, DESK, 'en-GB');
    for (const outcome of ['covered', 'in-part', 'not'])
      await page.locator(`table [data-outcome=${outcome}]`).first().waitFor();
    expect(await page.locator('table tbody tr').count()).toBe(4);
    expect(await page.locator('input[type=file]').count()).toBe(0);
    const map = await bytesOfDownload(page, 'The whole map as an Excel workbook');
    const said = Object.values(unzipSync(map)).map((part) => strFromU8(part));
    for (const text of ['covered by nobody', 'Demonstration cluster of dairies', 'DEMO-calibrator'])
      expect(said.some((part) => part.includes(text))).toBe(true);
    const template = await bytesOfDownload(page, 'An empty list to fill in (Excel)');
    const read = await readClusterList({ path: 'template.xlsx', bytes: template });
    expect(read.faults.map(({ code }) => code)).toEqual(['EMPTY_TABLE']);
  });

  it('shows the form to whoever plans, and says to others that it is not theirs', async () => {
    const other = await openAs('laboratory-manager', '/clusters', 'zh-CN');
    await other.getByTestId('no-planner').waitFor();
    expect(await other.locator('input[type=file]').count()).toBe(0);
    await expectSound(other, 'clusters-zh');
    await visits.close();
    const planner = await openAs('hk-authority-planner', '/clusters');
    await planner.locator('input[type=file]').waitFor({ state: 'attached' });
    await expectSound(planner, 'clusters-en');
  });
});

describe('the page of competence of the demonstration', () => {
  it('lets who keeps the files ask, open, record, withdraw and plan by form', async () => {
    const page = await openAs('laboratory-manager', '/competence');
    await page.locator('[data-file=laboratory-signatory] [data-state=lapsed]').waitFor();
    await page.locator('[data-file=laboratory-tester] [data-state=shown]').nth(2).waitFor();
    const unfold = (name: string) => page.locator(`[data-folded=${name}] > summary`).click();
    const form = (name: string) => page.locator(`[data-form=${name}]`);
    const submit = (name: string) => form(name).locator('button[type=submit]').click();

    await unfold('file');
    await form('file').getByLabel('Account').fill('laboratory-metrologist');
    await form('file').getByLabel('Name (can be erased)').fill('Demonstration Metrologist');
    await submit('file');
    await page.locator('[data-file=laboratory-metrologist]').waitFor();

    await unfold('demands');
    await form('demands').getByRole('button', { name: 'Add a demand' }).click();
    await form('demands').getByLabel('Demand').last().fill('safety course');
    await form('demands').getByLabel('Again after months').last().fill('36');
    await submit('demands');
    await page.locator('[data-file=laboratory-metrologist] [data-demand="safety course"]').waitFor();

    await page.locator('[data-records=laboratory-tester] > summary').click();
    const wrong = page.locator('[data-records=laboratory-tester] [data-record="blind sample"]');
    await wrong.getByLabel('Why it was wrong').fill('It was the sample of another person.');
    await wrong.locator('button[type=submit]').click();
    await page.locator('[data-record="blind sample"][data-withdrawn=true]').waitFor();
    await page.locator('[data-file=laboratory-tester] [data-demand="blind sample"][data-state=missing]').waitFor();

    await unfold('exchange');
    await form('exchange')
      .getByLabel('Host institute (DID)')
      .fill('did:web:hk-authority.demonstration.touchstone.example');
    await form('exchange').getByLabel('From').fill('2027-01-04');
    await form('exchange').getByLabel('To', { exact: true }).fill('2027-01-29');
    await form('exchange').getByLabel('What for (without names)').fill('Traceability of mass');
    await submit('exchange');
    await expect.poll(() => page.locator('[data-exchange=planned]').count()).toBe(2);
    await expectSound(page, 'competence-forms-en');
  });

  it('says in the language of the reader what is refused', async () => {
    const page = await openAs('laboratory-manager', '/competence', 'zh-CN');
    await page.locator('[data-folded=file] > summary').click();
    await page.locator('[data-form=file] input').first().fill('nobody-at-all');
    await page.locator('[data-form=file] button[type=submit]').click();
    await page.getByText('此人在贵机构没有账号。').first().waitFor();
    await expectSound(page, 'competence-forms-zh');
    // The refusal itself is what the browser writes down.
    visits.complaints = visits.complaints.filter((text) => !text.includes('status of 409'));
  });
});

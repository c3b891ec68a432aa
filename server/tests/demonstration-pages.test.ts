// SPDX-License-Identifier: Apache-2.0
// What a fresh node shows to people of the demonstration, in a real browser, and what they can do by form.
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readClusterList, readQualityWorkbook, writeWorkbook } from '@touchstone/dossier';
import { PROJECT_FOLDERS } from '@touchstone/local-files';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { qualityToolRoutes } from '../src/check/quality-tools.ts';
import { capabilitySeed } from '../src/demonstration/seed-capability.ts';
import { ACCOUNTS_FILE, demonstrationSeed } from '../src/demonstration/seed-demonstration.ts';
import { metrologySeed } from '../src/demonstration/seed-metrology.ts';
import { DESK, faultsOf, PHONE, signIn } from './page-looks.ts';
import { pagesOver, WITH_PAGES } from './page-node.ts';
import { openTestNode } from './test-node.ts';

/** Where pictures of the pages go, for whoever wants to look at them. */
const PICTURES = process.env.TOUCHSTONE_TEST_PICTURES;

let passwords: ReadonlyMap<string, string>;

const pages = pagesOver(async () => {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'touchstone-demonstration-pages-'));
  const node = await openTestNode({ ...WITH_PAGES, extraRoutes: async () => qualityToolRoutes() });
  await demonstrationSeed({ folder: PROJECT_FOLDERS.demonstration, dataDirectory }).plant(node);
  await metrologySeed().plant(node);
  await capabilitySeed().plant(node);
  // Cut off and planted again: everything once.
  await capabilitySeed().plant(node);
  const accounts = JSON.parse(await readFile(join(dataDirectory, ACCOUNTS_FILE), 'utf8'));
  passwords = new Map(accounts.map((one: { login: string; password: string }) => [one.login, one.password]));
  await node.recordKeeping.settle();
  return { ...node, end: () => node.end().finally(() => rm(dataDirectory, { recursive: true, force: true })) };
});

/** A page as somebody of the demonstration sees it, by the password in the file of accounts. */
async function openAs(login: string, path: string, locale = 'en-GB'): Promise<Page> {
  const page = await pages.visits.open(pages.url + path, DESK, locale);
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
    const page = await pages.visits.open(`${pages.url}/clusters`, DESK, 'en-GB');
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
    await pages.visits.close();
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
    const list = Object.values(unzipSync(await bytesOfDownload(page, 'Save the list as an Excel workbook')));
    expect(list.some((part) => strFromU8(part).includes('review of reports'))).toBe(true);
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
    await page.locator('[data-exchange=planned]').nth(1).waitFor();
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
    pages.visits.complaints = pages.visits.complaints.filter((text) => !text.includes('status of 409'));
  });
});

describe('the pages of instruments', () => {
  const open = (page: Page, name: string) => page.locator(`[data-folded=${name}] > summary`).click();
  const form = (page: Page, name: string) => page.locator(`[data-form=${name}]`);

  it('counts instruments by where they were made, shows those of one origin, and takes one in by form', async () => {
    const page = await openInstruments('en-GB');
    await page.locator('[data-origin=own][data-count="1"]').waitFor();
    await open(page, 'take-in');
    await form(page, 'take-in').getByLabel('Name').fill('ICP-MS DEMO-I1');
    await form(page, 'take-in').getByLabel('Category').fill('mass spectrometer');
    await form(page, 'take-in').getByLabel('Made in').fill('de');
    await form(page, 'take-in').locator('button[type=submit]').click();
    await page.locator('[data-origin=imported][data-count="1"]').waitFor();
    await page.getByRole('rowheader', { name: 'ICP-MS DEMO-I1' }).waitFor();
    await page.getByLabel('Show').selectOption('own');
    await page.getByRole('rowheader', { name: 'ICP-MS DEMO-I1' }).waitFor({ state: 'detached' });
    await page.getByLabel('Show').selectOption('imported');
    await page.getByRole('rowheader', { name: 'balance DEMO-B2' }).waitFor({ state: 'detached' });
    await open(page, 'event');
    await form(page, 'event').getByLabel('What happened').selectOption('sent-away');
    await form(page, 'event').locator('select').nth(2).selectOption('repair');
    await form(page, 'event').getByLabel('Instrument').selectOption({ label: 'ICP-MS DEMO-I1' });
    await form(page, 'event').locator('button[type=submit]').click();
    await page.getByRole('cell', { name: 'away' }).first().waitFor();
    await expectSound(page, 'instruments-en');
  });

  it('registers a device of an own instrument, signed by the password', async () => {
    const page = await openAs('laboratory-metrologist', '/readings', 'en-GB');
    await page.getByTestId('no-device').waitFor();
    await open(page, 'device');
    const device = form(page, 'device');
    await device.getByLabel('Name of the device').fill('terminal 7');
    await device.getByLabel('Quantity').fill('mass');
    await device.getByLabel('Unit').fill('g');
    await device.getByLabel('Public key').fill('z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK');
    await device.getByLabel('Your password').fill(passwords.get('laboratory-metrologist') ?? '');
    await device.locator('button[type=submit]').click();
    await page.locator('[data-device="terminal 7"]').waitFor();
    await expectSound(page, 'readings-en');
  });

  async function openInstruments(locale: string): Promise<Page> {
    const page = await pages.visits.open(`${pages.url}/instruments`, DESK, locale);
    await open(page, 'on-record');
    await signIn(page, 'laboratory-metrologist', passwords.get('laboratory-metrologist') ?? '');
    return page;
  }
});

describe('the page of uncertainty', () => {
  it('gives budget and model as one workbook, made in the page', async () => {
    const page = await pages.visits.open(`${pages.url}/uncertainty`);
    const parts = unzipSync(await bytesOfDownload(page, 'Everything as an Excel workbook'));
    expect(Object.keys(parts).filter((path) => path.includes('sheet'))).toHaveLength(2);
    const [budget, model] = ['1', '2'].map((at) => strFromU8(parts[`xl/worksheets/sheet${at}.xml`] as Uint8Array));
    expect(budget).toContain('>U<');
    expect(model).toContain('>equation<');
  });
});

describe('the page of quality tools', () => {
  const DEFECTS = ['waiting time', 'forms', 'counter closed', 'noise'].map((cause, at) => [
    ...[cause, String([45, 10, 35, 10][at]), ''],
  ]);
  const MODES = [
    ['counter', 'queue lost', 'a citizen comes twice', '2', '5', '6'],
    ['reception', 'labels exchanged', 'another sample is reported', '9', '3', '6'],
  ];
  const headings = ['Item', 'Failure mode', 'Effect', 'Severity', 'Occurrence', 'Detection'];
  const bookOf = async (defects: readonly (readonly string[])[]) => ({
    name: 'service.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: Buffer.from(
      await writeWorkbook([
        { name: 'defects', headings: ['Cause', 'Count', 'Weight'], rows: defects },
        { name: 'failure modes', headings, rows: MODES },
      ]),
    ),
  });

  it('draws a Pareto chart, ranks failure modes, gives both as a workbook, and keeps nothing', async () => {
    const page = await pages.visits.open(`${pages.url}/quality-tools`);
    await page.getByTestId('not-kept').waitFor();
    const before = await pages.node.recordKeeping.currentCut();
    await page.locator('input[type=file]').setInputFiles(await bookOf(DEFECTS));
    await page.locator('[data-pareto="4"]').waitFor();
    expect(await page.locator('[data-bar=vital]').count()).toBe(2);
    expect(await page.locator('[data-bar=other]').count()).toBe(2);
    const ranked = page.getByRole('table', { name: 'Failure modes by risk priority number' }).locator('tbody tr');
    expect(await ranked.first().textContent()).toContain('162');
    const said = Object.values(unzipSync(await bytesOfDownload(page, 'Save as an Excel workbook')));
    for (const text of ['labels exchanged', '162', 'counter closed', '80'])
      expect(said.some((part) => strFromU8(part).includes(text))).toBe(true);
    expect(await pages.node.recordKeeping.currentCut()).toEqual(before);
    await expectSound(page, 'quality-en');
  });

  it('says which cell is wrong, and draws nothing', async () => {
    const page = await pages.visits.open(`${pages.url}/quality-tools`, DESK, 'zh-HK');
    const template = await bytesOfDownload(page, '空白活頁簿（Excel 範本）');
    const read = await readQualityWorkbook({ path: 'template.xlsx', bytes: template });
    expect(read.faults.map(({ code }) => code)).toEqual(['EMPTY_TABLE']);
    await page.locator('input[type=file]').setInputFiles(await bookOf([['waiting time', 'many', '']]));
    await page.getByText('BAD_NUMBER').first().waitFor();
    expect(await page.locator('[data-pareto]').count()).toBe(0);
    await page.locator('input[type=file]').setInputFiles(await bookOf(DEFECTS));
    await page.locator('[data-pareto="4"]').waitFor();
    await expectSound(page, 'quality-zh');
    // The refusal itself is what the browser writes down.
    pages.visits.complaints = pages.visits.complaints.filter((text) => !/status of 4(00|22)/.test(text));
  });
});

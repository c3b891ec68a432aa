// SPDX-License-Identifier: Apache-2.0
// The page of public logs: anybody sees what is followed, who cosigns and whether the checkpoint counts; two
// administrators decide by form whom the node follows.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatVkey, type NoteKey, parsePolicy } from '@touchstone/transparency-log';
import { nodeLogSuite as suite } from '@touchstone/transparency-log/node';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type LogNode, openLogNode } from '../src/publication/tests/log-node.ts';
import { openStockWitness, type StockWitness } from '../src/publication/tests/stock-witness.ts';
import { faultsOf, signIn, type Visits, visitsOf } from './page-looks.ts';
import { WITH_PAGES } from './page-node.ts';
import { openBrowser } from './real-browser.ts';
import { publishNotice } from './registers-in-use.ts';
import { listen, openTestNode, PASSWORD, type TestNode } from './test-node.ts';

/** Where pictures of the pages go, for whoever wants to look at them. */
const PICTURES = process.env.TOUCHSTONE_TEST_PICTURES;
const GROUPS = ['government', 'industry', 'consumer'] as const;

let folder: string;
let home: LogNode;
let abroad: LogNode;
let logless: TestNode;
let browser: Browser;
let visits: Visits;
let stocks: readonly StockWitness[] = [];
let urls: { readonly home: string; readonly abroad: string; readonly logless: string };

const posixNow = () => Math.floor(Date.now() / 1_000);

/** Government any and industry any and consumer any. C2SP tlog-policy. */
function policyOf(log: NoteKey): string {
  const of = (group: string) =>
    stocks.map((_, at) => `${GROUPS[at % 3]}-${at}`).filter((each) => each.startsWith(group));
  return [
    `log ${formatVkey(log)}`,
    ...stocks.map(({ key }, at) => `witness ${GROUPS[at % 3]}-${at} ${formatVkey(key)}`),
    ...GROUPS.map((group) => `group ${group} any ${of(group).join(' ')}`),
    `group all-sides all ${GROUPS.join(' ')}`,
    'quorum all-sides\n',
  ].join('\n');
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-logs-page-'));
  stocks = await Promise.all(
    [0, 1, 2, 3].map((n) => openStockWitness({ folder, name: `witness-${n}.example`, clock: posixNow })),
  );
  [browser, home] = await Promise.all([openBrowser(), openLogNode({ origin: 'home.test/log', node: 'home.test' })]);
  visits = visitsOf(browser);
  const common = { ...WITH_PAGES, onUnexpected: () => undefined };
  abroad = await openLogNode({
    ...{ ...common, node: 'abroad.test', origin: 'abroad.test/log', keys: home.keys, clock: home.clock },
    change({ signer }) {
      // The third does not know the log, and so does not cosign it.
      for (const { logs } of stocks.filter((_, at) => at !== 2)) logs.set(signer.key.name, [signer.key]);
      const policy = parsePolicy(suite, policyOf(signer.key));
      return { followEvery: 50, witnessEvery: 200, policy, witnesses: stocks.map(({ key, url }) => ({ key, url })) };
    },
  });
  logless = await openTestNode(common);
  for (const standard of ['GB 1-2020', 'GB 2-2020']) await publishNotice(home, { standard });
  await home.publication.flush();
  await publishNotice(abroad, { standard: 'GB 3-2020' });
  await abroad.publication.flush();
  urls = { home: await listen(home), abroad: await listen(abroad), logless: await listen(logless) };
});
afterAll(async () => {
  await browser?.close();
  await Promise.all([abroad, home, logless].map((node) => node?.end()));
  for (const { end } of stocks) await end();
  await rm(folder, { recursive: true, force: true });
});
afterEach(async () => {
  await visits.close();
  expect(visits.complaints).toEqual([]);
});

async function pictures(page: Page, name: string): Promise<void> {
  if (PICTURES === undefined) return;
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: join(PICTURES, `logs-${name}-${width}.png`), fullPage: true });
  }
}

async function openAs(login: 'operator' | 'operatorsHead' | 'manager', locale = 'en-GB'): Promise<Page> {
  const page = await visits.open(`${urls.abroad}/logs`, undefined, locale);
  await signIn(page, login);
  return page;
}

/** What the list of choices and cases says now, looked at until it says it. */
const cards = (page: Page, state: string) => page.locator(`[data-choice="home.test/log"][data-state="${state}"]`);

describe('the page of public logs', () => {
  it('says so where the node keeps no log', async () => {
    const page = await visits.open(`${urls.logless}/logs`, undefined, 'zh-HK');
    await page.locator('[data-testid=no-log]').waitFor();
    expect(await page.locator('#decide').count()).toBe(0);
    // The browser writes down that there is none.
    visits.complaints = visits.complaints.filter((each) => !each.includes('status of 404'));
  });

  it('draws the policy with who has signed, and that the checkpoint does not count without consumers', async () => {
    await expect
      .poll(async () => (await abroad.publication.status()).quorum?.missing, { timeout: 60_000 })
      .toEqual(['consumer']);
    const page = await visits.open(`${urls.abroad}/logs`, undefined, 'zh-CN');
    await page.locator('[data-checkpoint=lacking]').waitFor();
    for (const [name, isMet] of [
      ['government', true],
      ['industry', true],
      ['consumer', false],
    ] as const) {
      expect(await page.locator(`[data-policy=${name}][data-met=${isMet}]`).count()).toBe(1);
    }
    expect(await page.locator('[data-policy=government] [data-met=true]').count()).toBe(2);
    expect(await page.locator('[data-followed]').count()).toBe(0);
    expect(await faultsOf(page)).toEqual([]);
    await pictures(page, 'lacking-zh');
    const [, , consumer] = stocks;
    const { key } = abroad.settings.signer;
    consumer?.logs.set(key.name, [key]);
    await expect
      .poll(
        async () => {
          await page.locator('main button').first().click();
          return page.locator('[data-checkpoint=today]').count();
        },
        { timeout: 60_000 },
      )
      .toBe(1);
    await pictures(page, 'counts-zh');
  });

  it('tells what is wrong with a proposal, and who else has to decide a sound one', async () => {
    const page = await openAs('operator', 'pt-PT');
    await page.locator('[data-folded=propose-log] summary').click();
    const form = page.locator('[data-form=follow-log]');
    // Each is waited for: what is folded is made when it is opened.
    const [origin, url, vkey, reason] = [0, 1, 2, 3].map((at) => form.locator('input').nth(at)) as [
      Locator,
      Locator,
      Locator,
      Locator,
    ];
    await origin.fill('home.test/log');
    await url.fill('ftp://somewhere');
    await vkey.fill('no key');
    await reason.fill('os seus documentos são julgados aqui');
    await form.locator('button[type=submit]').click();
    await page.locator('[role=alert] code', { hasText: 'BAD_ADDRESS' }).first().waitFor();
    expect(await page.locator('[role=alert]').textContent()).toContain('O endereço tem de ser https');
    visits.complaints = visits.complaints.filter((each) => !each.includes('status of 409'));
    await pictures(page, 'refused-pt');
    await url.fill(`${urls.home}/log`);
    await vkey.fill(formatVkey(home.settings.signer.key));
    await form.locator('button[type=submit]').click();
    await cards(page, 'proposed').locator('[data-testid=another-decides]').waitFor();
    expect(await page.locator('[data-form=decision]').count()).toBe(0);
    expect(await page.locator('[data-choice]').first().getAttribute('data-state')).toBe('proposed');
    expect(await faultsOf(page)).toEqual([]);
    await pictures(page, 'proposed-pt');
  });

  it('lets the second person decide it, and shows what is proven and what came from there', async () => {
    const page = await openAs('operatorsHead', 'zh-CN');
    const form = cards(page, 'proposed').locator('[data-form=decision]');
    await form.locator('input[type=password]').fill('not the password');
    await form.locator('button[type=submit]').click();
    await cards(page, 'proposed').locator('[role=alert]').waitFor();
    visits.complaints = visits.complaints.filter((each) => !each.includes('status of 403'));
    await form.locator('input[type=password]').fill(PASSWORD);
    await form.locator('button[type=submit]').click();
    await cards(page, 'in-force').waitFor();
    const card = page.locator('[data-followed="home.test/log"]');
    await expect
      .poll(
        async () => {
          await page.locator('main button').first().click();
          return card.getAttribute('data-standing');
        },
        { timeout: 60_000 },
      )
      .toBe('caught-up');
    await card.locator('summary').click();
    await expect.poll(() => card.locator('[data-foreign]').count()).toBe(2);
    expect(await faultsOf(page)).toEqual([]);
    await pictures(page, 'followed-zh');
    await card.locator('[data-foreign] a').first().click();
    await page.waitForURL(/\/statements\//);
    await page.locator('#statement').waitFor();
    // Its standing is asked of registers that know only what was recorded here.
    visits.complaints = visits.complaints.filter((each) => !each.includes('status of 404'));
  });

  it('lets both end it, and shows what was known then', async () => {
    const page = await openAs('operator');
    await cards(page, 'in-force').locator('summary').click();
    await cards(page, 'in-force').locator('[data-form=end] input').fill('its operator asked for it');
    await cards(page, 'in-force').locator('[data-form=end] button[type=submit]').click();
    await cards(page, 'in-force').locator('[data-waiting=end] [data-testid=another-decides]').waitFor();
    await visits.close();
    const head = await openAs('operatorsHead', 'pt-PT');
    const form = cards(head, 'in-force').locator('[data-form=decision]');
    await form.locator('input[type=password]').fill(PASSWORD);
    await form.locator('button[type=submit]').click();
    await head.locator('[data-followed="home.test/log"][data-standing=ended]').waitFor();
    const facts = await head.locator('[data-followed="home.test/log"] dl').textContent();
    expect(facts).toContain('Terminou em');
    expect(facts).not.toContain('Atraso');
    await head.locator('[data-folded=over] summary').click();
    await cards(head, 'ended').waitFor();
    await pictures(head, 'ended-pt');
  });

  it('draws how far a first reading is, and what stands against a log', async () => {
    const at = '2026-11-22T00:00:00Z';
    const split = { seenAt: at, detail: 'two trees of one size', remembered: 'a', shown: 'b' };
    const known = { size: 40, acceptedAt: at, lookedAt: at, shown: 40, states: { stored: 3 }, splits: [] };
    const of = (origin: string, more: object) => ({ origin, url: `https://${origin}`, ...known, ...more });
    const first = { size: 0, acceptedAt: undefined, shown: 1_000, read: 256, states: {} };
    const followed = [
      of('first.example/log', first),
      of('waiting.example/log', { states: { stored: 3, waiting: 1 } }),
      of('split.example/log', { splits: [split], trouble: 'two trees', troubleKind: 'two-stories' }),
      of('back.example/log', { shown: 12, trouble: 'it shows 12', troubleKind: 'set-back' }),
      of('lacking.example/log', { trouble: 'tile/0/000', troubleKind: 'missing-file' }),
    ];
    const page = await visits.open(`${urls.abroad}/rounds`, undefined, 'zh-CN');
    const state = await abroad.publication.status();
    await page.route('**/api/log', (route) => route.fulfill({ json: { ...state, followed } }));
    const items = [{ id: '0'.repeat(32), origin: 'split.example/log', seenAt: at, detail: split.detail, proved: true }];
    await page.route('**/api/log/split-views', (route) => route.fulfill({ json: { items } }));
    await page.goto(`${urls.abroad}/logs`);
    const progress = page.locator('[data-followed="first.example/log"] progress');
    await progress.waitFor();
    expect(await progress.getAttribute('value')).toBe('256');
    expect(
      await page
        .locator('[data-standing]')
        .evaluateAll((cards) => cards.map((card) => card.getAttribute('data-standing'))),
    ).toEqual(['first', 'waiting', 'two-stories', 'set-back', 'missing-file']);
    expect(await page.locator('[data-progress=statements]').count()).toBe(1);
    expect(await page.locator('[data-split=proved] a').getAttribute('href')).toBe(
      `/api/log/split-views/${'0'.repeat(32)}`,
    );
    expect(await faultsOf(page)).toEqual([]);
    await pictures(page, 'against-zh');
  });

  it.each([
    ['zh-CN', '目前未在写入', '此日志不是他人所见的那一个', '有两棵各 7 项的树经签署', '它已共同签署 9 项'],
    ['zh-TW', '目前未在寫入', '此記錄冊不是他人所見的那一本', '有兩棵各 7 項的樹經簽署', '它已共同簽署 9 項'],
    [
      'pt-PT',
      'não está a ser escrito',
      'O registo não é o que outros viram',
      'duas árvores de 7 entradas',
      'Coassinou 9 entradas',
    ],
    [
      'en-GB',
      'is not being written',
      'The log is not the one that others have seen',
      'Two trees of 7 entries',
      'It has cosigned 9 entries',
    ],
  ])(
    'says in %s what is in the way of the log and of a witness, and where help is',
    async (locale, stopped, ...said) => {
      const page = await visits.open(`${urls.abroad}/rounds`, undefined, locale);
      const state = await abroad.publication.status();
      const saw = { troubleKind: 'saw-more', troubleValues: { cosigned: 9, shown: 7 }, trouble: 'it has cosigned 9' };
      const witnesses = [{ name: 'w.example', url: 'https://w.example', ...saw }];
      const own = page.locator('[data-shard]').first();
      const forked = {
        open: false,
        trouble: 'FORKED: …',
        troubleCode: 'FORKED',
        troubleValues: { size: 7 },
        witnesses,
      };
      await page.route('**/api/log', (route) => route.fulfill({ json: { ...state, ...forked } }));
      await page.goto(`${urls.abroad}/logs`);
      await page.locator('[data-trouble=FORKED]').waitFor();
      const shown = await page.locator('[data-trouble]').allTextContents();
      for (const each of said) expect(shown.join('\n')).toContain(each);
      expect(shown[0]).toContain('docs/guides/stopped-logs.md');
      // It is read as before, and nobody writes it; one that is CORRUPT is not read either.
      expect(await own.textContent()).toContain(stopped);
      expect(await page.locator('[data-shard] a').count()).toBeGreaterThan(0);
      const shards = state.shards.map((shard) => ({ ...shard, open: false }));
      await page.unroute('**/api/log');
      const corrupt = { ...state, open: false, troubleCode: 'CORRUPT', shards };
      await page.route('**/api/log', (route) => route.fulfill({ json: corrupt }));
      await page.reload();
      await page.locator('[data-trouble=CORRUPT]').waitFor();
      expect(await own.textContent()).toContain(stopped);
      expect(await page.locator('[data-shard] a').count()).toBe(0);
      expect(await faultsOf(page)).toEqual([]);
      await pictures(page, `forked-${locale}`);
    },
  );

  it('lets nobody else decide', async () => {
    const page = await openAs('manager');
    await page.locator('[data-testid=no-administrator]').waitFor();
    expect(await page.locator('[data-choice], [data-form]').count()).toBe(0);
  });
});

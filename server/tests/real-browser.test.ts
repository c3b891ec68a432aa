// SPDX-License-Identifier: Apache-2.0
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from './real-browser.ts';

let browser: Browser;
const server = createServer((_request, response) => {
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.end('<h1>枸杞</h1><p id="sum"></p><script>document.querySelector("#sum").textContent = 0.1 + 0.2</script>');
});
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  server.close();
});

test('openBrowser() gives a browser that loads a page, runs its script and lays it out', async () => {
  const page = await browser.newPage({ viewport: { width: 400, height: 300 } });
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  expect(await page.textContent('h1')).toBe('枸杞');
  expect(await page.textContent('#sum')).toBe('0.30000000000000004');
  const box = await page.locator('h1').boundingBox();
  expect(box?.width).toBeGreaterThan(300);
  await page.close();
});

test('openBrowser() keeps the visitors of two contexts apart', async () => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const [one, two] = await Promise.all([browser.newContext(), browser.newContext()]);
  const page = await one.newPage();
  await page.goto(url);
  await page.evaluate("document.cookie = 'who=one'");
  const other = await two.newPage();
  await other.goto(url);
  expect(await other.evaluate('document.cookie')).toBe('');
  await Promise.all([one.close(), two.close()]);
});

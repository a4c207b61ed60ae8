/** The report page in a real browser, opened from a file. Skipped, with the reason, where no Chromium is at hand. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { renderHtml } from './html.js';
import { sampleInput } from './testing/sample.js';

const EXECUTABLE = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const ARGUMENTS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const LAUNCH_TIMEOUT_MS = 30_000;

let browser: Browser | undefined;
const folder = mkdtempSync(join(tmpdir(), 'report-page-'));
const url = pathToFileURL(join(folder, 'report.html')).href;

beforeAll(async () => {
  writeFileSync(join(folder, 'report.html'), renderHtml(sampleInput()));
  if (existsSync(EXECUTABLE)) browser = await chromium.launch({ executablePath: EXECUTABLE, args: ARGUMENTS });
}, LAUNCH_TIMEOUT_MS);

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

interface Visit {
  readonly page: Page;
  readonly complaints: readonly string[];
  readonly requests: readonly string[];
}

async function visit(context: TestContext, options: { readonly width?: number; readonly script?: 'on' | 'off'; readonly fragment?: string } = {}): Promise<Visit> {
  if (browser === undefined) return context.skip(`no browser at ${EXECUTABLE}; set CHROMIUM to one`);
  const window = await browser.newContext({ viewport: { width: options.width ?? 1280, height: 800 }, javaScriptEnabled: options.script !== 'off' });
  const page = await window.newPage();
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('dialog', (dialog) => void complaints.push(dialog.message()));
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(`${url}${options.fragment ?? ''}`);
  return { page, complaints, requests: requests.filter((asked) => !asked.startsWith(url)) };
}

async function shownRows(page: Page): Promise<number> {
  return page.locator('#tests tbody tr:visible').count();
}

describe('report page in a browser', () => {
  it('opens from a file without a complaint and without asking any host', async (context) => {
    const { complaints, requests } = await visit(context);
    expect(complaints).toEqual([]);
    expect(requests).toEqual([]);
  });

  it('shows a failing test at 360 px without scrolling sideways', async (context) => {
    const { page } = await visit(context, { width: 360 });
    expect(await page.locator('[id="test-dm2/client/hget/stores-data"] h3').isVisible()).toBe(true);
    await page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })");
    expect(await page.locator('.exchange pre.body').first().isVisible()).toBe(true);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  });

  it('shows every link of the navigation at 360 px, whole and without scrolling', async (context) => {
    const { page } = await visit(context, { width: 360 });
    const ends = await page.evaluate("Array.from(document.querySelectorAll('nav a'), (link) => link.getBoundingClientRect().right)");
    expect(ends).toHaveLength(10);
    expect(Math.max(...(ends as readonly number[]))).toBeLessThanOrEqual(360);
  });

  it('opens on a phone with the verdict, the counts and the first failure, before what was run', async (context) => {
    const { page } = await visit(context, { width: 390 });
    const top = async (selector: string): Promise<number> => (await page.locator(selector).first().boundingBox())?.y ?? Infinity;
    const order = [await top('.hero h1'), await top('.counts'), await top('#failures .card'), await top('#warnings'), await top('#run')];
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    // The vendor of the sample alone takes four lines.
    expect(order[2]).toBeLessThan(900);
    expect(await page.locator('.count.rules').innerText()).toMatch(/^1\s+§ rule violated$/);
    expect(await page.locator('.toolbar').isVisible()).toBe(false);
    await page.locator('.tools summary').click();
    expect(await page.locator('.toolbar').isVisible()).toBe(true);
    await page.setViewportSize({ width: 1280, height: 800 });
    expect(await page.locator('.toolbar').isVisible()).toBe(true);
  });

  it('leads from the tile of the rules to those that are violated', async (context) => {
    const { page } = await visit(context, { width: 390 });
    await page.locator('.count.rules').click();
    expect(await page.locator('#rules tbody tr:visible').count()).toBe(1);
    expect(await page.locator('#rules tbody tr:visible').innerText()).toContain('One status per command, in order');
  });

  it('prints the failures before what was run, and no tools', async (context) => {
    const { page } = await visit(context);
    await page.emulateMedia({ media: 'print' });
    for (const part of ['.tools', 'nav']) expect(await page.locator(part).isVisible()).toBe(false);
    expect(await page.evaluate("document.querySelector('#failures').getBoundingClientRect().top < document.querySelector('#run').getBoundingClientRect().top")).toBe(true);
    expect(await page.locator('.count.rules').isVisible()).toBe(true);
  });

  it('filters by verdict and by area, searches as one types, and clears', async (context) => {
    const { page } = await visit(context);
    expect(await shownRows(page)).toBe(9);
    await page.selectOption('#verdict', 'pass');
    expect(await shownRows(page)).toBe(2);
    await page.selectOption('#area', 'HTTP');
    expect(await shownRows(page)).toBe(1);
    await page.click('.toolbar button');
    await page.fill('#search', 'HGET stores');
    expect(await page.locator('#tests tbody tr:visible .id').allTextContents()).toEqual(['dm2/client/hget/stores-data']);
    expect(await page.locator('#found').textContent()).toMatch(/^\d+ of \d+ entries$/);
    expect(await page.locator('#undecided .nothing').isVisible()).toBe(true);
  });

  it('filters from the counts at the top', async (context) => {
    const { page } = await visit(context);
    await page.click('[data-show="not-applicable"]');
    expect(await shownRows(page)).toBe(2);
  });

  it('opens the collapsed part that a link points into', async (context) => {
    const { page } = await visit(context, { fragment: '#requirement-DM2-SER-C-004' });
    expect(await page.locator('#requirement-DM2-SER-C-004').isVisible()).toBe(true);
  });

  it('copies the command', async (context) => {
    const { page } = await visit(context);
    const button = page.locator('[data-copy]').first();
    await button.click();
    await expect.poll(() => button.textContent()).toMatch(/Copied|Selected/);
  });

  it('is readable without script', async (context) => {
    const { page, complaints } = await visit(context, { script: 'off' });
    expect(await shownRows(page)).toBe(9);
    expect(await page.locator('.toolbar').isVisible()).toBe(false);
    await page.locator('.exchange summary').first().click();
    expect(await page.locator('.exchange pre.body').first().isVisible()).toBe(true);
    expect(complaints.filter((complaint) => !/script/i.test(complaint))).toEqual([]);
  });

  it('hides nothing in print, filtered or collapsed', async (context) => {
    const { page } = await visit(context);
    await page.selectOption('#verdict', 'pass');
    await page.emulateMedia({ media: 'print' });
    expect(await shownRows(page)).toBe(9);
    const heights = await page.evaluate("Array.from(document.querySelectorAll('.exchange pre.body'), (part) => part.getBoundingClientRect().height)");
    expect(heights).toEqual(expect.arrayContaining([expect.any(Number)]));
    expect(heights).not.toContain(0);
    expect(await page.locator('#requirement-DM2-SER-C-004').boundingBox()).not.toBeNull();
  });

  it('gives text enough contrast, light and dark', async (context) => {
    const { page } = await visit(context);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const low = await page.evaluate(LOW_CONTRAST);
      expect(low, colorScheme).toEqual([]);
    }
  });
});

/** Elements with text whose contrast with the ground behind them is below 4.5:1 (WCAG 2.2, 1.4.3). */
const LOW_CONTRAST = `(() => {
  const parse = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)).reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  const ground = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const low = [];
  for (const node of document.querySelectorAll('body *')) {
    if (!Array.from(node.childNodes).some((child) => child.nodeType === 3 && child.data.trim() !== '')) continue;
    if (node.tagName === 'SCRIPT' || node.closest('[hidden]')) continue;
    const a = light(parse(getComputedStyle(node).color));
    const b = light(ground(node));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) low.push(node.tagName + '.' + node.className + ' ' + ratio.toFixed(2));
  }
  return [...new Set(low)];
})()`;

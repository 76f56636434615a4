import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import sparticuz from '@sparticuz/chromium';
import axe from 'axe-core';
import { chromium, type Browser, type BrowserContext, type Page, type Request } from 'playwright-core';
import { z } from 'zod';

/** Where a test run keeps what it saw. */
export const screenshotFolder = join(import.meta.dirname, '../test-results/screenshots');

const flags = [
  '--no-sandbox',
  '--headless',
  '--disable-gpu',
  '--disable-background-networking',
  '--font-render-hinting=none',
];

/** A real Chromium, brought along as a package. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await sparticuz.executablePath(), args: flags, timeout: 30_000 });
}

/** A person before a browser of their own: what it asked the server for, and whatever it complained about. */
export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  /** every request to the REST door so far */
  readonly asked: readonly Request[];
  /** errors and warnings of the console, and requests that went to third parties */
  readonly complaints: string[];
  readonly close: () => Promise<void>;
}

/** Somebody opens a browser at an address. */
export async function visit(browser: Browser, address: string, locale = 'en-GB'): Promise<Visitor> {
  const context = await browser.newContext({ baseURL: address, locale, viewport: wide, timezoneId: 'Europe/Berlin' });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const asked: Request[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.pathname.startsWith('/api/')) asked.push(request);
    if (url.protocol.startsWith('http') && url.origin !== new URL(address).origin) complaints.push(`asked ${url.href}`);
  });
  page.on('console', (message) => {
    // A refusal that the page shows to its reader is no fault of the page, but Chromium notes each.
    const isAnswer = /Failed to load resource: the server responded with a status of (400|401|404|409|412|422)/.test(
      message.text(),
    );
    if (['error', 'warning'].includes(message.type()) && !isAnswer)
      complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`thrown: ${error.message}`));
  return { page, context, asked, complaints, close: () => context.close() };
}

const wide = { width: 1280, height: 860 };
const phone = { width: 390, height: 844 };

/**
 * Looks at a page as it stands: keeps it as pictures (wide and on a phone, light and dark) and answers what stands in the
 * way of people who use it with a keyboard, a reader or weak eyes (WCAG 2.2 AA), in all of these.
 */
export async function look(page: Page, name: string): Promise<readonly string[]> {
  mkdirSync(screenshotFolder, { recursive: true });
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const [size, viewport] of [
      ['wide', wide],
      ['phone', phone],
    ] as const) {
      await page.setViewportSize(viewport);
      await page.locator(`html[data-mantine-color-scheme='${colorScheme}']`).waitFor({ state: 'attached' });
      await page.waitForTimeout(80);
      await page.screenshot({
        path: join(screenshotFolder, `${name}-${size}-${colorScheme}.png`),
        fullPage: size === 'phone',
      });
      found.push(...(await barriers(page)).map((barrier) => `${name}, ${size}, ${colorScheme}: ${barrier}`));
    }
  }
  await page.setViewportSize(wide);
  await page.emulateMedia({ colorScheme: 'light' });
  return [...found, ...(await overflow(page, name))];
}

/** What axe finds that is serious or critical, with where it is. */
async function barriers(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const { violations } = axeResult.parse(await page.evaluate(`axe.run(document, ${JSON.stringify(axeOptions)})`));
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

const axeOptions = {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
  resultTypes: ['violations'],
  // Mails in their frames are looked at by tests of their own, and take no messages.
  iframes: false,
};
const axeResult = z.object({
  violations: z.array(
    z.object({ id: z.string(), impact: z.string().nullish(), nodes: z.array(z.object({ html: z.string() })) }),
  ),
});

async function overflow(page: Page, name: string): Promise<readonly string[]> {
  await page.setViewportSize(phone);
  const isWider = await page.evaluate(
    'document.documentElement.scrollWidth > document.documentElement.clientWidth + 1',
  );
  await page.setViewportSize(wide);
  return isWider === true ? [`${name}: the page is wider than a phone`] : [];
}

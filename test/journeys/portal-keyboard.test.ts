import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest';
import { look, openBrowser, screenshotFolder, visit, type Visitor } from '../browser.ts';
import { openPortalSite, type PortalSite } from '../portal-site.ts';

const password = 'a long walk in the rain';
const danaName = 'dana@acme.example';
const lisaName = 'lisa@barry-studio.example';

let site: PortalSite;
let browser: Browser;
let dana: Visitor;
let page: Page;

beforeAll(async () => {
  [site, browser] = await Promise.all([openPortalSite({ ownPostgres: false }), openBrowser()]);
  dana = await visit(browser, site.address);
  page = dana.page;
  await page.goto(site.firstLink);
  await heading('Welcome to Licet').waitFor();
  await page.keyboard.type('Dana');
  for (const field of ['Reyes', danaName, '', password, password]) {
    await page.keyboard.press('Tab');
    await page.keyboard.type(field);
  }
  await page.keyboard.press('Enter');
  await page.getByRole('banner').waitFor();
}, 120_000);
afterAll(async () => {
  await browser.close();
  await site.close();
});
beforeEach(() => {
  onTestFailed(async () => {
    await page.screenshot({ path: join(screenshotFolder, 'failed-keyboard.png') });
  });
});

const dialog = () => page.getByRole('dialog');
const heading = (name: string | RegExp) => page.getByRole('heading', { name, level: 1 });
const address = () => new URL(page.url()).pathname + new URL(page.url()).search;
const activeEntries = () => page.locator('nav a[aria-current="page"]').allTextContents();

test('Ctrl-K finds an account by a part of its name, and Enter opens it', async () => {
  await page.goto('/producer/jobs');
  await heading('Alerts and jobs').waitFor();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('arry st');
  await page.getByRole('option', { name: /Barry Studio/ }).waitFor();
  await page.keyboard.press('Enter');
  await heading('Barry Studio').waitFor();
  expect(address()).toBe('/producer/accounts/barry-studio');
});

test('/ leads to the filter, arrows walk the rows, Enter opens one and Esc closes what it opened', async () => {
  await page.goto('/producer/entitlements');
  await page.locator('tr[data-row]').first().waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('barry');
  await page.waitForURL(/q=barry/);
  await page.locator('[aria-busy="false"] tr[data-row]').filter({ hasText: 'barry-studio' }).first().waitFor();
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp', 'Enter']) await page.keyboard.press(key);
  await page.getByRole('tab').first().waitFor();
  expect(address()).toMatch(/^\/producer\/entitlements\/[^?]+$/);
  expect(await activeEntries()).toEqual(['Entitlements by order']);

  await page.locator('a[href*="item="]').first().focus();
  await page.keyboard.press('Enter');
  await dialog().waitFor();
  await page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'detached' });
  expect(address()).not.toContain('item=');
});

test('the browser goes back and forward through the pages of a list, and Previous knows where it is', async () => {
  await page.goto('/producer/line-items?sort=activationId');
  const first = async () => page.locator('tr[data-row] .licet-key').first().textContent();
  const turns = async (turn: () => Promise<unknown>): Promise<string | null> => {
    const before = await first();
    await turn();
    await expect.poll(first).not.toBe(before);
    return first();
  };
  await page.locator('tr[data-row]').first().waitFor();
  const press = (name: string) => () => page.getByRole('button', { name, exact: true }).click();
  const one = await first();
  const two = await turns(press('Next'));
  expect(await turns(() => page.goBack())).toBe(one);
  expect(await turns(() => page.goForward())).toBe(two);
  expect(await turns(press('Previous'))).toBe(one);
  expect(await turns(() => page.goBack())).toBe(two);
  expect(await turns(press('Previous'))).toBe(one);
});

test('the menu says where one is', async () => {
  await site.command('job', 'run', 'expiring-entitlements');
  for (const [path, entry] of [
    ['/producer/job-runs/1', 'Alerts and jobs'],
    ['/producer/jobs/expiring-entitlements', 'Alerts and jobs'],
    ['/producer/email-templates', 'Email templates'],
    ['/producer/emails', 'Emails'],
    ['/producer/', 'Home'],
  ] as const) {
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect([path, await activeEntries()]).toEqual([path, [entry]]);
  }
});

test('each number of the last seven days leads to the list of what it counts', async () => {
  for (const [words, sign] of [
    ['reminders', 'All reminders'],
    ['renewal requests', 'Requested from'],
    ['renewals', 'Renewal'],
  ] as const) {
    await page.goto('/producer/');
    const link = page.getByRole('link', { name: new RegExp(`^\\d+ ${words}$`) });
    const count = Number.parseInt(await link.innerText(), 10);
    await link.click();
    await page.getByRole('button', { name: new RegExp(`^Remove the filter.*${sign}`) }).waitFor();
    await page.waitForLoadState('networkidle');
    expect([words, await page.locator('tr[data-row]').count()]).toEqual([words, Math.min(count, 50)]);
  }
});

test('filters that are set stand there in words, folded away on a phone or not', async () => {
  await page.goto('/producer/line-items?state=deployed&productId=photoprint-1.0&expiresFrom=2026-01-01');
  await page.getByRole('button', { name: 'Remove the filter State: Deployed' }).waitFor();
  expect(await look(page, 'filters-set')).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  const state = page.getByRole('combobox', { name: 'State' });
  expect(await state.isVisible()).toBe(false);
  await page.getByRole('button', { name: 'Filters (3)' }).click();
  await state.waitFor();
  await page.setViewportSize({ width: 1280, height: 860 });
  await page.getByRole('button', { name: 'Remove the filter State: Deployed' }).click();
  await page.waitForURL((url) => !url.search.includes('state='));
});

test('a customer ticks everything that can be asked for, and the ticks are gone with the request', async () => {
  const lisa = await visit(browser, site.address);
  await lisa.page.goto(/http:\S+\/password\/\S+/.exec(await site.command('user', 'sign-in-link', lisaName))?.[0] ?? '');
  await lisa.page.getByRole('heading', { name: 'Set your password' }).waitFor();
  await lisa.page.keyboard.type(password);
  await lisa.page.keyboard.press('Tab');
  await lisa.page.keyboard.type(password);
  await lisa.page.keyboard.press('Enter');
  const ticks = lisa.page.locator('tr[data-row] input[type="checkbox"]');
  const free = lisa.page.locator('tr[data-row] input[type="checkbox"]:not([disabled])');
  await ticks.first().waitFor();
  const count = await free.count();
  expect(count).toBeGreaterThan(1);
  await lisa.page.getByLabel('Select all rows shown').check();
  await lisa.page.getByRole('button', { name: `Request renewal of ${count} selected` }).click();
  const form = lisa.page.getByRole('dialog');
  for (const name of ['Preview', 'Send request']) await form.getByRole('button', { name }).click();
  await form.getByText('Your request is on its way').waitFor();
  await lisa.page.keyboard.press('Escape');
  await form.waitFor({ state: 'detached' });
  await expect.poll(() => free.count()).toBe(0);
  expect(await lisa.page.getByRole('button', { name: /Request renewal/ }).count()).toBe(0);
  expect(await ticks.first().getAttribute('aria-label')).toMatch(/waiting for your supplier|renews itself/);
  await lisa.close();
});

test('who signs in in another tab finds nothing of the one before', async () => {
  await page.goto('/producer/accounts');
  await page.locator('tr[data-row]').first().waitFor();
  await page.request.post('/api/v1/sessions', { data: { userName: lisaName, password } });
  await page.evaluate("window.dispatchEvent(new Event('visibilitychange'))");
  await page.getByText('This user belongs to the other portal.').waitFor();
  await page.request.post('/api/v1/sessions', { data: { userName: danaName, password } });
});

test('a form opens at its first field, and a refusal tells every reason', async () => {
  await page.goto('/producer/accounts');
  await page.getByRole('button', { name: 'New account' }).click();
  await expect.poll(() => page.evaluate('document.activeElement?.closest("[role=dialog]")?.textContent')).toBeTruthy();
  await page.keyboard.type('Two of a kind');
  expect(await dialog().getByRole('textbox', { name: 'Name', exact: true }).inputValue()).toBe('Two of a kind');
  await page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'detached' });

  await page.goto(`/producer/users/${encodeURIComponent(lisaName)}`);
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Deactivate' }).click();
  for (const name of ['Preview', 'Deactivate']) await dialog().getByRole('button', { name, exact: true }).click();
  await dialog().waitFor({ state: 'detached' });
  await page.getByRole('button', { name: /Invite/ }).focus();
  await page.keyboard.press('Enter');
  const reasons = page.locator('.mantine-Popover-dropdown li');
  await expect.poll(() => reasons.count()).toBe(2);
  expect((await reasons.allTextContents()).join(' ')).toMatch(/inactive.*password/is);
});

test('a form does not write over what somebody else has changed since it was opened', async () => {
  await page.goto('/producer/accounts/barry-studio');
  await page.getByRole('button', { name: 'Change', exact: true }).click();
  await dialog().getByRole('textbox', { name: 'Description' }).fill('Typed here.');
  const { csrfToken } = await (await page.request.get('/api/v1/sessions/current')).json();
  const changed = await page.request.patch('/api/v1/accounts/barry-studio', {
    data: { name: 'Barry & Sons' },
    headers: { 'x-csrf-token': csrfToken },
  });
  expect(changed.status()).toBe(200);
  // The page behind the form learns of it, and the form must not take that for its own.
  const shown = async () => {
    await page.evaluate("window.dispatchEvent(new Event('visibilitychange'))");
    return page.locator('h1').textContent();
  };
  await expect.poll(shown, { timeout: 10_000 }).toBe('Barry & Sons');
  await dialog().getByRole('button', { name: 'Preview' }).click();
  await dialog().getByRole('alert').waitFor();
  const account = await (await page.request.get('/api/v1/accounts/barry-studio')).json();
  expect(account).toMatchObject({ name: 'Barry & Sons', description: null });
});

test('a change of state that the entitlement does not allow says so, with its cure', async () => {
  await page.goto('/producer/entitlements?q=barry');
  await page.locator('tr[data-row] a').first().click();
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Back to draft', exact: true }).click();
  for (const name of ['Preview', /^Back to draft/]) await dialog().getByRole('button', { name }).click();
  await dialog().waitFor({ state: 'detached' });
  await page.locator('a[href*="item="]').first().click();
  await dialog()
    .getByRole('button', { name: /^Deploy.*Why not/ })
    .focus();
  await page.keyboard.press('Enter');
  await page.locator('.mantine-Popover-dropdown li').getByText('draft', { exact: false }).first().waitFor();
  await page.keyboard.press('Escape');
});

test('light or dark is remembered by the browser', async () => {
  await page.goto('/producer/settings');
  await page.getByRole('button', { name: 'Light or dark' }).click();
  const dark = page.locator('html[data-mantine-color-scheme="dark"]');
  await dark.waitFor({ state: 'attached' });
  await page.reload();
  await heading('Settings').waitFor();
  expect(await dark.count()).toBe(1);
  await page.getByRole('button', { name: 'Light or dark' }).click();
});

test('a session that is over leads to the sign-in, and from there back to the same view', async () => {
  await page.goto('/producer/accounts');
  await heading('Accounts').waitFor();
  await dana.context.clearCookies();
  await page.keyboard.press('/');
  await page.keyboard.type('barry');
  await heading('Sign in').waitFor();
  expect(await page.evaluate("document.activeElement?.getAttribute('autocomplete')")).toBe('username');
  await page.keyboard.type(danaName);
  await page.keyboard.press('Tab');
  await page.keyboard.type('a wrong password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').waitFor();
  // The password is asked for again, so that is where one types.
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await heading('Accounts').waitFor();
  expect(address()).toBe('/producer/accounts?q=barry');
});

test('signing out tells where it fails, and works also where another tab has signed in anew', async () => {
  await page.goto('/producer/');
  await page.getByRole('banner').waitFor();
  const signsOut = async () => {
    await page.getByRole('button', { name: /Dana/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
  };
  await page.route('**/api/v1/sessions', (route) => route.abort());
  await signsOut();
  await page.getByRole('alert').getByText('The server cannot be reached').waitFor();
  await page.unroute('**/api/v1/sessions');

  await page.request.post('/api/v1/sessions', { data: { userName: danaName, password } });
  await signsOut();
  await heading('Sign in').waitFor();
  expect((await page.request.get('/api/v1/sessions/current')).status()).toBe(401);
});

import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, screenshotFolder, visit, type Visitor } from '../browser.ts';
import { openPortalSite, type PortalSite } from '../portal-site.ts';

const password = 'a long walk in the rain';
const customer = 'lisa@barry-studio.example';

let site: PortalSite;
let browser: Browser;
let dana: Visitor;
let lisa: Visitor;

beforeAll(async () => {
  [site, browser] = await Promise.all([openPortalSite({ ownPostgres: true }), openBrowser()]);
  dana = await visit(browser, site.address);
  lisa = await visit(browser, site.address);
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

test('from the first start to a renewal that was asked for', async () => {
  onTestFailed(async () => {
    await dana.page.screenshot({ path: join(screenshotFolder, 'failed-producer.png') });
    await lisa.page.screenshot({ path: join(screenshotFolder, 'failed-customer.png') });
  });
  await becomesAdministrator(dana.page);
  for (const title of ['Expiring Entitlements', 'Expired Entitlements']) await setsUpAndRuns(dana.page, title);
  await readsTheEmail(dana.page);
  const reminder = await mailTo(customer, /expire/i);
  const link = linkIn(reminder.text, /http:\S+\/portal\/\S*/);
  await followsTheLink(lisa.page, link);
  await requestsRenewal(lisa.page);
  await seesTheRequest(dana.page);
  await rollsASettingBack(dana.page);
  expect([...dana.complaints, ...lisa.complaints]).toEqual([]);
}, 180_000);

async function becomesAdministrator(page: Page): Promise<void> {
  await page.goto(site.firstLink);
  await page.getByLabel('First name').fill('Dana');
  await page.getByLabel('Last name').fill('Reyes');
  await page.getByLabel('Email address').fill('dana@acme.example');
  await page.getByLabel('New password').fill(password);
  await page.getByLabel('The same password again').fill(password);
  await button(page, 'Set password and sign in').click();
  await page.getByRole('link', { name: 'Alerts and jobs' }).waitFor();
  // The link works once.
  const other = await visit(browser, site.address);
  await other.page.goto(site.firstLink);
  await other.page.getByRole('heading', { name: 'This link does not work any more' }).waitFor();
  await other.close();
}

async function setsUpAndRuns(page: Page, title: string): Promise<void> {
  await page.getByRole('link', { name: 'Alerts and jobs' }).click();
  await page.getByRole('link', { name: title, exact: true }).first().click();
  await page.getByRole('heading', { name: title, level: 1 }).waitFor();

  await button(page, 'Configure').click();
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel('Runs', { exact: true }).click();
  await page.getByRole('option', { name: 'Daily at a time' }).click();
  await drawer.getByLabel('At', { exact: true }).fill('07:15');
  await drawer.getByText(/Next five times/).waitFor();
  await drawer.getByRole('button', { name: 'Save' }).click();
  await drawer.waitFor({ state: 'detached' });

  await page.getByRole('switch', { name: `${title} is active` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Activate', exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  await button(page, 'Preview').click();
  await page
    .getByRole('navigation', { name: 'What it would act on' })
    .getByRole('link', { name: /mueller-soehne/ })
    .click();
  await readsInMail(page, /Müller & Söhne/);

  await button(page, 'Run now').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Start the run' }).click();
  await page.waitForURL(/\/job-runs\/\d+/);
  await page
    .getByText(/succeeded/i)
    .first()
    .waitFor();
}

async function readsInMail(page: Page, text: RegExp): Promise<void> {
  const mail = page.frameLocator('iframe[title="The message as it would be read"]').locator('body');
  await expect.poll(async () => mail.innerText(), { timeout: 15_000 }).toMatch(text);
}

async function readsTheEmail(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Emails', exact: true }).click();
  await page.getByRole('row').filter({ hasText: customer }).first().click();
  await readsInMail(page, /Lisa/);
}

async function followsTheLink(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.getByRole('link', { name: 'Password forgotten?' }).click();
  await page.getByRole('heading', { name: 'Reset your password' }).waitFor();
  await page.getByLabel('User name').fill(customer);
  await button(page, 'Send me a link').click();
  await page.getByText(/If this user name is known/).waitFor();
  const reset = await mailTo(customer, /password/i);
  await page.goto(linkIn(reset.text, /http:\S+\/portal\/password\/[\w-]+/));
  await page.getByLabel('New password').fill(password);
  await page.getByLabel('The same password again').fill(password);
  await button(page, 'Set password and sign in').click();
  await page.getByRole('heading', { name: 'Expiring entitlements' }).waitFor();
}

async function requestsRenewal(page: Page): Promise<void> {
  const first = page
    .getByRole('row')
    .filter({ has: page.getByRole('checkbox') })
    .nth(1);
  await first.getByRole('checkbox').check();
  await button(page, 'Request renewal of 1 selected').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/Note to your supplier/).fill('Same number of copies, please.');
  await dialog.getByRole('button', { name: 'Preview' }).click();
  await dialog.getByText(/1 item is requested/).waitFor();
  await dialog.getByRole('button', { name: 'Send request' }).click();
  await dialog.getByText('Your request is on its way').waitFor();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await page
    .getByRole('link', { name: /requested on/ })
    .first()
    .waitFor();
  await page.getByRole('link', { name: 'Requests' }).click();
  await page.getByText('waiting for your supplier').waitFor();
}

async function seesTheRequest(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Renewal requests' }).click();
  await page.getByRole('row').filter({ hasText: 'Barry' }).first().click();
  await page.getByText('Same number of copies, please.').first().waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

async function rollsASettingBack(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Settings' }).click();
  const window = page.getByRole('textbox', { name: 'Expiring window' });
  await window.fill('60');
  await button(page, 'Preview').click();
  await button(page, 'Save').click();
  await button(page, 'Undo: back to 90 days').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Put it back' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await expect.poll(() => window.inputValue()).toMatch(/^90/);
}

async function mailTo(address: string, subject: RegExp) {
  for (const began = Date.now(); Date.now() - began < 20_000;) {
    const found = (await site.received()).findLast(
      (mail) => mail.to?.some((to) => to.address === address) === true && subject.test(mail.subject ?? ''),
    );
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`no mail to ${address} about ${subject} arrived`);
}

function linkIn(text: string | undefined, pattern: RegExp): string {
  return (pattern.exec(text ?? '')?.[0] ?? 'no link').replace(/[.,)>]+$/, '');
}

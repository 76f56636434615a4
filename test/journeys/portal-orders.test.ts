import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest';
import { look, openBrowser, screenshotFolder, visit, type Visitor } from '../browser.ts';
import { openPortalSite, type PortalSite } from '../portal-site.ts';

const password = 'a long walk in the rain';
const danaName = 'dana@acme.example';

let site: PortalSite;
let browser: Browser;
let dana: Visitor;
let page: Page;

beforeAll(async () => {
  [site, browser] = await Promise.all([openPortalSite({ ownPostgres: false }), openBrowser()]);
  dana = await visit(browser, site.address);
  page = dana.page;
  await page.goto(site.firstLink);
  await page.getByLabel('First name').fill('Dana');
  await page.getByLabel('Last name').fill('Reyes');
  await page.getByLabel('Email address').fill(danaName);
  await page.locator('input[type="password"]').nth(0).fill(password);
  await page.locator('input[type="password"]').nth(1).fill(password);
  await page.locator('button[type="submit"]').click();
  await page.getByRole('banner').waitFor();
}, 120_000);
afterAll(async () => {
  await browser.close();
  await site.close();
});
beforeEach(() => {
  onTestFailed(async () => {
    await page.screenshot({ path: join(screenshotFolder, 'failed-orders.png') });
  });
});

const dialog = () => page.getByRole('dialog');
const button = (name: string) => page.getByRole('button', { name, exact: true });
const press = (key: string) => page.keyboard.press(key);
const head = (name: string) => page.getByRole('heading', { name, level: 1 });

/** Adds a line item without touching the mouse. */
async function addsLineItem(product: string, copies: string): Promise<void> {
  await button('Add line item').focus();
  await press('Enter');
  await dialog().getByRole('combobox', { name: 'Product', exact: true }).waitFor();
  await expect.poll(() => page.evaluate('document.activeElement.role')).toBe('combobox');
  await page.keyboard.type(product);
  await page.getByRole('option', { name: product }).waitFor();
  await press('ArrowDown');
  await press('Enter');
  await dialog().getByText('The only one of the product.').waitFor();
  await dialog().getByRole('textbox', { name: 'Quantity', exact: true }).fill(copies);
  await press('Control+Enter');
  await dialog().waitFor({ state: 'detached' });
}

test('an order is entered by keyboard: what is typed, what it comes to, and what will happen stand there before it is made', async () => {
  await page.goto('/producer/entitlements/new');
  await head('New entitlement').waitFor();
  await page.getByRole('combobox', { name: 'End customer' }).focus();
  await page.keyboard.type('barry st');
  await page.getByRole('option', { name: /Barry Studio/ }).waitFor();
  await press('ArrowDown');
  await press('Enter');
  await page.getByLabel('Order ID').fill('PO-77');
  await addsLineItem('PhotoPrint 2.0', '5');
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Add line item');
  await page.getByText('1 Mar 2026 to 28 Feb 2027').waitFor();
  await page.getByText('1 line item, 5 copies').waitFor();
  await button('Add maintenance').click();
  await dialog().getByRole('combobox', { name: 'Maintenance product' }).fill('gold');
  await page.getByRole('option', { name: /Gold Support/ }).click();
  expect(
    await dialog()
      .getByRole('checkbox', { name: /PhotoPrint 2.0, 5 copies/ })
      .isChecked(),
  ).toBe(true);
  expect(await look(page, 'order-maintenance')).toEqual([]);
  await button('Add to the entitlement').click();
  await button('Save and deploy').click();
  await dialog().getByText('The entitlement for Barry Studio is made and deployed at once.').waitFor();
  await dialog().getByText('These 2 can be activated from then on:').waitFor();
  await dialog()
    .getByRole('row', { name: /PhotoPrint 2.0.*Deployed.*5.*1 Mar 2026.*28 Feb 2027/ })
    .waitFor();
  await dialog().getByRole('checkbox', { name: 'Send the entitlement email' }).check();
  await expect.poll(() => dialog().locator('iframe').count()).toBe(1);
  expect(await look(page, 'order-deployment')).toEqual([]);
  await dialog().getByRole('checkbox', { name: 'Send the entitlement email' }).uncheck();
  await dialog().getByRole('button', { name: 'Save and deploy' }).click();
  await page.getByRole('tab', { name: 'Line items 1' }).waitFor();
  await page.getByText('PO-77').waitFor();
  await page.getByRole('tab', { name: 'Maintenance 1' }).click();
  await page.getByRole('cell', { name: /Gold Support/ }).waitFor();
  expect(dana.complaints.splice(0)).toEqual([]);
});

test('what the server refuses stands at the item and in the field it is about; nothing that was typed is lost', async () => {
  await page.goto('/producer/entitlements/new');
  await page.getByLabel('Entitlement ID').fill('ENT-1001');
  await addsLineItem('ScanLab 5', '2');
  await button('Save as draft').click();
  await page.getByText('It was not saved').waitFor();
  expect(await page.getByLabel('Entitlement ID').getAttribute('aria-invalid')).toBe('true');
  await page.getByRole('link', { name: 'Renewal requests' }).click();
  await dialog().getByText('What you typed is not saved').waitFor();
  await dialog().getByRole('button', { name: 'Stay' }).click();
  await page.getByText('1 line item, 2 copies').waitFor();
  await page.getByLabel('Entitlement ID').fill('ENT-PORTAL-1');
  await button('Save as draft').click();
  await dialog().getByText('The entitlement is made as a draft, for an end customer who is not known yet.').waitFor();
  expect(await look(page, 'order-plan')).toEqual([]);
  await dialog().getByRole('button', { name: 'Save as draft' }).click();
  await head('ENT-PORTAL-1').waitFor();
});

test('whoever is signed out while they type finds it again', async () => {
  await page.goto('/producer/entitlements/new');
  await head('New entitlement').waitFor();
  await addsLineItem('PhotoPrint 3.0', '3');
  await dana.context.clearCookies();
  await button('Save as draft').click();
  await page.getByLabel('User name').fill(danaName);
  await page.locator('input[type="password"]').fill(password);
  await press('Enter');
  await page.getByText('What you typed before is here again.').waitFor();
  await page.getByText('1 line item, 3 copies').waitFor();
  await button('Save as draft').click();
  await dialog().getByRole('button', { name: 'Save as draft' }).click();
  await page.getByRole('tab', { name: 'Line items 1' }).waitFor();
});

test('a line item is changed after its plan was shown, and its history tells of it', async () => {
  await page.goto('/producer/entitlements/ENT-PORTAL-1');
  await page.getByRole('tab', { name: 'Line items 1' }).waitFor();
  await page.locator('a[href*="item="]').first().click();
  await dialog().getByRole('button', { name: 'Change', exact: true }).click();
  const form = dialog().last();
  await form.getByRole('textbox', { name: 'Quantity', exact: true }).fill('7');
  await form.getByRole('button', { name: 'Preview' }).click();
  await form.getByText('One thing will change:').waitFor();
  await press('Escape');
  await page.getByText('Close this, and it is gone.').waitFor();
  await press('Escape');
  await form.getByRole('button', { name: 'Change it' }).click();
  await expect.poll(() => dialog().count()).toBe(1);
  await page.getByText('7 sold').waitFor();
  await dialog().getByRole('tab', { name: 'History' }).click();
  await dialog().getByText('quantity: 2').waitFor();
});

test('the dates of several line items are changed at once, each with what becomes of it', async () => {
  await page.goto('/producer/entitlements/ENT-PORTAL-1');
  await addsToEntitlement('PhotoPrint 1.0');
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await button('Change dates').click();
  await dialog().getByRole('combobox', { name: 'End' }).click();
  await page.getByRole('option', { name: 'On a day' }).click();
  await dialog().getByLabel('Last day').fill('2026-12-31');
  await dialog().getByRole('button', { name: 'Preview' }).click();
  await dialog().getByText('2 will change.').waitFor();
  expect(await look(page, 'batch-dates')).toEqual([]);
  await button('Change these').click();
  await dialog().waitFor({ state: 'detached' });
  expect(await page.getByText('31 Dec 2026').count()).toBe(2);
  expect(dana.complaints.splice(0)).toEqual([]);
});

async function addsToEntitlement(product: string): Promise<void> {
  await button('Add line item').click();
  await dialog().getByRole('combobox', { name: 'Product', exact: true }).fill(product);
  await page.getByRole('option', { name: product }).click();
  await dialog().getByText('The only one of the product.').waitFor();
  await dialog().getByRole('button', { name: 'Preview' }).click();
  await dialog().getByText('This is made:').waitFor();
  expect(await look(page, 'added-item-plan')).toEqual([]);
  await dialog().getByRole('button', { name: 'Add it' }).click();
  await page.getByRole('tab', { name: 'Line items 2' }).waitFor();
}

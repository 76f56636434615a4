import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest';
import { openBrowser, screenshotFolder, visit, type Visitor } from '../browser.ts';
import { openPortalSite, type PortalSite } from '../portal-site.ts';
import { password } from '../signing-in.ts';

let site: PortalSite;
let browser: Browser;
let dana: Visitor;

beforeAll(async () => {
  [site, browser] = await Promise.all([openPortalSite({ ownPostgres: false, isEmpty: true }), openBrowser()]);
  dana = await visit(browser, site.address);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await site.close();
});

test('from nothing: a catalog of two versions is made and deployed, and an order is taken and deployed', async () => {
  const { page } = dana;
  onTestFailed(async () => {
    await page.screenshot({ path: join(screenshotFolder, 'failed-catalog.png') });
  });
  await becomesAdministrator(page);
  await makesFeature(page, { name: 'print', id: 'print' });
  await makesFeature(page, { name: 'color', id: 'color' });
  await makesAndDeploysModel(page, 'Per machine', 'per-machine');
  await makesLine(page, 'Photo and print', 'photo');

  await makesProduct(page);
  await deploys(page, 'PhotoPrint 1.0', ['print']);
  await makesNextVersion(page);
  await seesUpgrade(page);
  await deploys(page, 'PhotoPrint 2.0', ['color']);
  await seesList(page);

  await makesAccount(page, 'Barry Studio', 'barry-studio');
  await takesOrder(page);
  await seesOrder(page);
  expect(dana.complaints.splice(0)).toEqual([]);
}, 180_000);

async function becomesAdministrator(page: Page): Promise<void> {
  await page.goto(site.firstLink);
  await page.getByLabel('First name').fill('Dana');
  await page.getByLabel('Last name').fill('Reyes');
  await page.getByLabel('Email address').fill('dana@acme.example');
  await page.getByLabel('New password').fill(password);
  await page.getByLabel('The same password again').fill(password);
  await button(page, 'Set password and sign in').click();
  await page.getByRole('banner').waitFor();
}

interface Named {
  readonly name: string;
  readonly id: string;
}

async function makesFeature(page: Page, { name, id }: Named): Promise<void> {
  await goes(page, 'Features');
  await begins(page, 'New feature');
  await dialog(page).getByLabel('Name', { exact: false }).first().fill(name);
  await dialog(page).getByRole('textbox', { name: 'Version' }).fill('1.0');
  await dialog(page).getByRole('textbox', { name: 'ID', exact: true }).fill(id);
  await ends(page, 'Make the feature');
  await heading(page, `${name} 1.0`).waitFor();
}

async function makesAndDeploysModel(page: Page, name: string, id: string): Promise<void> {
  await goes(page, 'License models');
  await begins(page, 'New license model');
  await dialog(page).getByRole('textbox', { name: 'Name' }).first().fill(name);
  await dialog(page).getByRole('textbox', { name: 'ID', exact: true }).fill(id);
  await ends(page, 'Make the license model');
  await heading(page, name).waitFor();
  await deploys(page, name, []);
}

async function makesLine(page: Page, name: string, id: string): Promise<void> {
  await goes(page, 'Product lines');
  await begins(page, 'New product line');
  await dialog(page).getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog(page).getByRole('textbox', { name: 'ID', exact: true }).fill(id);
  await ends(page, 'Make the product line');
  await heading(page, name).waitFor();
}

/** The empty list says what a product is for; a refusal keeps what was typed. */
async function makesProduct(page: Page): Promise<void> {
  await goes(page, 'Products');
  await page.getByText('No products yet').waitFor();
  await begins(page, 'New product');
  const form = dialog(page);
  await form.getByRole('textbox', { name: 'Name' }).first().fill('PhotoPrint');
  await button(form, 'Make the draft').click();
  await expect.poll(() => form.getByRole('textbox', { name: 'Version' }).getAttribute('aria-invalid')).toBe('true');
  await form.getByRole('textbox', { name: 'Version' }).fill('1.0');
  await picks(page, 'Add a feature', 'print');
  await form.getByRole('textbox', { name: 'Count of print' }).fill('2');
  await picks(page, 'Add a license model', 'Per machine');
  await picks(page, 'Product line', 'Photo');
  await form.getByRole('textbox', { name: 'ID', exact: true }).fill('photoprint-1.0');
  await ends(page, 'Make the draft');
  await heading(page, /^PhotoPrint 1.0/).waitFor();
  await page.getByText('2 ×').waitFor();
}

/** The next version comes filled in, and brings the upgrade to it along. */
async function makesNextVersion(page: Page): Promise<void> {
  await button(page, 'New version…').click();
  const form = dialog(page);
  expect(await form.getByRole('textbox', { name: 'Name' }).first().inputValue()).toBe('PhotoPrint');
  await form.getByRole('checkbox', { name: 'PhotoPrint 1.0 can be upgraded to it' }).waitFor();
  await form.getByRole('textbox', { name: 'Version' }).fill('2.0');
  await picks(page, 'Add a feature', 'color');
  await form.getByRole('textbox', { name: 'ID', exact: true }).fill('photoprint-2.0');
  await ends(page, 'Make the draft');
  await heading(page, /^PhotoPrint 2.0/).waitFor();
}

/** The picture shows both versions with their states, the words say the same, and a click leads from one to the other. */
async function seesUpgrade(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Versions and relationships' }).click();
  const picture = page.getByRole('region', { name: /^Versions of PhotoPrint/ });
  await picture.waitFor();
  expect(await picture.getByRole('link').allInnerTexts()).toEqual([
    expect.stringMatching(/PhotoPrint\s+1\.0\s+✓ Deployed/),
    expect.stringMatching(/PhotoPrint\s+2\.0\s+○ Draft/),
  ]);
  await page.getByText('In words').click();
  await page.getByText('PhotoPrint 1.0 can be upgraded to PhotoPrint 2.0').waitFor();
  await picture.getByRole('link').first().click();
  await heading(page, /^PhotoPrint 1.0/).waitFor();
  await page.getByRole('cell', { name: 'can be upgraded to' }).waitFor();
  await page.getByRole('cell').getByRole('link', { name: 'PhotoPrint 2.0' }).click();
  await heading(page, /^PhotoPrint 2.0/).waitFor();
}

async function seesList(page: Page): Promise<void> {
  await goes(page, 'Products');
  const rows = page.locator('tr[data-row]');
  await rows.nth(1).waitFor();
  expect(await rows.allInnerTexts()).toEqual([
    expect.stringMatching(/PhotoPrint\s+1\.0\s+Product\s+✓ Deployed\s+Photo and print\s+Per machine\s+1\s+1$/),
    expect.stringMatching(/PhotoPrint\s+2\.0\s+Product\s+✓ Deployed\s+Photo and print\s+Per machine\s+2\s+1$/),
  ]);
}

async function makesAccount(page: Page, name: string, id: string): Promise<void> {
  await goes(page, 'Accounts');
  await begins(page, 'New account');
  await dialog(page).getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await dialog(page).getByRole('textbox', { name: 'Account ID' }).fill(id);
  await ends(page, 'Make the account');
  await heading(page, name).waitFor();
}

/** An entitlement with a line item of the first version, for a year, deployed at once. */
async function takesOrder(page: Page): Promise<void> {
  await goes(page, 'Entitlements by order');
  await button(page, 'New entitlement').first().click();
  await heading(page, 'New entitlement').waitFor();
  await chooses(page, page, 'End customer', 'Barry Studio');
  await page.getByRole('textbox', { name: 'Order ID' }).fill('PO-1');
  await page.getByRole('textbox', { name: 'Entitlement ID' }).fill('ENT-FIRST');
  await begins(page, 'Add line item');
  await chooses(page, dialog(page), 'Product', 'PhotoPrint 1.0');
  await dialog(page).getByText('Per machine').waitFor();
  await dialog(page).getByRole('textbox', { name: 'Quantity', exact: true }).fill('5');
  await ends(page, 'Add to the entitlement');
  await page.getByText('1 line item, 5 copies').waitFor();
  await button(page, 'Save and deploy').click();
  await dialog(page).getByText('The entitlement for Barry Studio is made and deployed at once.').waitFor();
  await button(dialog(page), 'Save and deploy').click();
  await heading(page, /ENT-FIRST.*Deployed/).waitFor();
}

async function seesOrder(page: Page): Promise<void> {
  const item = page.locator('main tr').filter({ hasText: 'PhotoPrint 1.0' });
  await item.getByText('Deployed').waitFor();
  expect(await item.innerText()).toMatch(/5/);
  await goes(page, 'Entitlements by order');
  const row = page.locator('tr[data-row]');
  await row.first().waitFor();
  expect(await row.allInnerTexts()).toEqual([
    expect.stringMatching(/ENT-FIRST\s+Barry Studio\s+barry-studio\s+✓ Deployed\s+.*PhotoPrint 1\.0/s),
  ]);
  // The catalog knows that it is used: the first version stays.
  await goes(page, 'Products');
  await page.getByRole('link', { name: 'PhotoPrint' }).first().click();
  await heading(page, /^PhotoPrint 1.0/).waitFor();
  await button(page, 'More').click();
  await page.getByRole('menuitem', { name: 'Back to draft' }).click();
  await button(dialog(page), 'Preview').click();
  await dialog(page).getByRole('alert').getByText('It is used by').waitFor();
}

/** The plan says which drafts go along, and then exactly that happens. */
async function deploys(page: Page, name: string, alongWith: readonly string[]): Promise<void> {
  await button(page, 'Deploy').click();
  const form = dialog(page);
  await button(form, 'Preview').click();
  await form.getByText('Draft becomes Deployed').waitFor();
  for (const key of alongWith) await form.getByRole('row', { name: key }).waitFor();
  if (alongWith.length === 0) await form.getByText('Nothing else changes with it.').waitFor();
  await ends(page, 'Deploy');
  await heading(page, new RegExp(`^${name}.*Deployed`)).waitFor();
}

async function goes(page: Page, to: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: to, exact: true }).click();
  await heading(page, to).waitFor();
}

async function begins(page: Page, verb: string): Promise<void> {
  await button(page, verb).first().click();
  await dialog(page).waitFor();
}

async function ends(page: Page, verb: string): Promise<void> {
  await button(dialog(page), verb).click();
  await dialog(page).waitFor({ state: 'detached' });
}

async function picks(page: Page, label: string, typed: string): Promise<void> {
  await chooses(page, dialog(page), label, typed);
}

/** Picks something by typing a part of its name. */
async function chooses(page: Page, place: Page | Locator, label: string, typed: string): Promise<void> {
  await place.getByRole('combobox', { name: label, exact: true }).fill(typed);
  await page
    .getByRole('option', { name: new RegExp(typed) })
    .first()
    .click();
}

function dialog(page: Page): Locator {
  return page.getByRole('dialog');
}

function button(place: Page | Locator, name: string): Locator {
  return place.getByRole('button', { name, exact: true });
}

function heading(page: Page, name: string | RegExp): Locator {
  return page.getByRole('heading', { name, level: 1 });
}

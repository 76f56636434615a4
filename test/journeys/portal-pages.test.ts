import type { Browser, Page, Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { look, openBrowser, visit, type Visitor } from '../browser.ts';
import { openPortalSite, type PortalSite } from '../portal-site.ts';

const password = 'a long walk in the rain';
const lisaName = 'lisa@barry-studio.example';
const heikeName = 'heike@mueller-soehne.example';

let site: PortalSite;
let browser: Browser;
let dana: Visitor;
let lisa: Visitor;

beforeAll(async () => {
  [site, browser] = await Promise.all([openPortalSite({ ownPostgres: false }), openBrowser()]);
  for (const job of ['expiring-entitlements', 'expired-entitlements']) await site.command('job', 'run', job);
  dana = await visit(browser, site.address);
  lisa = await visit(browser, site.address);
  await signIn(dana.page, site.firstLink, {
    'First name': 'Dana',
    'Last name': 'Reyes',
    'Email address': 'dana@acme.example',
  });
  await signIn(lisa.page, await linkFor(lisaName));
  await makeCatalog(dana);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await site.close();
});

/** Each page with what shows that it is there. */
const producerPages = [
  ['home', '/producer/', 'Needs attention'],
  ['entitlements', '/producer/entitlements', 'barry-studio'],
  ['new-entitlement', '/producer/entitlements/new', 'Save and deploy'],
  ['new-test-entitlement', '/producer/entitlements/new?test=true', 'Save test entitlement'],
  ['copied-entitlement', '/producer/entitlements/new?copyOf=ENT-1001', 'New entitlement like ENT-1001'],
  ['line-item-history', '/producer/entitlements/ENT-1001?item=ACT-1001-1&panel=history', 'Before and after'],
  ['maintenance-panel', '/producer/entitlements/ENT-1001?tab=maintenance&item=MNT-1001-1', 'Unlink'],
  ['line-items', '/producer/line-items', 'Activation ID'],
  ['maintenance-line-items', '/producer/maintenance-line-items', 'Covers'],
  ['renewal-requests', '/producer/renewal-requests', 'Renewal requests'],
  ['products', '/producer/products', 'PhotoPrint'],
  ['new-product', '/producer/products?new=licensed', 'Make the draft'],
  ['new-suite', '/producer/products?new=suite', 'Products of the suite'],
  ['new-maintenance', '/producer/products?new=maintenance', 'It gives a right to'],
  ['product', '/producer/products/photoprint-2.0', 'print-core'],
  ['product-relationships', '/producer/products/photoprint-2.0?tab=relationships', 'In words'],
  ['maintenance-relationships', '/producer/products/gold-support?tab=relationships', 'In words'],
  ['product-part-numbers', '/producer/products/photoprint-2.0?tab=part-numbers', 'Add a part number'],
  ['product-history', '/producer/products/photoprint-2.0?tab=history', 'State changed'],
  ['features', '/producer/features', 'print-core'],
  ['new-feature', '/producer/features?new=1', 'Vendor string'],
  ['feature', '/producer/features/print-core', 'Used by'],
  ['feature-history', '/producer/features/print-core?tab=history', 'State changed'],
  ['feature-bundles', '/producer/feature-bundles', 'Print basics'],
  ['new-feature-bundle', '/producer/feature-bundles?new=1', 'Make the bundle'],
  ['feature-bundle', '/producer/feature-bundles/print-basics', 'print-core'],
  ['license-models', '/producer/license-models', 'Per machine'],
  ['new-license-model', '/producer/license-models?new=1', 'What customers may do'],
  ['license-model', '/producer/license-models/metered', 'undoInterval'],
  ['license-technologies', '/producer/license-technologies', 'Trusted storage'],
  ['new-license-technology', '/producer/license-technologies?new=1', 'Text with Liquid'],
  ['license-technology', '/producer/license-technologies/acme-keys', 'ACME-KEY'],
  ['part-numbers', '/producer/part-numbers', 'PP-3'],
  ['new-part-number', '/producer/part-numbers?new=1', 'Make the part number'],
  ['part-number', '/producer/part-numbers/PP-3', 'any of the product'],
  ['product-lines', '/producer/product-lines', 'Photo & print'],
  ['new-product-line', '/producer/product-lines?new=1', 'Make the product line'],
  ['product-line', '/producer/product-lines/photo', 'Who sees it'],
  ['accounts', '/producer/accounts', 'barry-studio'],
  ['account', '/producer/accounts/barry-studio', 'Barry Studio'],
  ['account-structure', '/producer/accounts/barry-studio?tab=structure', 'Nothing is below it'],
  ['users', '/producer/users', lisaName],
  ['new-user', '/producer/users?new=user', 'no way in'],
  ['roles', '/producer/roles', 'Order Entry'],
  ['new-role', '/producer/roles?new=1', 'Child accounts'],
  ['role', '/producer/roles/Order%20Entry', 'See entitlements'],
  ['user', `/producer/users/${encodeURIComponent(lisaName)}`, 'Lisa'],
  ['jobs', '/producer/jobs', 'Expiring Entitlements'],
  ['job', '/producer/jobs/expiring-entitlements?preview=1&item=barry-studio', 'Preview'],
  ['job-run', '/producer/job-runs/1', 'succeeded'],
  ['emails', '/producer/emails?email=1', 'Subject'],
  ['email-templates', '/producer/email-templates', 'Renewal Reminder'],
  ['email-template', '/producer/email-templates/1', 'Subject'],
  ['imports', '/producer/imports', 'Imports'],
  ['settings', '/producer/settings', 'Expiring window'],
  ['custom-attributes', '/producer/custom-attributes', 'Maintenance line items'],
  ['profile', '/producer/profile', 'Change password'],
] as const;

const customerPages = [
  ['customer-expiring', '/portal/expiring', 'Days left'],
  ['customer-entitlements', '/portal/entitlements', 'What your company owns'],
  ['customer-requests', '/portal/requests', 'Renewal requests'],
  ['customer-profile', '/portal/profile', 'Emails that you want'],
] as const;

const openPages = [
  ['sign-in', '/producer/sign-in', 'Password forgotten?'],
  ['customer-sign-in', '/portal/sign-in', 'Register with an activation ID'],
  ['customer-register', '/portal/register', 'Company'],
  ['forgotten', '/portal/forgotten', 'Reset your password'],
] as const;

describe('every page of both portals can be used by everybody, wide and on a phone, light and dark', () => {
  test.each(producerPages)('%s', async (name, path, sign) => {
    await opens(dana, name, path, sign);
  });
  test.each(customerPages)('%s', async (name, path, sign) => {
    await opens(lisa, name, path, sign);
  });
  test.each(openPages)('%s', async (name, path, sign) => {
    const stranger = await visit(browser, site.address);
    await opens(stranger, name, path, sign);
    await stranger.close();
  });
  test('an entitlement with one of its line items', async () => {
    await dana.page.goto('/producer/entitlements');
    await dana.page.locator('a[href*="/producer/entitlements/"]').first().click();
    await dana.page.getByRole('tab').first().waitFor();
    await dana.page.locator('a[href*="item="]').first().click();
    await dana.page.getByRole('dialog').waitFor();
    await settles(dana.page);
    expect(await look(dana.page, 'entitlement')).toEqual([]);
  });
});

test('the customer portal speaks the language of its reader', async () => {
  for (const [locale, words] of [
    ['de-DE', 'Anmelden'],
    ['fr-FR', 'Se connecter'],
    ['ja-JP', 'サインイン'],
  ] as const) {
    const stranger = await visit(browser, site.address, locale);
    await stranger.page.goto('/portal/sign-in');
    await stranger.page.getByRole('button', { name: words }).waitFor();
    expect(await stranger.page.getAttribute('html', 'lang')).toBe(locale.slice(0, 2));
    await stranger.close();
  }
});

test('the first load of each portal is at most 300 KB of compressed JavaScript', async () => {
  for (const visitor of [dana, lisa]) {
    const context = await browser.newContext({
      baseURL: site.address,
      storageState: await visitor.context.storageState(),
    });
    const fresh = await context.newPage();
    const sizes: Promise<number>[] = [];
    fresh.on('response', (response) => {
      if (response.url().endsWith('.js'))
        sizes.push(
          response
            .request()
            .sizes()
            .then((size) => size.responseBodySize),
        );
    });
    await fresh.goto(visitor === dana ? '/producer/entitlements' : '/portal/expiring');
    await settles(fresh);
    const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    expect(total).toBeGreaterThan(10_000);
    expect(total).toBeLessThanOrEqual(300 * 1024);
    await context.close();
  }
});

test('nothing of one account is told to a user of another, whatever a page asks', async () => {
  await lisa.page.goto('/portal/entitlements');
  await lisa.page.locator('a[href*="/portal/entitlements/"]').first().click();
  await settles(lisa.page);
  const asked = [...lisa.asked];
  const heike = await visit(browser, site.address);
  await signIn(heike.page, await linkFor(heikeName));
  const secrets = await keysOf(asked, lisa);
  expect(secrets.size).toBeGreaterThan(5);
  for (const request of asked) {
    const told = await replay(request, heike);
    const leaked = [...secrets].filter((key) => told.includes(key));
    expect({ request: `${request.method()} ${request.url()}`, leaked }).toEqual({
      request: `${request.method()} ${request.url()}`,
      leaked: [],
    });
  }
  await heike.close();
});

async function opens({ page, complaints }: Visitor, name: string, path: string, sign: string): Promise<void> {
  await page.goto(path);
  await page.getByText(sign).first().waitFor();
  await settles(page);
  expect(await look(page, name)).toEqual([]);
  expect(complaints.splice(0)).toEqual([]);
}

async function settles(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.locator('[role="status"] .mantine-Skeleton-root').first().waitFor({ state: 'detached' });
}

async function signIn(page: Page, link: string, fields: Readonly<Record<string, string>> = {}): Promise<void> {
  await page.goto(link);
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label).fill(value);
  const passwords = page.locator('input[type="password"]');
  await passwords.nth(0).fill(password);
  await passwords.nth(1).fill(password);
  await page.locator('button[type="submit"]').click();
  await page.getByRole('banner').waitFor();
}

/** One of each part of the catalog that the demo does without. */
async function makeCatalog({ context }: Visitor): Promise<void> {
  const { csrfToken } = await (await context.request.get('/api/v1/sessions/current')).json();
  const make = async (path: string, data: object): Promise<void> => {
    const answer = await context.request.post(`/api/v1/${path}`, { headers: { 'x-csrf-token': csrfToken }, data });
    expect({ path, status: answer.status() }).toEqual({ path, status: 201 });
  };
  const give = async (to: string): Promise<void> => {
    const path = `/api/v1/product-lines/photo/${to}`;
    const answer = await context.request.put(path, { headers: { 'x-csrf-token': csrfToken } });
    expect({ path, status: answer.status() }).toEqual({ path, status: 200 });
  };
  const features = [{ featureId: 'print-core' }, { featureId: 'print-color', count: 2 }];
  await make('feature-bundles', { featureBundleId: 'print-basics', name: 'Print basics', features });
  await make('product-lines', { productLineId: 'photo', name: 'Photo & print' });
  await give('accounts/barry-studio');
  await give(`users/${encodeURIComponent(lisaName)}`);
  await make('part-numbers', { partNumber: 'PP-3', productId: 'photoprint-3.0' });
  const generator = { kind: 'template', template: 'ACME-KEY {{ product.name }}' };
  await make('license-technologies', { licenseTechnologyId: 'acme-keys', name: 'Acme key files', generator });
  await make('license-models', {
    licenseModelId: 'metered',
    name: 'Metered by the month',
    technology: 'custom',
    licenseTechnologyId: 'acme-keys',
    counting: 'counted',
    lock: 'floating',
    attributes: [{ name: 'undoInterval', type: 'number', when: 'model', value: 3600 }],
    policies: { returns: { allowedCount: 4, term: 'P1Y' } },
    overdraft: { percent: 10 },
  });
}

async function linkFor(userName: string): Promise<string> {
  const printed = await site.command('user', 'sign-in-link', userName);
  return /http:\S+\/password\/\S+/.exec(printed)?.[0] ?? printed;
}

/** The keys of what was told to somebody: nobody else may hear of them. */
async function keysOf(asked: readonly Request[], { context }: Visitor): Promise<ReadonlySet<string>> {
  const keys = new Set<string>(['barry-studio', lisaName]);
  for (const request of asked.filter((one) => one.method() === 'GET')) {
    const text = await (await context.request.get(request.url())).text();
    for (const [, key] of text.matchAll(/"(?:activationId|entitlementId)":"([^"]+)"/g))
      if (key !== undefined) keys.add(key);
  }
  return keys;
}

/** The same request, as somebody else would send it; answers what they are told. */
async function replay(request: Request, { context }: Visitor): Promise<string> {
  const { csrfToken } = await (await context.request.get('/api/v1/sessions/current')).json();
  const body = request.postData();
  const answer = await context.request.fetch(request.url(), {
    method: request.method(),
    headers: { 'x-csrf-token': csrfToken, 'content-type': 'application/json' },
    ...(body === null ? {} : { data: body }),
  });
  // A refusal may name what was asked for; it must not tell more.
  return answer.ok() ? answer.text() : '';
}

import { createHttpServer } from '../src/api/http-server.ts';
import { createUser } from '../src/accounts/user-operations.ts';
import { systemActor } from '../src/accounts/rules/permissions.ts';
import { makeSignInLink } from '../src/sign-in/sign-in-link.ts';
import type { JobsApp } from '../src/jobs/job-definition.ts';
import { openBrowser, visit, type Visitor } from '../test/browser.ts';
import { alternate, timed, type Bench } from './bench.ts';

const allowance = 300;
const list = '/api/v1/entitlements?limit=50';
const operator = systemActor('bench');

/** The first page of *List Entitlements by Order* in Chromium against the bare call, beyond the 300 ms that a page may take. */
export const entitlementPage: Bench = {
  name: 'entitlement-page',
  title: `from the click to the rows in the page, less ${allowance} ms`,
  baselineTitle: 'the bare API call of the list',
  unit: 'x',
  budget: 1.5,
  measure: async (site, { size, smoke }) => {
    const app = await site.dataset(size);
    const server = await createHttpServer(app);
    const address = await server.listen({ port: 0, host: '127.0.0.1' });
    const browser = await openBrowser();
    try {
      const visitor = await visit(browser, address);
      await signIn(app, visitor);
      const shown: number[] = [];
      const measured = async (): Promise<number> => {
        const took = await showList(visitor);
        shown.push(took);
        return Math.max(1, took - allowance);
      };
      const samples = await alternate({ rounds: smoke ? 1 : 9, measured, baseline: () => callBare(visitor) });
      return { ...samples, remarks: [`the page: ${shown.map((took) => Math.round(took)).join(', ')} ms`] };
    } finally {
      await browser.close();
      await server.close();
    }
  },
};

/** A new administrator each time, as the data set may be kept. */
async function signIn(app: JobsApp, { page }: Visitor): Promise<void> {
  const userName = `bench-${Date.now()}@producer.example`;
  const roles = ['System Administrator'];
  await createUser(app, operator, {
    userName,
    firstName: 'Bench',
    lastName: 'Runner',
    email: userName,
    memberships: [{ accountId: 'producer', roles }],
  });
  const link = await makeSignInLink(app, operator, userName);
  await page.goto(new URL(link).pathname);
  const passwords = page.locator('input[type="password"]');
  for (const index of [0, 1]) await passwords.nth(index).fill('a long walk in the rain');
  await page.locator('button[type="submit"]').click();
  await page.getByRole('link', { name: 'Settings' }).waitFor();
}

async function showList({ page }: Visitor): Promise<number> {
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('heading', { name: 'Settings' }).waitFor();
  // What was loaded before is good for five seconds; here it is to be asked for again.
  await page.reload();
  await page.getByRole('heading', { name: 'Settings' }).waitFor();
  await page.waitForLoadState('networkidle');
  return timed(async () => {
    await page.getByRole('link', { name: 'Entitlements by order' }).click();
    await page.locator('tbody tr[data-row]').first().waitFor();
  });
}

async function callBare({ context }: Visitor): Promise<number> {
  return timed(async () => (await context.request.get(list)).body());
}

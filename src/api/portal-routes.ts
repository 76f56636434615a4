import { randomBytes } from 'node:crypto';
import staticFiles from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { App } from '../platform/app.ts';
import { getBranding } from '../sign-in/branding.ts';
import { sendPage } from './html-page.ts';
import { portalFolder, portalPage, type PortalName } from './portal-files.ts';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const portals: readonly { readonly path: string; readonly name: PortalName }[] = [
  { path: '/producer', name: 'producer' },
  { path: '/portal', name: 'end-user' },
];

/** The two portals: one page each, whatever the address below it, and the files that they load. */
export async function portalRoutes(server: FastifyInstance, app: App): Promise<void> {
  for (const { path, name } of portals) {
    const page = portalPage(name);
    const answer = async (reply: FastifyReply): Promise<FastifyReply> => {
      if (page === undefined) return sendPage(reply.code(503), 'Licet', notBuilt);
      const nonce = randomBytes(16).toString('base64');
      return reply
        .header('content-security-policy', await policyFor(app, nonce))
        .header('cache-control', 'no-store')
        .type('text/html; charset=utf-8')
        .send(page(nonce));
    };
    server.get(path, { schema: { hide: true } }, (_request, reply) => reply.redirect(`${path}/`));
    server.get(`${path}/*`, { schema: { hide: true } }, (_request, reply) => answer(reply));
  }
  // Every file has the hash of its content in its name, so a browser never has to ask again.
  const files = join(portalFolder, 'assets');
  if (existsSync(files))
    await server.register(staticFiles, {
      root: files,
      prefix: '/portal-files/assets/',
      immutable: true,
      maxAge: '365d',
      preCompressed: true,
      index: false,
      decorateReply: false,
    });
}

/**
 * Nothing is run or loaded that does not come from here, but for the producer's own logo. Mails are shown in frames that may
 * run nothing; their style attributes are all that has to be let through.
 */
async function policyFor(app: App, nonce: string): Promise<string> {
  const { logoUrl } = await getBranding(app);
  const logo = URL.canParse(logoUrl) ? ` ${new URL(logoUrl).origin}` : '';
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src-elem 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    `img-src 'self' data:${logo}`,
    "connect-src 'self'",
    "font-src 'self'",
    "frame-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

const notBuilt = `<h1>The portals are not built</h1>
<p>Their files are missing from this installation. Build them with <code>npm run build</code> and start Licet again;
<code>npm start</code> does both by itself.</p>`;

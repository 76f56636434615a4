import type { FastifyInstance } from 'fastify';
import type { App } from '../platform/app.ts';
import { releaseVersion } from '../platform/release.ts';
import { notFound, problemCatalog, type ProblemCode } from '../shared/problems.ts';
import { escapeHtml, sendPage } from './html-page.ts';
import { problemAdvice } from './problem-advice.ts';

/** The pages for people who open the server in a browser, or follow the `type` of a problem. */
export function pageRoutes(server: FastifyInstance, app: App): void {
  server.get('/', (_request, reply) => sendPage(reply, 'Licet', homePage(app.config.publicUrl, app.config.today)));
  server.get('/problems', (_request, reply) => sendPage(reply, 'Problems - Licet', problemList()));
  server.get<{ Params: { code: string } }>('/problems/:code', (request, reply) => {
    const { code } = request.params;
    if (!isProblemCode(code)) throw notFound('problem code', code.slice(0, 100));
    return sendPage(reply, `${code} - Licet`, problemPage(code));
  });
}

function homePage(publicUrl: string, today: string | undefined): string {
  const address = escapeHtml(publicUrl);
  const still =
    today === undefined
      ? ''
      : `<p><strong>The business day stands still at ${escapeHtml(today)}</strong> (LICET_TODAY).</p>`;
  return `<h1>Licet</h1>
<p>Software entitlements and their life cycle. This is version ${escapeHtml(releaseVersion)}, and it is running.</p>
${still}
<ul>
<li><a href="/producer/">/producer</a>: the portal of the producer's people</li>
<li><a href="/portal/">/portal</a>: the portal of customers and partners</li>
<li><a href="/api/v1/openapi.json">/api/v1/openapi.json</a>: every operation, as OpenAPI 3.1</li>
<li><a href="/readyz">/readyz</a>: whether this server can do its work</li>
<li><a href="/metrics">/metrics</a>: numbers for Prometheus</li>
<li><a href="/problems">/problems</a>: what each error code means, and what to do</li>
</ul>
<h2>Try it</h2>
<pre>export LICET_KEY=<em>an API key</em>

curl -H "Authorization: Bearer $LICET_KEY" '${address}/api/v1/entitlements?limit=5'
curl -H "Authorization: Bearer $LICET_KEY" ${address}/api/v1/jobs
curl -H "Authorization: Bearer $LICET_KEY" -X POST ${address}/api/v1/jobs/expiring-entitlements/preview
curl -H "Authorization: Bearer $LICET_KEY" ${address}/api/v1/emails</pre>
<p>An API key:</p>
<pre>npm run licet -- api-key create --name me --role "System Administrator"</pre>`;
}

function problemList(): string {
  const entries = Object.entries(problemCatalog).map(
    ([code, { status, title }]) =>
      `<dt><a href="/problems/${code}">${code}</a></dt><dd>${status}: ${escapeHtml(title)}.</dd>`,
  );
  return `<h1>Problems</h1><p>Every error of Licet is one of these.</p><dl>${entries.join('\n')}</dl>`;
}

function problemPage(code: ProblemCode): string {
  const { status, title } = problemCatalog[code];
  const { meaning, remedy } = problemAdvice[code];
  return `<h1>${escapeHtml(title)}</h1>
<p>Code <code>${code}</code>, HTTP status ${status}.</p>
<h2>What it means</h2><p>${escapeHtml(meaning)}</p>
<h2>What to do</h2><p>${escapeHtml(remedy)}</p>
<p><a href="/problems">All problems</a></p>`;
}

function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(problemCatalog, code);
}

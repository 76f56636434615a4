import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';

const style = `
:root { color-scheme: light dark; font: 1rem/1.6 system-ui, sans-serif; }
body { max-width: 46rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1 { font-size: 1.8rem; line-height: 1.2; margin: 1rem 0 .5rem; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
pre { overflow-x: auto; padding: .8rem 1rem; border: 1px solid; border-radius: .4rem; }
code, pre { font-family: ui-monospace, monospace; font-size: .9rem; }
dt { font-weight: 600; margin-top: .8rem; }
dd { margin: 0; }
`;

const styleHash = createHash('sha256').update(style).digest('base64');
const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; frame-ancestors 'none'`;

export interface PageOptions {
  /** the language of the page; English unless given */
  readonly language?: string | undefined;
  /** has a form that posts to this server */
  readonly hasForm?: boolean;
}

/** Sends a page: one file, no scripts, nothing from anywhere else. `body` is HTML, with everything in it escaped already. */
export function sendPage(
  reply: FastifyReply,
  title: string,
  body: string,
  { language = 'en', hasForm = false }: PageOptions = {},
): FastifyReply {
  const page = `<!doctype html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
  const forms = hasForm ? "form-action 'self'" : "form-action 'none'";
  return reply.header('content-security-policy', `${policy}; ${forms}`).type('text/html; charset=utf-8').send(page);
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it may stand in HTML, in an attribute too. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (letter) => entities[letter] ?? '');
}

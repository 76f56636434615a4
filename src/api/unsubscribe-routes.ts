import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { getSubscription, unsubscribe } from '../notifications/unsubscribe-operations.ts';
import type { App } from '../platform/app.ts';
import { sendPage } from './html-page.ts';
import { donePage, questionPage, unknownLinkPage, type UnsubscribePage } from './unsubscribe-page.ts';

const bodyBytesMax = 16 * 1024;

type WithToken = { Params: { token: string } };

/**
 * The link in each email of a subscription (RFC 8058). A GET only shows, a POST acts: from the page's button, or from a
 * mail program without a sign-in, cookies or a redirect. Mail programs send `List-Unsubscribe=One-Click` as a form of
 * either type; the address says everything, so what the body says is not looked at.
 */
export async function unsubscribeRoutes(server: FastifyInstance, app: App): Promise<void> {
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: bodyBytesMax }, (_request, _body, done) =>
      done(null, undefined),
    );
    scope.get<WithToken>('/unsubscribe/:token', async (request, reply) => {
      const found = await getSubscription(app, request.params.token);
      if (found === undefined) return sendUnknown(request, reply);
      const page = found.subscribed ? questionPage : donePage;
      return send(reply, page(found.subscription, found.locale));
    });
    scope.post<WithToken>('/unsubscribe/:token', async (request, reply) => {
      const done = await unsubscribe(app, request.params.token, request.id);
      return done === undefined ? sendUnknown(request, reply) : send(reply, donePage(done.subscription, done.locale));
    });
  });
}

function sendUnknown(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const wished = request.headers['accept-language']?.split(/[,;]/, 1)[0] ?? 'en';
  return send(reply.code(404), unknownLinkPage(wished));
}

function send(reply: FastifyReply, { title, body, language }: UnsubscribePage): FastifyReply {
  void reply.header('cache-control', 'no-store').header('x-robots-tag', 'noindex');
  return sendPage(reply, title, body, { language, hasForm: true });
}

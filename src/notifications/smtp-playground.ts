import { once } from 'node:events';
import type { Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';

/** How a mail server may treat us. */
export type SmtpBehaviour =
  | 'takes'
  | 'isDown'
  | 'neverGreets'
  | 'isBusy421'
  | 'greylists451'
  | 'refusesSender553'
  | 'hangsAfterData'
  | 'diesAfterData'
  | 'trickles';

/** A real mail server in this process, for tests. Everything that reached the end of its DATA counts as received. */
export interface SmtpPlayground {
  readonly url: string;
  readonly received: () => Promise<readonly Email[]>;
  /** how often the present behaviour was met */
  readonly met: () => number;
  readonly behave: (behaviour: SmtpBehaviour) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface SmtpPlaygroundOptions {
  readonly takeMilliseconds?: number;
  /** answers 550 to this receiver */
  readonly unknownReceiver?: string;
  readonly login?: { readonly user: string; readonly pass: string };
}

/** Starts the server on a free port, which it keeps. */
export async function openSmtpPlayground(options: SmtpPlaygroundOptions = {}): Promise<SmtpPlayground> {
  const state: State = { behaviour: 'takes', met: 0, raw: [], sockets: new Set() };
  let server = await listen(state, options, 0);
  const address = server.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received: async () => Promise.all(state.raw.map(async (raw) => PostalMime.parse(raw))),
    met: () => state.met,
    behave: async (behaviour) => {
      const wasDown = state.behaviour === 'isDown';
      Object.assign(state, { behaviour, met: 0 });
      for (const socket of state.sockets) socket.destroy();
      if (behaviour === 'isDown') await shut(server);
      else if (wasDown) server = await listen(state, options, port);
    },
    close: async () => {
      for (const socket of state.sockets) socket.destroy();
      if (state.behaviour !== 'isDown') await shut(server);
    },
  };
}

interface State {
  behaviour: SmtpBehaviour;
  met: number;
  readonly raw: Buffer[];
  readonly sockets: Set<Socket>;
}

async function listen(state: State, options: SmtpPlaygroundOptions, port: number): Promise<SMTPServer> {
  const server = new SMTPServer({
    authOptional: options.login === undefined,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 50,
    onAuth: (auth, _session, done) =>
      auth.username === options.login?.user && auth.password === options.login?.pass
        ? done(null, { user: auth.username })
        : done(answer(535, 'Authentication failed')),
    onConnect: (_session, done) => {
      if (!meets(state, ['neverGreets', 'isBusy421'])) done();
      else if (state.behaviour === 'isBusy421') done(answer(421, 'Try again later'));
    },
    onMailFrom: (_address, _session, done) =>
      done(meets(state, ['refusesSender553']) ? answer(553, 'Sender refused') : null),
    onRcptTo: (receiver, _session, done) => {
      if (receiver.address === options.unknownReceiver) done(answer(550, 'No such user'));
      else done(meets(state, ['greylists451']) ? answer(451, 'Greylisted') : null);
    },
    onData: (stream, _session, done) => {
      takeData(state, options, stream, done).catch(() => {}); // the connection was cut within the message
    },
  });
  server.on('error', () => {});
  server.server.on('connection', (socket: Socket) => {
    state.sockets.add(socket);
    socket.on('close', () => state.sockets.delete(socket));
  });
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  return server;
}

async function takeData(
  state: State,
  options: SmtpPlaygroundOptions,
  stream: SMTPServerDataStream,
  done: (error?: Error | null) => void,
): Promise<void> {
  state.raw.push(await buffer(stream));
  if (meets(state, ['hangsAfterData', 'diesAfterData', 'trickles'])) {
    if (state.behaviour === 'diesAfterData') for (const socket of state.sockets) socket.destroy();
    if (state.behaviour === 'trickles') trickle(state);
    return;
  }
  setTimeout(() => done(), options.takeMilliseconds ?? 0);
}

/** A continued answer that never ends: the connection is never silent. */
function trickle(state: State): void {
  const timer = setInterval(() => {
    for (const socket of state.sockets) socket.write('250-wait\r\n');
    if (state.behaviour !== 'trickles' || state.sockets.size === 0) clearInterval(timer);
  }, 20);
}

function meets(state: State, behaviours: readonly SmtpBehaviour[]): boolean {
  if (!behaviours.includes(state.behaviour)) return false;
  Object.assign(state, { met: state.met + 1 });
  return true;
}

function answer(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}

async function shut(server: SMTPServer): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
}

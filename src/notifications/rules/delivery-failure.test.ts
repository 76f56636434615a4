import { describe, expect, test } from 'vitest';
import { judgeFailure, retryDelaySeconds } from './delivery-failure.ts';

describe('a failed delivery', () => {
  test.each([
    [
      'a receiver that does not exist is permanent',
      { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550 },
      'permanent',
    ],
    ['a refused content is permanent', { code: 'EMESSAGE', command: 'DATA', responseCode: 554 }, 'permanent'],
    [
      'a message beyond the size limit is permanent',
      { code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 552 },
      'permanent',
    ],
    ['an address that is none is permanent', { code: 'EENVELOPE', command: 'API' }, 'permanent'],
    ['a grey list is temporary', { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 451 }, 'temporary'],
    ['a confused session is temporary', { code: 'EENVELOPE', command: 'DATA', responseCode: 503 }, 'temporary'],
    [
      'a refused sender is a matter of the server',
      { code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 553 },
      'server',
    ],
    [
      'a refused login is a matter of the server',
      { code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 535 },
      'server',
    ],
    [
      'a server that closes is a matter of the server',
      { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 421 },
      'server',
    ],
    ['a connection refused is a matter of the server', { code: 'ESOCKET', command: 'CONN' }, 'server'],
    ['a timeout is a matter of the server', { code: 'ETIMEDOUT', command: 'CONN' }, 'server'],
    ['an error that nobody knows is never permanent', {}, 'server'],
  ])('%s', (_, error, expected) => {
    expect(judgeFailure(error)).toBe(expected);
  });
});

describe('the next attempt', () => {
  test('follows after seconds at first, and after at most an hour later on', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8, 500].map((failures) => retryDelaySeconds(failures, 1))).toEqual([
      5, 15, 45, 135, 405, 1215, 3600, 3600, 3600,
    ]);
  });

  test('is spread, so that a thousand messages do not come at once', () => {
    expect(retryDelaySeconds(3, 0)).toBe(22.5);
  });
});

import { describe, expect, test } from 'vitest';
import { messageIdDomain, parseSender } from './sender.ts';
import { readableOn, senderLook } from './sender-look.ts';

describe('the sender', () => {
  test.each([
    ['licenses@acme.example', { name: '', address: 'licenses@acme.example' }],
    ['Acme, Inc. <licenses@acme.example>', { name: 'Acme, Inc.', address: 'licenses@acme.example' }],
    ['"Acme" <licenses@acme.example>', { name: 'Acme', address: 'licenses@acme.example' }],
  ])('%s is a name and an address', (setting, expected) => {
    expect(parseSender(setting)).toEqual(expected);
  });

  test.each([
    ['Acme <licenses@Acme.Example>', 'acme.example'],
    ['Licet <licet@localhost>', 'licet.invalid'],
    ['someone@[127.0.0.1]', 'licet.invalid'],
  ])('%s makes Message-IDs of %s', (setting, domain) => {
    expect(messageIdDomain(setting)).toBe(domain);
  });
});

describe('the look', () => {
  test('puts white on dark colours and black on light ones', () => {
    expect(['#1f5fa8', '#000000', '#ffd400', '#ffffff'].map(readableOn)).toEqual([
      '#ffffff',
      '#ffffff',
      '#000000',
      '#000000',
    ]);
  });

  test('has neither logo nor links unless there are some', () => {
    const look = senderLook({ producerName: 'Acme', logoUrl: '', accentColor: '#1f5fa8' });
    expect([look.producer.logoUrl, look.links]).toEqual([null, { portal: null, unsubscribe: null, password: null }]);
  });
});

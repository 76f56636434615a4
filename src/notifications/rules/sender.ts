export interface Sender {
  readonly name: string;
  readonly address: string;
}

/** Name and address of a setting such as `Acme, Inc. <licenses@acme.example>`, or of an address alone. */
export function parseSender(mailFrom: string): Sender {
  const match = /^(.+?)\s*<([^<>]+)>$/.exec(mailFrom);
  const name = match?.[1]?.replace(/^"(.*)"$/, '$1') ?? '';
  return { name, address: match?.[2] ?? mailFrom };
}

/** The sender's domain, where it is one of the internet; else one that nobody can own. */
export function messageIdDomain(mailFrom: string): string {
  const domain = parseSender(mailFrom).address.split('@').at(-1)?.toLowerCase() ?? '';
  return /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(domain) ? domain : 'licet.invalid';
}

import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../platform/clock.ts';
import { Problem } from '../shared/problems.ts';
import type { OperationFacts } from './operation.ts';

const windowMilliseconds = 60_000;
/** Beyond so many addresses within a minute all are forgotten: memory is worth more than a perfect count. */
const addressesMax = 100_000;

/**
 * Lets one address call an operation only so often within a minute, where the operation says how often; beyond that it throws
 * `too_many_requests` and says when to come back. Each process counts for itself.
 */
export function callLimit(clock: Clock) {
  let begin = 0;
  const calls = new Map<string, number>();
  return (facts: OperationFacts, request: FastifyRequest, reply: FastifyReply): void => {
    if (facts.callsPerMinute === undefined) return;
    const now = clock.now().getTime();
    if (Math.abs(now - begin) >= windowMilliseconds || calls.size >= addressesMax) {
      begin = now;
      calls.clear();
    }
    const caller = `${facts.id} ${networkOf(request.ip)}`;
    const count = (calls.get(caller) ?? 0) + 1;
    calls.set(caller, count);
    if (count <= facts.callsPerMinute) return;
    const seconds = Math.max(1, Math.ceil((begin + windowMilliseconds - now) / 1000));
    void reply.header('retry-after', String(seconds));
    throw new Problem('too_many_requests', `That was too often within a minute. Try again in ${seconds} seconds.`);
  };
}

/** An IPv6 caller has the whole network of 64 bits to itself. */
function networkOf(address: string): string {
  return address.includes(':') && !address.includes('.') ? address.split(':').slice(0, 4).join(':') : address;
}

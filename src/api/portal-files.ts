import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const portalFolder = join(import.meta.dirname, '../../portals/dist');

export type PortalName = 'producer' | 'end-user';

/** The page of a portal with a fresh nonce for its styles; undefined where the portals have not been built. */
export type PortalPage = (nonce: string) => string;

/** Reads the page of a portal once. */
export function portalPage(name: PortalName): PortalPage | undefined {
  const file = join(portalFolder, name, 'index.html');
  if (!existsSync(file)) return undefined;
  const parts = readFileSync(file, 'utf8').split('__CSP_NONCE__');
  return (nonce) => parts.join(nonce);
}

import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type AnyRoute,
  type AnyRouter,
} from '@tanstack/react-router';
import type { JSX } from 'react';
import { NothingHere } from './SignedIn.tsx';
import { parseSearch, searchText, stringifySearch } from './search-text.ts';

type Page = () => JSX.Element;
/** Loads the file of a page, when somebody goes there. */
export type PageLoader = () => Promise<{ readonly Page: Page }>;

export interface PortalPages {
  readonly basepath: '/producer' | '/portal';
  /** the frame around every page behind the sign-in */
  readonly shell: Page;
  /** pages before the sign-in, by their paths */
  readonly open: Readonly<Record<string, PageLoader>>;
  readonly behindSignIn: Readonly<Record<string, PageLoader>>;
}

/** The router of a portal. Each page is a file of its own that exports `Page`, loaded when somebody goes there. */
export function portalRouter({ basepath, shell, open, behindSignIn }: PortalPages): AnyRouter {
  const rootRoute = createRootRoute({ validateSearch: searchText, notFoundComponent: NothingHere });
  const framed = createRoute({ getParentRoute: () => rootRoute, id: 'framed', component: shell });
  const routeTree = rootRoute.addChildren([
    ...routesUnder(rootRoute, open),
    framed.addChildren(routesUnder(framed, behindSignIn)),
  ]);
  return createRouter({
    routeTree,
    basepath,
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    scrollRestoration: true,
  });
}

function routesUnder(parent: AnyRoute, pages: Readonly<Record<string, PageLoader>>): AnyRoute[] {
  return Object.entries(pages).map(([path, load]) =>
    createRoute({ getParentRoute: () => parent, path, component: lazyRouteComponent(load, 'Page') }),
  );
}

import { portalRouter } from '../shared/route-making.ts';
import { startPortal } from '../shared/PortalRoot.tsx';
import { pagesBehindSignIn, pagesBeforeSignIn } from './pages.ts';
import { Shell } from './Shell.tsx';

startPortal({
  router: portalRouter({
    basepath: '/producer',
    shell: Shell,
    open: pagesBeforeSignIn,
    behindSignIn: pagesBehindSignIn,
  }),
  speaks: ['en'],
});

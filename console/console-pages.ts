import { allLifecyclesPage } from './pages/all-lifecycles-page.ts';
import { checkoutPage } from './pages/checkout-page.ts';
import { checkoutsPage } from './pages/checkouts-page.ts';
import type { MakePage } from './pages/console-page.ts';
import { healthPage } from './pages/health-page.ts';
import { overviewPage } from './pages/overview-page.ts';

/** Every page, in the order of the navigation. */
export const consolePages: readonly MakePage[] = [
  overviewPage,
  checkoutsPage,
  checkoutPage,
  healthPage,
  allLifecyclesPage,
];

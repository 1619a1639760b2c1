import 'i18next';
import type { consoleEn } from '../console/texts/console.en.ts';
import type { dashboardsEn } from '../dashboards/texts/dashboards.en.ts';
import type { portalEn } from '../portal/texts/portal.en.ts';
import type { shopEn } from '../shop/texts/shop.en.ts';
import type { commonEn } from './common.en.ts';

/** A text that no file has does not compile. */
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    keySeparator: false;
    resources: {
      common: typeof commonEn;
      shop: typeof shopEn;
      portal: typeof portalEn;
      console: typeof consoleEn;
      dashboards: typeof dashboardsEn;
    };
  }
}

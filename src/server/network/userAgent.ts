import { version } from '../../../package.json';

/** How PsyCite names itself to every service. */
export const userAgent = `PsyCite/${version}`;

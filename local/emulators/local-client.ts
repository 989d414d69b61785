import { localCredentials } from '../../service/local-defaults.ts';

/** Returns the settings of an SDK client for an emulator. */
export const localClient = (endpoint: string, region: string) => ({
  endpoint,
  region,
  credentials: localCredentials,
});

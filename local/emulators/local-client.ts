/** For SDK clients of the emulators, which check nothing: a developer's own credentials stay out of it. */
export const localCredentials = { accessKeyId: 'local', secretAccessKey: 'local' };

/** Settings of an SDK client. */
export const localClient = (endpoint: string, region: string) => ({
  endpoint,
  region,
  credentials: localCredentials,
});

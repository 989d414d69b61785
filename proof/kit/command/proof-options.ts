/** The options that several proof commands have, in the form that `parseArgs` takes. */
export const helpOption = { type: 'boolean', short: 'h', default: false } as const;

/** By default every run has a new seed. */
export const seedOption = {
  type: 'string',
  default: String(Math.floor(Math.random() * 2 ** 32)),
} as const;

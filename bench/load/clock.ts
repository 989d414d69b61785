/** Milliseconds on the machine's own clock, which is the same in every process. */
export const machineTime = (): number => Number(process.hrtime.bigint()) / 1e6;

import { claimPorts } from '../../../local/emulators/claim-ports.ts';
import { LOCAL_HOST } from '../../../service/local-defaults.ts';

/** Returns ports of this machine that are free at this moment, all different. */
export function freePorts(count: number): Promise<readonly number[]> {
  const request = { variable: 'another port', host: LOCAL_HOST, port: 0 };
  return claimPorts(Array.from({ length: count }, () => request));
}

/** Returns one port of this machine that is free at this moment. */
export async function freePort(): Promise<number> {
  const [port = 0] = await freePorts(1);
  return port;
}

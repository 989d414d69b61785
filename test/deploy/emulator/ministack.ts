import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { freePort } from '../../../proof/kit/engines/free-port.ts';
import { pythonProgram } from '../../../scripts/template/python-program.ts';
import { type Server, startServer } from './start-server.ts';

/** An AWS API server on this machine, with TLS and with IAM in force. It keeps everything in memory. */
export interface Ministack extends Server {
  /** The whole environment with which any AWS tool finds the server. It has nothing of a developer's own account. */
  readonly environment: Readonly<Record<string, string>>;
}

const REGION = 'eu-central-1';

export async function startMinistack(): Promise<Ministack> {
  const [port, python, aws, home] = await Promise.all([
    freePort(),
    pythonProgram('ministack', 'python'),
    pythonProgram('moto', 'aws'),
    mkdtemp(join(tmpdir(), 'checkout-webhooks-aws-')),
  ]);
  // The functions run with the first Node in PATH, which is the one of this process.
  const path = [join(home, 'bin'), dirname(process.execPath), process.env['PATH']].join(delimiter);
  const certificate = join(home, 'ministack-tls/server.crt');
  const environment = { ...clientEnvironment(port, certificate), HOME: home, PATH: path };
  await writeAwsCommand(join(home, 'bin'), aws);
  const removeHome = () => rm(home, { recursive: true, force: true });
  const server = await startServer(python, {
    args: [join(import.meta.dirname, 'mended_ministack.py')],
    env: { ...serverEnvironment(port, home), PATH: path },
    // It ends its functions too.
    signal: 'SIGINT',
    isReady: () => isReady(port, certificate),
  }).catch(async (error: unknown) => {
    await removeHome();
    throw error;
  });
  const stop = async () => {
    await server.stop();
    await removeHome();
  };
  return { environment, log: server.log, stop };
}

const serverEnvironment = (port: number, home: string) => ({
  HOME: home,
  TMPDIR: home,
  BIND_HOST: '127.0.0.1',
  GATEWAY_PORT: String(port),
  MINISTACK_REGION: REGION,
  USE_SSL: '1',
  AUTH: 'true',
});

const clientEnvironment = (port: number, certificate: string) => ({
  AWS_ENDPOINT_URL: `https://127.0.0.1:${port}`,
  AWS_CA_BUNDLE: certificate,
  NODE_EXTRA_CA_CERTS: certificate,
  AWS_REGION: REGION,
  AWS_DEFAULT_REGION: REGION,
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_PAGER: '',
});

/** Version 1 of the AWS CLI ignores AWS_ENDPOINT_URL for SQS. So `aws` passes it on as the option that works. */
async function writeAwsCommand(folder: string, program: string): Promise<void> {
  const text = `#!/bin/sh\nexec "${program}" \${AWS_ENDPOINT_URL:+--endpoint-url "$AWS_ENDPOINT_URL"} "$@"\n`;
  await mkdir(folder);
  await writeFile(join(folder, 'aws'), text, { mode: 0o755 });
}

/** Trusts the server's certificate from now on in this process, as NODE_EXTRA_CA_CERTS does in others. */
async function isReady(port: number, certificate: string): Promise<boolean> {
  if (!existsSync(certificate)) return false;
  setDefaultCACertificates([...getCACertificates('default'), await readFile(certificate, 'utf8')]);
  const answer = await fetch(`https://127.0.0.1:${port}/_ministack/health`).catch(() => undefined);
  return answer?.ok ?? false;
}

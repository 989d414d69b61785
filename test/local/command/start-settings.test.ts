import { describe, expect, it } from 'vitest';
import { providers } from '../../../lib/providers/registry.ts';
import { startSettings, WrongSetting } from '../../../local/command/start-settings.ts';

/** Every provider is on. A secret that must be base64 is the base64 of the same text. */
const localSecrets: Record<string, readonly string[]> = {};
for (const { name, signature } of providers) {
  localSecrets[name] = [signature.key.includes('whsec') ? 'whsec_bG9jYWwtc2VjcmV0' : 'local-secret'];
}

describe('npm start without settings', () => {
  it('uses the documented ports and secrets, and keeps nothing', () => {
    expect(startSettings([], {})).toEqual({
      help: false,
      takesFreePorts: false,
      words: [],
      stack: {
        ports: { http: 3000, sqs: 9324, dynamodb: 8000, lambda: 3001 },
        lambdaPortOrFree: true,
        secrets: localSecrets,
      },
    });
  });
});

describe('npm start reads', () => {
  it('ports from the environment, where an empty one counts as not set', () => {
    const { stack } = startSettings([], { PORT: '0', SQS_PORT: '1', DYNAMODB_PORT: '' });
    expect(stack.ports).toEqual({ http: 0, sqs: 1, dynamodb: 8000, lambda: 3001 });
  });

  it('the port of the Lambda API, which must be that one only if it is named', () => {
    expect(startSettings([], {}).stack).toMatchObject({ lambdaPortOrFree: true });
    const { stack } = startSettings([], { LAMBDA_PORT: '4004' });
    expect(stack).toMatchObject({ ports: { lambda: 4004 } });
    expect(stack).not.toHaveProperty('lambdaPortOrFree');
  });

  it('secrets, one per line, newest first, where an empty value means none', () => {
    const { stack } = startSettings([], { WEBHOOK_SECRETS_INQUD: 'new\nold\n', WEBHOOK_SECRETS_TWEED: '' });
    expect(stack.secrets).toEqual({ ...localSecrets, inqud: ['new', 'old'], tweed: [] });
  });

  it('the directory in which to keep rows and messages', () => {
    expect(startSettings(['--data', 'kept'], {}).stack).toHaveProperty('dataDir', 'kept');
  });

  it('the address that providers sign, where they sign one', () => {
    const { stack } = startSettings([], { PUBLIC_URL: 'https://tunnel.example.com' });
    expect(stack).toHaveProperty('publicUrl', 'https://tunnel.example.com');
  });

  it('the address to listen on, and which DynamoDB to use', () => {
    const { stack } = startSettings([], { HOST: '0.0.0.0', DYNAMODB_ENDPOINT: 'http://localhost:1' });
    expect(stack).toMatchObject({ host: '0.0.0.0', dynamodbEndpoint: 'http://localhost:1' });
  });
});

describe('npm start --ports free', () => {
  it('takes free ports, except where a variable names one', () => {
    const { takesFreePorts, stack } = startSettings(['--ports', 'free'], { SQS_PORT: '9000' });
    expect(takesFreePorts).toBe(true);
    expect(stack.ports).toEqual({ http: 0, sqs: 9000, dynamodb: 0, lambda: 0 });
  });
});

describe('npm start refuses', () => {
  it.each([
    ['a port that is not a number', [], { PORT: 'http' }, 'PORT must be a port, 0 to 65535, not "http".'],
    [
      'a port that is too high',
      [],
      { SQS_PORT: '65536' },
      'SQS_PORT must be a port, 0 to 65535, not "65536".',
    ],
    ['a negative port', [], { PORT: '-1' }, 'PORT must be a port'],
    ['an unknown option', ['--date', 'x'], {}, "Unknown option '--date'"],
    ['an option without its value', ['--data'], {}, "'--data <value>' argument missing"],
    [
      'a mistyped option, with a hint',
      ['--dta', 'x'],
      {},
      "Unknown option '--dta'. Add --help to see the options.",
    ],
    ['ports other than free ones', ['--ports', '3001'], {}, '--ports takes only the word free'],
    ['an argument that is not an option', ['data'], {}, "Unexpected argument 'data'"],
  ])('%s', (_, parameters, environment, message) => {
    expect(() => startSettings(parameters, environment)).toThrow(WrongSetting);
    expect(() => startSettings(parameters, environment)).toThrow(message);
  });
});

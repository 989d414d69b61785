import type { Provider } from '../../../lib/providers/provider.ts';
import type { Dice } from '../../kit/random/dice.ts';
import type { HeaderLine } from './hostile-request.ts';

const methods = ['GET', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND', 'SEARCH'];

/** Wrong paths, and the right path in other spellings. The provider's name replaces `{}`, and in another spelling `{%}` and `{A}`. */
const targets = [
  '/',
  '/webhooks',
  '/webhooks/',
  '//webhooks/{}',
  '/webhooks//{}',
  '/webhooks/{}/',
  '/webhooks/{}/x',
  '/Webhooks/{}',
  '/WEBHOOKS/{}',
  '/webhooks/%00',
  '/webhooks/%ff',
  '/webhooks/%',
  '/webhooks/{}%20',
  '/webhooks/__proto__',
  '/webhooks/constructor',
  '/webhooks/toString',
  '/webhooks/nobody',
  '/webhooks/{%}',
  '/webhooks%2f{}',
  '/webhooks/{}%2f',
  '/webhooks/..%2f{}',
  '/./webhooks/{}',
  '/x/../webhooks/{}',
  '/webhooks/{};a=b',
  '/webhooks/{}?a=1&a=2',
  '/webhooks/{}?%',
  '/webhooks/{}?__proto__[x]=1',
  '/webhooks/{}??',
  '/webhooks/{A}',
  '/.env',
  '/webhooks/%F0%9F%98%80',
  '/webhooks/%ED%A0%80',
  '/webhooks/{}%0d%0aX:1',
  '/admin',
];

const contentTypes = [
  'application/json',
  'application/json; charset=utf-8',
  'application/json;charset=utf-16',
  'text/plain',
  'application/octet-stream',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=b',
  '',
  ';',
  '/',
  'APPLICATION/JSON',
  'application/json, text/plain',
  'image/png',
  'text/html',
  'json',
  'application/xml',
  'application/cloudevents+json',
  `application/${'x'.repeat(500)}`,
];

/** Header lines that a webhook does not need. */
const strangeLines: readonly (readonly HeaderLine[])[] = [
  [
    ['__proto__', 'x'],
    ['constructor', 'x'],
    ['toString', 'x'],
  ],
  [['content-encoding', 'gzip']],
  [
    ['content-type', 'text/plain'],
    ['content-type', 'application/json'],
  ],
  [
    ['x-forwarded-for', '3.64.51.60'],
    ['x-real-ip', '127.0.0.1'],
    ['forwarded', 'for=127.0.0.1'],
  ],
  [['x-http-method-override', 'DELETE']],
  [['cookie', 'a=b; __proto__=c;;;=']],
  [['user-agent', '\u00e9\u00ff']],
  [
    ['user-agent', '() { :;}; echo'],
    ['referer', '$\u007bjndi:ldap://x/a}'],
  ],
  [['x-long', 'y'.repeat(6_000)]],
  [['authorization', 'Basic Og==']],
  Array.from({ length: 80 }, (_, index) => [`x-${index}`, String(index)] as const),
];

export interface Envelope {
  readonly name: string;
  readonly method: string;
  readonly target: string;
  readonly lines: readonly HeaderLine[];
}

/** Returns the headers that the provider's webhooks have, with values that it would never send. */
function ownLines({ keptHeaders, deliveryIdHeader }: Provider): readonly (readonly HeaderLine[])[] {
  const names = deliveryIdHeader === undefined ? keptHeaders : [deliveryIdHeader, ...keptHeaders];
  return ['', 'd'.repeat(300), '{"__proto__":1}', '<b>'].map((value) =>
    names.map((name): HeaderLine => [name, value]),
  );
}

function targetIn(pattern: string, name: string): string {
  const escaped = `%${name.charCodeAt(0).toString(16)}${name.slice(1)}`;
  return pattern.replace('{}', name).replace('{%}', escaped).replace('{A}', name.toUpperCase());
}

/** Draws method, path and the headers besides the signature. Most are right, so that the body gets its turn. */
export function drawEnvelope(dice: Dice, provider: Provider): Envelope {
  const method = dice.happens(4) ? dice.pick(methods) : 'POST';
  const target = targetIn(dice.happens(8) ? dice.pick(targets) : '/webhooks/{}', provider.name);
  const type = dice.happens(50) ? 'application/json' : dice.pick(contentTypes);
  const more = dice.happens(20) ? dice.pick([...strangeLines, ...ownLines(provider)]) : [];
  const hasType = !dice.happens(10);
  const lines: HeaderLine[] = [];
  if (hasType) lines.push(['content-type', type]);
  lines.push(...more);
  return { name: `${method} ${target} as ${hasType ? type : 'nothing'}`, method, target, lines };
}

/** Who may act through the console: every combination of what a browser says about a request. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { get, openedCookie, type Reply, send, startTestConsole, type TestConsole } from './test-console.ts';

let console: TestConsole;
beforeAll(async () => {
  console = await startTestConsole();
});
afterAll(() => console.running.close());

const FORM = 'application/x-www-form-urlencoded';
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS'];
const cookies = ['none', 'wrong', 'right'] as const;
const sites = [undefined, 'none', 'same-origin', 'same-site', 'cross-site'];

interface Case {
  readonly host: string;
  readonly origin: string | undefined;
  readonly site: string | undefined;
  readonly navigates: boolean;
  readonly cookie: (typeof cookies)[number];
  readonly method: string;
}

function allCases(port: number): readonly Case[] {
  const hosts = [
    `127.0.0.1:${port}`,
    `localhost:${port}`,
    '127.0.0.1',
    'evil.example',
    `evil.example:${port}`,
  ];
  const origins = [
    undefined,
    'null',
    `http://127.0.0.1:${port}`,
    `http://127.0.0.1:${port + 1}`,
    'http://evil.example',
  ];
  const cases: Case[] = [];
  for (const host of hosts)
    for (const origin of origins)
      for (const site of sites)
        for (const navigates of [true, false])
          for (const cookie of cookies)
            for (const method of methods) cases.push({ host, origin, site, navigates, cookie, method });
  return cases;
}

/** The rules of docs/console.md, in their order. */
function expectedStatus({ host, origin, site, navigates, cookie, method }: Case, port: number): number {
  const reads = method === 'GET' || method === 'HEAD';
  if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`) return 421;
  if (!reads && method !== 'POST') return 405;
  if (origin === undefined ? !reads : origin !== `http://${host}`) return 403;
  const isOurs = site === undefined || site === 'same-origin' || (reads && site === 'none');
  if (!isOurs && !(reads && navigates)) return 403;
  if (cookie !== 'right') return 401;
  return reads ? 200 : 403;
}

describe('A request', () => {
  it('is answered only if everything that a browser says about it is right', async () => {
    const { port, cookie: right } = console;
    const name = right.split('=')[0];
    const wrong: string[] = [];
    for (const one of allCases(port)) {
      const { host, origin, site, navigates, cookie, method } = one;
      const headers: Record<string, string> = { host, 'content-type': FORM };
      if (origin !== undefined) headers['origin'] = origin;
      if (site !== undefined) headers['sec-fetch-site'] = site;
      headers['sec-fetch-mode'] = navigates ? 'navigate' : 'no-cors';
      headers['sec-fetch-dest'] = navigates ? 'document' : 'image';
      if (cookie !== 'none') headers['cookie'] = cookie === 'right' ? right : `${name}=wrong`;
      const { status } = await send(port, '/', { method, headers });
      const expected = expectedStatus(one, port);
      if (status !== expected) wrong.push(`${JSON.stringify(one)}: ${status}, not ${expected}`);
    }
    expect(wrong).toEqual([]);
  }, 60_000);

  it('reaches nothing in a frame: a page that frames ours reads nothing with its cookie', async () => {
    const headers = {
      cookie: console.cookie,
      'sec-fetch-site': 'same-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'iframe',
    };
    expect((await send(console.port, '/', { headers })).status).toBe(403);
  });

  it('must have a path as its address', async () => {
    const headers = { cookie: console.cookie, host: `127.0.0.1:${console.port}` };
    const { status } = await send(console.port, 'http://evil.example/', { headers });
    expect(status).toBe(400);
  });

  it('with a body that is no form, or too large a one, changes nothing', async () => {
    const { port, cookie, origin } = console;
    const headers = { cookie, origin, 'content-type': 'application/json' };
    expect((await send(port, '/', { method: 'POST', headers, body: '{}' })).status).toBe(415);
    const large = { cookie, origin, 'content-type': FORM };
    const body = `note=${'x'.repeat(70_000)}`;
    expect((await send(port, '/', { method: 'POST', headers: large, body })).status).toBe(415);
  });
});

describe('The address with the token', () => {
  it('sets a cookie that no script and no other site can use, and leads to an address without it', async () => {
    const { running, port } = console;
    const answer = await fetch(running.url, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
    const setCookie = answer.headers.get('set-cookie') ?? '';
    expect(setCookie).toMatch(
      new RegExp(`^checkouts-console-${port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`),
    );
    const token = new URL(running.url).searchParams.get('token') ?? '';
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(setCookie).not.toContain(token);
  });

  it('keeps the rest of the address, and leads to no other host', async () => {
    const { port, running } = console;
    const token = new URL(running.url).searchParams.get('token');
    const led = async (path: string) => (await send(port, path)).headers['location'];
    expect(await led(`/checkouts?state=failed&token=${token}`)).toBe('/checkouts?state=failed');
    expect(await led(`//evil.example/?token=${token}`)).toBe('/');
    expect(await led(`/\\evil.example/?token=${token}`)).toBe('/');
  });

  it('opened by a page of another site goes on with a page of ours, to which the cookie belongs', async () => {
    const { port, running } = console;
    const headers = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    };
    const { pathname, search } = new URL(running.url);
    const answer = await send(port, pathname + search, { headers });
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('content="0;url=/"');
    expect(answer.text).not.toContain('token');
    expect(String(answer.headers['set-cookie'])).toContain('SameSite=Strict');
  });

  it('with another token is refused', async () => {
    expect((await send(console.port, '/?token=wrong')).status).toBe(401);
    expect((await send(console.port, '/?token=')).status).toBe(401);
  });

  it('is of one console: the cookie of another one is refused', async () => {
    const other = await startTestConsole();
    const foreign = (await openedCookie(other.running.url)).split('=')[1];
    const [name] = console.cookie.split('=');
    const { status } = await send(console.port, '/', { headers: { cookie: `${name}=${foreign}` } });
    expect(status).toBe(401);
    await other.running.close();
  });
});

describe('Every answer', () => {
  const isProtected = ({ headers }: Reply): void => {
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self'; /);
    expect(headers['content-security-policy']).not.toMatch(/unsafe|\*|https?:/);
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['access-control-allow-origin']).toBeUndefined();
  };

  it('is protected, refusals included', async () => {
    const refused = { headers: { host: 'evil.example' } };
    isProtected(await send(console.port, '/', refused));
    isProtected(await send(console.port, '/'));
    for (const path of ['/', '/checkouts', '/nowhere', '/assets/live.js', '/assets/../package.json'])
      isProtected(await get(console, path));
  });

  it('has no script and no style in the page itself, and the token nowhere', async () => {
    const token = new URL(console.running.url).searchParams.get('token') ?? '';
    for (const path of ['/', '/checkouts', '/checkouts/inqud/CCO-1']) {
      const { text, headers } = await get(console, path);
      expect(text).not.toMatch(/<script(?! src=)|<style|\son\w+=|\sstyle=|javascript:/i);
      expect(`${text}${JSON.stringify(headers)}`).not.toContain(token);
    }
  });

  it('without the cookie shows nothing, assets included', async () => {
    for (const path of ['/', '/checkouts/inqud/CCO-1', '/nowhere', '/assets/live.js'])
      expect(await send(console.port, path)).toMatchObject({ status: 401 });
  });
});

import type { IncomingMessage } from 'node:http';
import { readAsset } from '../assets/read-asset.ts';
import { html } from '../html/html.ts';
import { answerVisit, type Site } from './answer-visit.ts';
import { readForm } from './read-form.ts';
import { refusalOf } from './request-rules.ts';
import { type Answer, redirect, textAnswer } from './send-answer.ts';
import type { Session } from './session.ts';

/** A console that accepts requests. */
export interface OpenConsole {
  readonly port: number;
  readonly session: Session;
  readonly site: Site;
}

const ASSETS = '/assets/';

/** Answers a request: first the rules, then the cookie, and only then anything that has been read. */
export async function handleRequest(console: OpenConsole, request: IncomingMessage): Promise<Answer> {
  const { method = '', url = '', headers } = request;
  const refusal = refusalOf({ method, url, headers }, console.port);
  if (refusal) return textAnswer(refusal.status, refusal.reason, refusal.status === 405 ? ALLOW : {});
  const { path, query } = partsOf(url);
  const entry = entryAnswer(console.session, request, path, query);
  if (entry) return entry;
  if (!console.session.hasCookie(headers.cookie)) return textAnswer(401, OPEN_THE_ADDRESS);
  if (path.startsWith(ASSETS)) return assetAnswer(path.slice(ASSETS.length));
  if (path === ALIVE) return { status: 204 };
  if (method !== 'POST')
    return unlessKnown(await answerVisit(console.site, { path, query }), headers['if-none-match']);
  const form = await readForm(request);
  if (!form) return textAnswer(415, 'Send a form of at most 64 KiB.');
  return answerVisit(console.site, { path, query }, form);
}

/** What a page asks that shows something of one moment, to learn whether it still has its server. */
const ALIVE = '/alive';

const ALLOW = { allow: 'GET, HEAD, POST' };
const OPEN_THE_ADDRESS = 'Open the address with the token that the command printed.';

/** The address with the token: it sets the cookie, and leads to the same address without the token. */
function entryAnswer(
  session: Session,
  { method, headers }: IncomingMessage,
  path: string,
  query: URLSearchParams,
): Answer | undefined {
  const token = query.get('token');
  if (token === null || method === 'POST') return undefined;
  if (!session.hasToken(token)) return textAnswer(401, `The token is wrong. ${OPEN_THE_ADDRESS}`);
  query.delete('token');
  // To a browser, a second slash or backslash begins the name of a host.
  const clean = /^\/(?![/\\])/.test(path) ? path : '/';
  const location = query.size > 0 ? `${clean}?${query}` : clean;
  const cookie = { 'set-cookie': session.setCookie };
  return isFromElsewhere(headers) ? ownLink(location, cookie) : redirect(location, cookie);
}

/** Whether a page of another site has opened the address, such as a terminal in a browser or a file. */
const isFromElsewhere = ({ 'sec-fetch-site': site }: IncomingMessage['headers']): boolean =>
  site === 'cross-site' || site === 'same-site';

/** A redirect would still count as the other site's, and a browser would keep the cookie back. A page of ours goes on. */
const ownLink = (location: string, cookie: Readonly<Record<string, string>>): Answer => ({
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8', 'referrer-policy': 'no-referrer', ...cookie },
  body: html`<!doctype html><html lang="en"><meta http-equiv="refresh" content="0;url=${location}"><title>checkouts</title><p><a href="${location}">Open the console</a></p></html>`
    .text,
});

/** The path stays as it came: decoding it here would confuse a slash in an id with one between two parts. */
function partsOf(url: string): { readonly path: string; readonly query: URLSearchParams } {
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  return { path, query: new URLSearchParams(mark < 0 ? '' : url.slice(mark)) };
}

function assetAnswer(name: string): Answer {
  const asset = readAsset(name);
  if (!asset) return textAnswer(404, 'There is no such file.');
  return { status: 200, headers: { 'content-type': asset.type }, body: asset.text };
}

/** A page that is open already and has not changed is not sent again. */
function unlessKnown(answer: Answer, known: string | undefined): Answer {
  if (known === undefined || answer.headers?.['etag'] !== known) return answer;
  const { etag = '', 'x-as-of': asOf = '' } = answer.headers ?? {};
  return { status: 304, headers: { etag, 'x-as-of': asOf } };
}

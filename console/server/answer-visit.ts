import { createHash } from 'node:crypto';
import type { ConsoleSettings } from '../console-ports.ts';
import { html } from '../html/html.ts';
import { type Frame, layout, type Section } from '../html/layout.ts';
import { type ConsolePage, content, type PageAnswer, type Visit } from '../pages/console-page.ts';
import { type Answer, redirect } from './send-answer.ts';

/** The pages of a console, and what they have in common. */
export interface Site {
  readonly pages: readonly ConsolePage[];
  readonly settings: ConsoleSettings;
  /** Returns what went wrong in a sentence. */
  readonly describe: (error: unknown) => string;
}

const ETAG_LENGTH = 22;

/** Answers a visit with a page. @param form what to change; undefined to read */
export async function answerVisit(site: Site, visit: Visit, form?: URLSearchParams): Promise<Answer> {
  try {
    return pageAnswer(site, visit, await pageFor(site, visit, form));
  } catch (error) {
    return failureAnswer(site, visit, error);
  }
}

async function pageFor({ pages, settings }: Site, visit: Visit, form?: URLSearchParams): Promise<PageAnswer> {
  const page = pages.find(({ matches }) => matches(visit.path));
  if (!page) return content('Not found', notFound, Date.now(), 404);
  if (!form) return page.get(visit);
  if (!page.post) return content('Nothing to change', nothingToChange, Date.now(), 403);
  return refusalOfChange(settings, form) ?? page.post(visit, form);
}

const notFound = html`<h1>Not found</h1><p>There is no such page.</p>`;
const nothingToChange = html`<h1>Nothing to change</h1><p>This page changes nothing.</p>`;

/** A stage is changed only by a console that was started for that, and by whoever types the name of the stage. */
function refusalOfChange(
  { isReadOnly, nameToType, target }: ConsoleSettings,
  form: URLSearchParams,
): PageAnswer | undefined {
  if (isReadOnly) {
    const body = html`<h1>Read-only</h1><p role="alert">Nothing was changed on ${target}. To change something, start the console with <code>--write</code>.</p>`;
    return content('Read-only', body, Date.now(), 403);
  }
  if (nameToType === undefined || form.get('stage') === nameToType) return undefined;
  const body = html`<h1>Not confirmed</h1><p role="alert">Nothing was changed. Go back and type the name of the stage, <code>${nameToType}</code>.</p>`;
  return content('Not confirmed', body, Date.now(), 422);
}

function pageAnswer(site: Site, { path }: Visit, answer: PageAnswer): Answer {
  if (answer.kind === 'elsewhere') return redirect(answer.path);
  const asOf = new Date(answer.at).toISOString();
  return {
    status: answer.status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      etag: `"${createHash('sha256').update(answer.body.text).digest('base64url').slice(0, ETAG_LENGTH)}"`,
      'x-as-of': asOf,
    },
    body: layout(frameOf(site), path, asOf, answer).text,
  };
}

/** The element with the attribute `data-error` tells a page that is open why it is stale. */
function failureAnswer(site: Site, { path }: Visit, error: unknown): Answer {
  const body = html`<h1>Not available</h1><p role="alert" data-error>${site.describe(error)}</p><p>This page tries again every second.</p>`;
  const asOf = new Date().toISOString();
  return {
    status: 503,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: layout(frameOf(site), path, asOf, { title: 'Not available', body }).text,
  };
}

function frameOf({ pages, settings }: Site): Frame {
  const sections: Section[] = [];
  for (const { section } of pages) if (section) sections.push(section);
  const { target, isReadOnly } = settings;
  return { target, isReadOnly, sections };
}

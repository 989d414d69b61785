import { type Html, html } from './html.ts';

/** What every page shows around its content. */
export interface Frame {
  /** The target in words: `the local stack`, `stage prod`. */
  readonly target: string;
  readonly isReadOnly: boolean;
  readonly sections: readonly Section[];
}

/** An entry of the navigation. */
export interface Section {
  readonly path: string;
  readonly title: string;
}

export interface PageContent {
  readonly title: string;
  readonly body: Html;
}

/** A whole page. Scripts and styles are files of their own, because the policy allows no others. */
export const layout = (frame: Frame, path: string, asOf: string, { title, body }: PageContent): Html =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${title} · ${frame.target} · checkouts</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/console.css">
<script src="/assets/live.js" defer></script>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header>
<p class="target"><a href="/">checkouts</a> <span>${frame.target}</span>${readOnlyMark(frame)}</p>
${navigation(frame.sections, path)}
<form class="search" role="search" action="/checkouts" method="get">
<label for="search">Find by id</label>
<input id="search" name="id" type="search" autocomplete="off" spellcheck="false" maxlength="300">
<button>Find</button>
</form>
<p id="freshness"><span id="freshness-state" role="status">Read once</span><span id="freshness-time">, as of ${asOf.slice(0, 19).replace('T', ' ')} UTC</span></p>
</header>
<main id="content" tabindex="-1">
${body}
</main>
<footer><p>Times are in UTC. Press <kbd>?</kbd> for keys.</p></footer>
${keysDialog}
</body>
</html>
`;

const readOnlyMark = ({ isReadOnly }: Frame): Html | false =>
  isReadOnly && html` <span class="read-only">read-only</span>`;

const navigation = (sections: readonly Section[], path: string): Html =>
  html`<nav aria-label="Pages"><ul>${sections.map(
    (section) =>
      html`<li><a href="${section.path}"${isIn(section, path) && html` aria-current="page"`}>${section.title}</a></li>`,
  )}</ul></nav>`;

const isIn = (section: Section, path: string): boolean =>
  path === section.path || (section.path !== '/' && path.startsWith(`${section.path}/`));

const keysDialog = html`<dialog id="keys" aria-labelledby="keys-title">
<h2 id="keys-title">Keys</h2>
<dl class="keys">
<dt><kbd>/</kbd></dt><dd>Find a checkout by its id</dd>
<dt><kbd>j</kbd> <kbd>k</kbd></dt><dd>Next and previous link of a list</dd>
<dt><kbd>Enter</kbd></dt><dd>Open it</dd>
<dt><kbd>?</kbd></dt><dd>Show these keys</dd>
<dt><kbd>Esc</kbd></dt><dd>Close them</dd>
</dl>
<form method="dialog"><button>Close</button></form>
</dialog>`;

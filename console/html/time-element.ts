import { shortTime } from '../../lib/values/short-time.ts';
import { type Html, html } from './html.ts';

/** A time in UTC, for people and for programs. */
export const timeElement = (iso: string): Html => html`<time datetime="${iso}">${shortTime(iso)}</time>`;

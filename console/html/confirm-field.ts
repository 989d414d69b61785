import type { ConsoleSettings } from '../console-ports.ts';
import { type Html, html } from './html.ts';

/** On a stage, the name of the stage is typed for each change. */
export const confirmField = ({ nameToType }: Pick<ConsoleSettings, 'nameToType'>): Html | undefined =>
  nameToType === undefined
    ? undefined
    : html`<label>Type <code>${nameToType}</code> to confirm <input name="stage" required autocomplete="off" spellcheck="false"></label>`;

export const readOnlySentence = html`<p>This console is read-only. To change something, start it with <code>--write</code>.</p>`;

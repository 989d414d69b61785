import type { ConsolePorts, ConsoleSettings } from '../console-ports.ts';
import type { Html } from '../html/html.ts';
import type { Section } from '../html/layout.ts';

/** A request that has passed the rules. */
export interface Visit {
  /** As in the request: percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
}

/** What a page answers. */
export type PageAnswer =
  | {
      readonly kind: 'content';
      readonly status: 200 | 400 | 403 | 404 | 422;
      readonly title: string;
      readonly body: Html;
      /** The time of the data, in milliseconds since the epoch. */
      readonly at: number;
    }
  | { readonly kind: 'elsewhere'; readonly path: string };

/** A page of the console. To add one, write a file and list it in `console/console-pages.ts`. */
export interface ConsolePage {
  /** Its entry in the navigation, if it has one. */
  readonly section?: Section;
  /** Whether it answers for a path. */
  matches(path: string): boolean;
  get(visit: Visit): Promise<PageAnswer>;
  /** Changes something. The caller has checked that this is allowed. */
  post?(visit: Visit, form: URLSearchParams): Promise<PageAnswer>;
}

export type MakePage = (ports: ConsolePorts, settings: ConsoleSettings) => ConsolePage;

export const content = (
  title: string,
  body: Html,
  at: number = Date.now(),
  status: 200 | 400 | 403 | 404 | 422 = 200,
): PageAnswer => ({ kind: 'content', status, title, body, at });

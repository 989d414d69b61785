import type { NonEmpty } from '../values/non-empty.ts';

/** The body, exactly as it was received. */
export const BODY = { part: 'body' } as const;

/** The address of the webhook as it is configured, never as it was received. */
export const WEBHOOK_URL = { part: 'url' } as const;

/** A part of the text that is signed. */
export type SignedPart =
  /** A separator, as it is. */
  | string
  | typeof BODY
  | typeof WEBHOOK_URL
  /** A field of the signature header. */
  | { readonly field: string }
  | { readonly header: string }
  /**
   * The values of the headers that a field of the signature header names, separated by spaces. The values are joined
   * with full stops. What the sender names counts. `names` are those that we name when we sign.
   */
  | { readonly headersNamedIn: string; readonly names: readonly string[] };

/** The value of the header is the digest, after a prefix such as `sha256=` that may be empty. */
interface DigestValue {
  readonly prefix: string;
}

/** The value of the header is a list such as `t=1,v1=aa,v1=bb`. Several digests are several keys in a rotation. */
export interface ListValue {
  readonly separator: ',' | ';' | ' ';
  /** What is between the name and the value of a field. */
  readonly assign: '=' | ',';
  /** The name of the fields that hold a digest. */
  readonly digest: string;
}

/**
 * How a secret becomes a key: its UTF-8 text as it is, or the bytes that it holds in base64 after `whsec_`, as in
 * Standard Webhooks.
 */
type KeyForm = 'text' | 'whsec';

/** When the provider signed, in Unix seconds: it must be near the time of arrival, before or after. */
export interface SignedTime {
  readonly of: { readonly field: string } | { readonly header: string };
  /** The largest difference that is accepted. */
  readonly toleranceSeconds: number;
}

/** How a provider signs its webhooks: the HMAC of some parts, in a header. Checking and signing both follow from it. */
export interface SignatureScheme {
  /** The signature header, in lower case. */
  readonly header: string;
  readonly value: DigestValue | ListValue;
  readonly algorithm: 'sha1' | 'sha256';
  readonly encoding: 'hex' | 'base64';
  /** If there are several forms, a signature with any of the keys is right. */
  readonly key: NonEmpty<KeyForm>;
  readonly signed: NonEmpty<SignedPart>;
  readonly time?: SignedTime;
}

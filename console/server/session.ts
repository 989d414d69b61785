import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const SECRET_BYTES = 32;

/** Who may use a console: whoever has opened the address with the token, which sets a cookie. */
export class Session {
  readonly token = randomBytes(SECRET_BYTES).toString('base64url');
  readonly #cookie = randomBytes(SECRET_BYTES).toString('base64url');
  readonly #cookieName: string;

  /** @param port is in the cookie's name, because browsers send cookies to every port of a host */
  constructor(port: number) {
    this.#cookieName = `checkouts-console-${port}`;
  }

  hasToken(given: string): boolean {
    return isSame(given, this.token);
  }

  /** No script can read the cookie, and no other site can send it. It ends with the browser. */
  get setCookie(): string {
    return `${this.#cookieName}=${this.#cookie}; Path=/; HttpOnly; SameSite=Strict`;
  }

  /** @param header the header Cookie of a request */
  hasCookie(header: string | undefined): boolean {
    for (const pair of (header ?? '').split(';')) {
      const [name, value] = pair.trim().split('=', 2);
      if (name === this.#cookieName && isSame(value ?? '', this.#cookie)) return true;
    }
    return false;
  }
}

/** Takes the same time wherever the texts differ. Their digests have one length. */
const isSame = (left: string, right: string): boolean => timingSafeEqual(digest(left), digest(right));

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

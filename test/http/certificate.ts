import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/** A certificate authority that lives as long as the test, and certificates that it signed. */
export interface Authority {
  readonly certificate: string;
  /** Returns the key and the certificate of a server with this name. */
  issue(name: string): { readonly key: string; readonly cert: string };
}

const DAY_MS = 24 * 60 * 60 * 1_000;
const SEQUENCE = 0x30;
/** ecdsa-with-SHA256 */
const ALGORITHM = tlv(SEQUENCE, oid('2a8648ce3d040302'));

/** Creates an authority. X.509 is written by hand, because Node can read certificates and not make them. */
export function createAuthority(): Authority {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const issuer = nameOf('Test Authority');
  const isAuthority = extension('551d13', tlv(SEQUENCE, tlv(0x01, Buffer.from([0xff]))));
  return {
    certificate: certificateOf(issuer, issuer, pair.publicKey, isAuthority, pair.privateKey),
    issue(name) {
      const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const hasName = extension('551d11', tlv(SEQUENCE, tlv(0x82, Buffer.from(name))));
      return {
        key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
        cert: certificateOf(issuer, nameOf(name), publicKey, hasName, pair.privateKey),
      };
    },
  };
}

function certificateOf(
  issuer: Buffer,
  subject: Buffer,
  key: KeyObject,
  extensions: Buffer,
  signer: KeyObject,
): string {
  const serial = tlv(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)]));
  const valid = tlv(SEQUENCE, time(Date.now() - DAY_MS), time(Date.now() + DAY_MS));
  const content = tlv(
    SEQUENCE,
    tlv(0xa0, tlv(0x02, Buffer.from([2]))),
    serial,
    ALGORITHM,
    issuer,
    valid,
    subject,
    key.export({ type: 'spki', format: 'der' }),
    tlv(0xa3, tlv(SEQUENCE, extensions)),
  );
  const signature = sign(
    'sha256',
    content,
    createPrivateKey(signer.export({ type: 'pkcs8', format: 'pem' })),
  );
  const der = tlv(SEQUENCE, content, ALGORITHM, tlv(0x03, Buffer.from([0]), signature));
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

const nameOf = (name: string): Buffer =>
  tlv(SEQUENCE, tlv(0x31, tlv(SEQUENCE, oid('550403'), tlv(0x0c, Buffer.from(name)))));

const extension = (id: string, value: Buffer): Buffer => tlv(SEQUENCE, oid(id), tlv(0x04, value));

const time = (ms: number): Buffer => {
  const digits = new Date(ms).toISOString().replace(/[-T:]/g, '').slice(2, 14);
  return tlv(0x17, Buffer.from(`${digits}Z`));
};

function oid(hex: string): Buffer {
  return tlv(0x06, Buffer.from(hex, 'hex'));
}

/** A tag, a length and a value, as DER writes them. */
function tlv(tag: number, ...values: readonly Uint8Array[]): Buffer {
  const value = Buffer.concat(values);
  const bytes = value.length < 256 ? [value.length] : [value.length >> 8, value.length & 0xff];
  const length = value.length < 128 ? bytes : [0x80 + bytes.length, ...bytes];
  return Buffer.concat([Buffer.from([tag, ...length]), value]);
}

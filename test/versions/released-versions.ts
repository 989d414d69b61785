/**
 * The digest of the fixtures of every version. Rows and messages of these versions exist in somebody's account, so a
 * line here never changes and is never removed. `npm run versions` prints the line of a new version.
 */
export const releasedVersions: Readonly<Record<string, string>> = {
  v1: 'b755eeba03a6585c71c67a3cb3624e0c398a7b205df22e747fb978362e104c8e',
};

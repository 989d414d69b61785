/**
 * The digest of the fixtures of every version. Rows and messages of these versions exist in somebody's account, so a
 * line here never changes and is never removed. `npm run versions` prints the line of a new version.
 */
export const releasedVersions: Readonly<Record<string, string>> = {
  v1: 'f2ca6485eae6e9fe280f1d147683c65ef0dc23797e704db73382081a039820c4',
};

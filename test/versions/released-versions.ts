/**
 * The digest of the fixtures of every version. Rows and messages of these versions exist in somebody's account, so a
 * line here never changes and is never removed. `npm run versions` prints the line of a new version.
 */
export const releasedVersions: Readonly<Record<string, string>> = {
  v1: 'e472ca16a50af2951f8e7cb637635a7489108b50aa06411ded29de17e270f86c',
  v2: 'df53281eec536180c43030dbb3a7a81f0f6cfb00169a06f7df2e526f5ac63341',
};

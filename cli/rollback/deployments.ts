/** A deployment whose files are still in the stage's deployment bucket. Serverless keeps those of the latest five. */
export interface StageDeployment {
  /** Milliseconds since the epoch, as `serverless rollback --timestamp` takes them. */
  readonly timestamp: string;
  /** When it was packaged: UTC, ISO 8601. */
  readonly packagedAt: string;
  /** The folder of its files in the bucket. */
  readonly folder: string;
}

/** The file that makes a folder a deployment. A folder without it was not uploaded completely. */
const TEMPLATE_FILE = 'compiled-cloudformation-template.json';

export const templateKeyOf = ({ folder }: StageDeployment): string => `${folder}/${TEMPLATE_FILE}`;

/** The settings with which Serverless deployed it. */
export const stateKeyOf = ({ folder }: StageDeployment): string => `${folder}/serverless-state.json`;

/** Returns the deployments among the keys of the bucket, oldest first. */
export function deploymentsIn(keys: readonly string[]): readonly StageDeployment[] {
  const found: StageDeployment[] = [];
  for (const key of keys) {
    const [, folder, timestamp] =
      /^(.+\/(\d+)-\d{4}-[^/]+)\/compiled-cloudformation-template\.json$/.exec(key) ?? [];
    if (folder === undefined || timestamp === undefined) continue;
    found.push({ folder, timestamp, packagedAt: new Date(Number(timestamp)).toISOString() });
  }
  return found.toSorted((left, right) => Number(left.timestamp) - Number(right.timestamp));
}

/**
 * Returns the option `--stage` to serverless.yml, or null if there is none. If it is no name of a stage, the program ends
 * with exit code 1 and one sentence. Serverless itself would report every variable with the stage in it.
 *
 * @returns {Promise<string | null>}
 */
module.exports = async ({ options }) => {
  const { stage } = options;
  const { isNodeRecent } = await import('./launch.mjs');
  // check-node.mjs reports an old Node, which cannot read TypeScript.
  if (stage === undefined || !isNodeRecent) return stage ?? null;
  const { STAGE_NAME, STAGE_NAME_RULE } = await import('../service/stage-name.ts');
  if (STAGE_NAME.test(stage)) return stage;
  console.error(`The name of the stage "${stage}" is wrong: it ${STAGE_NAME_RULE}.`);
  process.exit(1);
};

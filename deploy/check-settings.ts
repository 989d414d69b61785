import { Stage, StageSettings } from './stage-settings.ts';

type Settings = Readonly<Record<string, unknown>>;

/** What this plugin uses of Serverless. */
interface Serverless {
  readonly processedInput: { readonly commands: readonly string[] };
  readonly configurationInput: { readonly params?: Readonly<Record<string, Settings | undefined>> };
  readonly classes: { readonly Error: new (message: string, code: string) => Error };
  readonly service: { readonly provider: { readonly stage: string } };
}

interface Options {
  readonly stage?: string;
  readonly param?: readonly string[];
}

/**
 * Every complaint about the settings of a stage, in words; none when all is well.
 *
 * @param settings as `params` and the command line have them
 */
export function settingProblems(stage: string, settings: Settings): readonly string[] {
  const stageIssues = Stage.safeParse(stage).error?.issues ?? [];
  const settingIssues = StageSettings.safeParse(settings).error?.issues ?? [];
  return [
    ...stageIssues.map(({ message }) => `the stage's name ${message}`),
    ...settingIssues.map(({ path, message }) => {
      const name = String(path[0] ?? '');
      return name === '' ? message : `${name}: ${message}, but it is ${JSON.stringify(settings[name])}`;
    }),
  ];
}

/** The settings in force: the command line before the stage's own, and those before the defaults. */
export function settingsInForce(
  params: Readonly<Record<string, Settings | undefined>>,
  stage: string,
  commandLine: readonly string[],
): Settings {
  const given = commandLine.map((item): [string, string] => {
    const at = item.indexOf('=');
    return [item.slice(0, at), item.slice(at + 1).trimEnd()];
  });
  return { ...params['default'], ...params[stage], ...Object.fromEntries(given) };
}

const COMMANDS_THAT_DEPLOY = new Set(['package', 'deploy']);

/**
 * A Serverless plugin that refuses to package or deploy with a wrong setting, before anything leaves this machine:
 * CloudFormation would find out minutes later, or the functions only once webhooks arrive. It looks as soon as it
 * is loaded, because the framework's own check would come before any hook, and tells one problem at a time.
 */
// biome-ignore lint/style/noDefaultExport: Serverless takes a plugin's default export.
export default class CheckSettings {
  constructor(serverless: Serverless, options: Options) {
    if (!COMMANDS_THAT_DEPLOY.has(serverless.processedInput.commands[0] ?? '')) return;
    const stage = options.stage ?? serverless.service.provider.stage;
    const { params = {} } = serverless.configurationInput;
    const problems = settingProblems(stage, settingsInForce(params, stage, options.param ?? []));
    if (problems.length === 0) return;
    const list = problems.map((problem) => `  ${problem}`).join('\n');
    const text = `The settings of stage "${stage}" are not right; nothing was deployed:\n${list}\nSee docs/settings.md.`;
    throw new serverless.classes.Error(text, 'WRONG_SETTINGS');
  }
}
